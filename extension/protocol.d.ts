// Written by tests/browser/generate_types.py from companion/protocol.py.

/** The one-time code that the companion printed. */
export interface PairRequest {
  code: string;
  label?: string;
}

/** The client's token, shown this once. */
export interface PairReply {
  token: string;
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

/** The companion's proof: HMAC-SHA256(SHA-256(token), "companion:" + nonce), in hex. */
export interface HelloReply {
  proof: string;
  name: string;
  version: string;
  protocol: number;
  model: ModelState;
  settings_revision: number;
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

/** Posts of one page. `country` and `languages` choose the help beside a note. */
export interface AnnotateRequest {
  site?: string;
  lang?: string | null;
  country?: string | null;
  time_zone?: string | null;
  languages?: Array<string>;
  posts: Array<Post>;
}

/** One way to reach a service; `link` is what a click opens, `display` what is shown. */
export interface Contact {
  kind: "call" | "text" | "chat" | "web";
  display: string;
  link: string;
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

/** Help for `country` (null: unknown), the best first; `countries` have a reviewed file. */
export interface ResourcesReply {
  country: string | null;
  countries: Array<string>;
  emergency: Array<Resource>;
  resources: Array<Help>;
  communities: Array<Community>;
}

/** What a reader sees above a post. */
export interface Note {
  category: "self_harm" | "despair" | "eating" | "threat" | "hate" | "harassment" | "sexual" | "health_claim" | "outrage" | "grim";
  level: "note" | "fold";
  title: string;
  cue: string;
  resources?: Array<Resource>;
}

/** What the companion says of one post. */
export interface Annotation {
  post_id: string;
  status: "judged" | "unjudged";
  reason?: "no_text" | "too_short" | "language" | "model_failed" | "bad_input" | null;
  scores?: Record<string, number>;
  sentiment?: "negative" | "neutral" | "positive" | null;
  stance?: "personal" | "help_seeking" | "recovery_or_support" | "education_or_news" | "promotes" | "none" | null;
  note?: Note | null;
  mark?: "recovery" | "support" | null;
}

/** One annotation a post, in the order asked. */
export interface AnnotateReply {
  model: string;
  annotations: Array<Annotation>;
}

/** A post's text, cut at MAX_TEXT, and the category whose score is asked about. */
export interface WhyRequest {
  text: string;
  category: "self_harm" | "despair" | "eating" | "threat" | "hate" | "harassment" | "sexual" | "health_claim" | "outrage" | "grim";
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
