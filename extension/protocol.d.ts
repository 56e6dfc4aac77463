// Written by tests/browser/generate_types.py from companion/protocol/.

/** One annotation a post, in the order asked. */
export interface AnnotateReply {
  model: string;
  annotations: Array<Annotation>;
}

/** Posts of one page. `country` and `languages` choose the help beside a note. */
export interface AnnotateRequest {
  site?: string;
  lang?: string | null;
  country?: string | null;
  time_zone?: string | null;
  languages?: Array<string>;
  posts: Array<Post>;
}

/** What the companion says of one post. Unjudged, it can still hold a topic of the reader's. */
export interface Annotation {
  post_id: string;
  status: "judged" | "unjudged";
  reason?: "no_text" | "too_short" | "language" | "model_failed" | "bad_input" | "off" | null;
  scores?: Record<string, number>;
  sentiment?: "negative" | "neutral" | "positive" | null;
  stance?: "personal" | "help_seeking" | "recovery_or_support" | "education_or_news" | "promotes" | "none" | null;
  note?: Note | null;
  mark?: "recovery" | "support" | null;
}

/** What a reader sees above a post; `own`: it has one of the topics they wrote down. */
export interface Note {
  category: "self_harm" | "despair" | "eating" | "threat" | "hate" | "harassment" | "sexual" | "health_claim" | "outrage" | "grim" | "own";
  level: "note" | "fold";
  title: string;
  cue: string;
  resources?: Array<Resource>;
}

/** One post as a page shows it; text over MAX_TEXT characters is cut before it is judged. */
export interface Post {
  id: string;
  text: string;
  lang?: string | null;
  quotes?: string | null;
  replies_to?: string | null;
  media?: Array<"image" | "video" | "audio" | "link">;
  links?: Array<string>;
  known?: boolean;
}

/** A code for programs, a sentence for people, and the field that was wrong. */
export interface ErrorBody {
  code: string;
  message: string;
  field?: string | null;
}

/** The one shape of every error. */
export interface ErrorReply {
  error: ErrorBody;
}

/** What a reader did at a pause or limit, or for today.

`leave`, `wait`, `read_on`: at a pause. `more`, `off_today`: at a limit. `calm`, `calm_end`: the
calm view, to the end of the day. `leave_after`: the visit should end `posts` posts from now. */
export interface BoundaryRequest {
  site: string;
  act: "leave" | "wait" | "read_on" | "more" | "off_today" | "calm" | "calm_end" | "leave_after";
  posts?: number | null;
}

/** The calm view as it is today: posts of these categories are folded, or dimmed to a share. */
export interface Calm {
  how: "fold" | "dim";
  opacity: number;
  categories: Array<"self_harm" | "despair" | "eating" | "threat" | "hate" | "harassment" | "sexual" | "health_claim" | "outrage" | "grim" | "own">;
}

/** What the page should do now; `minutes_left` and `posts_left` are to the nearest limit.

`intention`: ask what the reader is here for, or show again what they said; each once a visit. */
export interface ExposureReply {
  pause?: PauseCard | null;
  limit?: LimitCard | null;
  minutes_left?: number | null;
  posts_left?: number | null;
  intention?: "ask" | "remind" | null;
  calm?: Calm | null;
}

/** What happened on a page since it last told: seconds visible and focused, posts seen in their
order, and the categories of notes that were opened and of folded posts that were skipped. */
export interface ExposureRequest {
  site: string;
  seconds?: number;
  seen?: Array<Glance>;
  opened?: Array<"self_harm" | "despair" | "eating" | "threat" | "hate" | "harassment" | "sexual" | "health_claim" | "outrage" | "grim" | "own">;
  skipped?: Array<"self_harm" | "despair" | "eating" | "threat" | "hate" | "harassment" | "sexual" | "health_claim" | "outrage" | "grim" | "own">;
}

/** A post that was half visible for a second: no id, no text. `folded`: its words were not. */
export interface Glance {
  category?: "self_harm" | "despair" | "eating" | "threat" | "hate" | "harassment" | "sexual" | "health_claim" | "outrage" | "grim" | "own" | null;
  sentiment?: "negative" | "neutral" | "positive" | null;
  folded?: boolean;
}

/** A limit of the reader's own that is reached, and their own words for it, if any. */
export interface LimitCard {
  kind: "minutes" | "posts";
  words?: string | null;
}

/** A pause that is due: so many of the last posts were heavy. It is told once. */
export interface PauseCard {
  heavy: number;
  of: number;
  cue: string;
  firm: boolean;
}

/** The cut of the category from now on; `shift` is null where it was not moved (further). */
export interface FeedbackReply {
  revision: number;
  cut: number;
  shift?: Shift | null;
}

/** A verdict on a category of one post, and the score that the post had there. */
export interface FeedbackRequest {
  category: "self_harm" | "despair" | "eating" | "threat" | "hate" | "harassment" | "sexual" | "health_claim" | "outrage" | "grim";
  verdict: "not_this" | "missed" | "helpful";
  score: number;
}

/** The sums, the oldest first; `csv` is a table of the same numbers, for a spreadsheet. */
export interface InsightsReply {
  sums: Array<SiteSum>;
  csv?: string | null;
}

/** All sums of the last `days` days; with `csv` as a file besides. */
export interface InsightsRequest {
  days?: number;
  csv?: boolean;
}

/** Posts of a category: with a note, and of those opened and skipped. */
export interface KindSum {
  category: "self_harm" | "despair" | "eating" | "threat" | "hate" | "harassment" | "sexual" | "health_claim" | "outrage" | "grim" | "own";
  noted: number;
  opened: number;
  skipped: number;
}

/** One site on one day, or in one month. `negative`, `neutral`, `positive`: posts by mood. */
export interface SiteSum {
  day: string;
  site: string;
  minutes: number;
  seen: number;
  negative: number;
  neutral: number;
  positive: number;
  pauses: number;
  pauses_taken: number;
  kinds: Array<KindSum>;
}

/** The tray, the newest first; `added` is the id of the link that was just set aside. */
export interface LaterReply {
  links: Array<SetAside>;
  added?: number | null;
}

/** Sets a post aside, takes links out by id, or empties the tray; an empty one only reads. */
export interface LaterRequest {
  add?: NewLink | null;
  take?: Array<number>;
  clear?: boolean;
}

/** A post to set aside: its own address, and what its note says. */
export interface NewLink {
  link: string;
  site: string;
  category?: "self_harm" | "despair" | "eating" | "threat" | "hate" | "harassment" | "sexual" | "health_claim" | "outrage" | "grim" | "own" | null;
}

/** A link in the tray, kept until it is taken out, or to the end of the day `until`. */
export interface SetAside {
  id: number;
  link: string;
  site: string;
  category?: "self_harm" | "despair" | "eating" | "threat" | "hate" | "harassment" | "sexual" | "health_claim" | "outrage" | "grim" | "own" | null;
  on: string;
  until: string;
}

/** What to erase; the reply is the ledger afterwards. */
export interface EraseRequest {
  parts: Array<"all" | "sums" | "later" | "today" | "settings" | "feedback" | "pairings" | "programs">;
}

/** A part of what is kept: what it is, how many of it, its bytes, and the oldest day in it.

`part` is what erases it alone; null where it goes with another, or with all. */
export interface LedgerPart {
  id: string;
  title: string;
  words: string;
  count: number;
  bytes: number;
  since?: string | null;
  part?: "all" | "sums" | "later" | "today" | "settings" | "feedback" | "pairings" | "programs" | null;
}

/** Every part; together they are every byte of the companion's data folder. */
export interface LedgerReply {
  bytes: number;
  parts: Array<LedgerPart>;
}

/** A question that needs no more than its path. */
export interface LedgerRequest {
}

/** The companion's proof: HMAC-SHA256(SHA-256(token), "companion:" + nonce), in hex. */
export interface HelloReply {
  proof: string;
  name: string;
  version: string;
  protocol: number;
  model: ModelState;
  settings_revision: number;
}

/** A client's proof that it is paired: mac = HMAC-SHA256(SHA-256(token), nonce), in hex. */
export interface HelloRequest {
  client: string;
  nonce: string;
  mac: string;
}

/** Which model answers, and whether it can yet. */
export interface ModelState {
  name: string;
  state: "loading" | "ready" | "failed";
}

/** The client's token, shown this once. */
export interface PairReply {
  token: string;
}

/** The one-time code that the companion printed. */
export interface PairRequest {
  code: string;
  label?: string;
}

/** The note that a post would get. */
export interface PreviewNote {
  category: "self_harm" | "despair" | "eating" | "threat" | "hate" | "harassment" | "sexual" | "health_claim" | "outrage" | "grim" | "own";
  level: "note" | "fold";
  title: string;
}

/** Of `count` posts, how many have a note before and after the change, and which. */
export interface PreviewPart {
  count: number;
  before: number;
  after: number;
  posts: Array<PreviewPost>;
}

/** A post with a note under the settings as they are, as they would be, or both. */
export interface PreviewPost {
  id: string;
  site: string;
  text: string;
  before: PreviewNote | null;
  after: PreviewNote | null;
}

/** The posts last seen, at most 200 and in memory only, the newest first; and 40 samples. */
export interface PreviewReply {
  revision: number;
  seen: PreviewPart;
  samples: PreviewPart;
}

/** Changes to try, as in a SettingsRequest. With a `site`, only its posts are looked at. */
export interface PreviewRequest {
  set?: Record<string, boolean | number | string | Array<string> | Array<Topic> | Array<QuietHours>>;
  unset?: Array<string>;
  site?: string | null;
}

/** A moderated place where peers write to each other, never offered first. */
export interface Community {
  id: string;
  kind: "line" | "page" | "directory" | "community";
  name: string;
  contacts: Array<Contact>;
  hours?: string | null;
  languages?: Array<string>;
  checked_on: string;
  checked_by: "sources" | "provider";
  ages: string;
  rules: string;
}

/** One way to reach a service; `link` is what a click opens, `display` what is shown. */
export interface Contact {
  kind: "call" | "text" | "chat" | "web";
  display: string;
  link: string;
}

/** A source of help with what a reader chooses it by.

`fits`: it answers the topic asked. `is_open` is null where the hours are not certain. */
export interface Help {
  id: string;
  kind: "line" | "page" | "directory" | "community";
  name: string;
  contacts: Array<Contact>;
  hours?: string | null;
  languages?: Array<string>;
  checked_on: string;
  checked_by: "sources" | "provider";
  topics: Array<string>;
  audience: "everyone" | "youth" | "parents" | "indigenous" | "lgbtq" | "veterans";
  fits: boolean;
  is_open: boolean | null;
}

/** One source of help, copied from a reviewed data file. */
export interface Resource {
  id: string;
  kind: "line" | "page" | "directory" | "community";
  name: string;
  contacts: Array<Contact>;
  hours?: string | null;
  languages?: Array<string>;
  checked_on: string;
  checked_by: "sources" | "provider";
}

/** Help for `country` (null: unknown), the best first; `countries` have a reviewed file. */
export interface ResourcesReply {
  country: string | null;
  countries: Array<string>;
  emergency: Array<Resource>;
  resources: Array<Help>;
  communities: Array<Community>;
}

/** A reader's own question for help. An unknown topic or country gets the fallback.

`door`: for the reader, or for someone they worry about. `all`: everything for the country
instead of the three that fit best. */
export interface ResourcesRequest {
  topic?: string | null;
  country?: string | null;
  time_zone?: string | null;
  languages?: Array<string>;
  door?: "me" | "someone";
  audience?: "everyone" | "youth" | "parents" | "indigenous" | "lgbtq" | "veterans" | null;
  all?: boolean;
}

/** A file to save under that name. */
export interface ExportReply {
  name: string;
  content: string;
}

/** Which file is wanted.

`settings`: everything a reader chose. `mastodon`: own topics as Mastodon filters. `labels`:
label preferences in the atproto vocabulary. `feedback`: JSON Lines of category, score,
verdict and day. */
export interface ExportRequest {
  kind: "settings" | "mastodon" | "labels" | "feedback";
}

/** Settings that belong together, in the order in which they are shown. */
export interface Group {
  id: string;
  title: string;
}

/** What the file was, the settings that it changed, and a sentence for each part left out. */
export interface ImportReply {
  kind: "settings" | "mastodon" | "labels";
  revision: number;
  changed: Array<string>;
  left_out: Array<string>;
}

/** The content of a file; `trial` tells what it would change, and changes nothing. */
export interface ImportRequest {
  content: string;
  trial?: boolean;
  revision?: number | null;
}

/** One of several values, with its name for people. */
export interface Named {
  value: string;
  title: string;
}

/** A point on a dial that has a name. */
export interface Position {
  name: "gentle" | "balanced" | "careful";
  value: number;
}

/** Hours of the week, each begun on one of the days, that do something else with notes.

An end before the start lies on the next day; 24:00 is midnight at the end of a day.
`off`: no notes. `careful`: every kind that is on, at the careful position. `fold`: all fold. */
export interface QuietHours {
  days: Array<"mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun">;
  start: string;
  end: string;
  effect: "off" | "careful" | "fold";
}

/** One setting: what it is, its bounds, and what it is set to for all sites.

`least` and `most` bound a dial or a number, and `most` how many a list holds. `choices` are
the values of a choice, and of a list of ids those in it that have a name. */
export interface Setting {
  name: string;
  kind: "switch" | "dial" | "number" | "choice" | "words" | "topics" | "hours";
  group: string;
  title: string;
  help: string;
  scope: "global" | "site";
  value: boolean | number | string | Array<string> | Array<Topic> | Array<QuietHours>;
  default: boolean | number | string | Array<string> | Array<Topic> | Array<QuietHours>;
  category?: "self_harm" | "despair" | "eating" | "threat" | "hate" | "harassment" | "sexual" | "health_claim" | "outrage" | "grim" | null;
  choices?: Array<Named>;
  positions?: Array<Position>;
  least?: number | null;
  most?: number | null;
}

/** All settings after the change; `sites` holds, by host, what differs there. */
export interface SettingsReply {
  revision: number;
  groups: Array<Group>;
  settings: Array<Setting>;
  sites: Record<string, Record<string, boolean | number | string | Array<string> | Array<Topic> | Array<QuietHours>>>;
  shifts: Array<Shift>;
}

/** Changes to make, all or none; an empty one only reads.

`site`: set and unset are for that site alone. `unshift`: steps of feedback to take back.
`revision`: what the change was made to; 409 `changed_elsewhere` if that is no longer current. */
export interface SettingsRequest {
  set?: Record<string, boolean | number | string | Array<string> | Array<Topic> | Array<QuietHours>>;
  unset?: Array<string>;
  unshift?: Array<number>;
  site?: string | null;
  revision?: number | null;
}

/** A step by which feedback moved the cut of a category; `on` is the day. */
export interface Shift {
  id: number;
  category: "self_harm" | "despair" | "eating" | "threat" | "hate" | "harassment" | "sexual" | "health_claim" | "outrage" | "grim";
  verdict: "not_this" | "missed";
  by: number;
  on: string;
}

/** A word or phrase of the reader's own that gives a post a note, to the end of a day. */
export interface Topic {
  phrase: string;
  whole_word?: boolean;
  level?: "note" | "fold";
  until?: string | null;
}

/** Words that moved a score: UTF-16 offsets into the text that was sent, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** At most five spans in order of place; none when no words stand out. */
export interface WhyReply {
  why: Array<Span>;
}

/** A post's text, cut at MAX_TEXT, and the category whose score is asked about. */
export interface WhyRequest {
  text: string;
  category: "self_harm" | "despair" | "eating" | "threat" | "hate" | "harassment" | "sexual" | "health_claim" | "outrage" | "grim" | "own";
}
