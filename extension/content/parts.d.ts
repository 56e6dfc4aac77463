// What each content script offers the next one. They are classic scripts, registered in order
// (scripts.js), and share this one object of the isolated world: one file, since it is one type.

import type * as protocol from '../protocol';
import type * as sites from '../sites';

declare global {
  type Annotation = protocol.Annotation;
  type Contact = protocol.Contact;
  type Resource = protocol.Resource;
  type Site = sites.Site;
  type ReadPost = protocol.Post & { author?: string };

  var mindfulFeed: Parts;

  interface Parts {
    text: { read(element: Element, ignore?: string): string };
    posts: {
      isOwn(found: Element, post: Element, site: Site): boolean;
      /** Whether there is no other post in it, as far as that is known while it is read. */
      isPlain(post: Element): boolean;
      pickOwn(post: Element, selector: string, site: Site): Element[];
      pickFirst(post: Element, selector: string, site: Site): Element | null;
      readText(post: Element, site: Site): string;
      find(root: Element | ShadowRoot, site: Site): Element[];
      /** How far a post is from the screen, in pixels. */
      distanceOf(post: Element): number;
      /** The selector of posts that answer the one they stand in. */
      findAnswers(site: Site): string | undefined;
      /** The post after one and, but for `answers`, not in it. */
      findNext(post: Element, site: Site, answers?: string): Element | null;
      closest(node: Node, site: Site): Element | null;
      read(post: Element, site: Site): ReadPost | null;
      place(post: Element, site: Site): Element;
    };
    roots: {
      open(element: Element): ShadowRoot | null;
      list(root: Element | ShadowRoot, site: Site): ShadowRoot[];
      closest(node: Node, selector: string): Element | null;
    };
    names: {
      read(post: Element, source: string, site: Site): string | undefined;
      of(post: Element, site: Site): string;
    };
    authors: { read(post: Element, site: Site): { author?: string } };
    links: {
      find(post: Element, site: Site): { quotes?: string; replies_to?: string };
      listHosts(parts: Element[]): { links?: string[] };
    };
    verdicts: {
      create(limit: number): Verdicts;
      /** A post with these very words, written as one. */
      keyOf(read: Pick<ReadPost, 'id' | 'text'>): string;
    };
    theme: { of(element: Element): 'light' | 'dark'; onChange(tell: () => void): () => void };
    style: string;
    dress(root: ShadowRoot): void;
    elements: {
      say(name: string, ...values: string[]): string;
      make(tag: string, className?: string, text?: string): HTMLElement;
      makeButton(className: string, text: string, act: () => void): HTMLButtonElement;
      makeActor(className: string, text: string, act: keyof CardActs | 'why' | 'help'): HTMLButtonElement;
      copy(name: string, draw: () => HTMLElement): HTMLElement;
      makeSign(): SVGElement;
    };
    panels: {
      why(annotation: Annotation, about?: About): HTMLElement;
      help(annotation: Annotation): HTMLElement;
    };
    putAway: {
      one(item: HTMLElement, resource: Resource): HTMLButtonElement;
      all(panel: HTMLElement): HTMLButtonElement;
    };
    turnPanel(frame: HTMLElement, button: HTMLElement, makePanel: () => HTMLElement, closed: () => void): void;
    line: {
      plan(told: Told, title: string): { name: string; draw(): HTMLElement; write(line: HTMLElement): void };
      thank(): HTMLElement[];
    };
    guard(root: ShadowRoot, host: HTMLElement): void;
    fold: {
      /** `answers`: the selector of those that stand inside the post and stay. */
      close(host: HTMLElement, post: Element, answers?: string): void;
      open(host: HTMLElement): void;
      stop(): void;
    };
    card: {
      hasWords(told: Pick<Told, 'annotation' | 'about' | 'view'>): boolean;
      build(told: Told, acts: CardActs, stand: Stand): HTMLElement;
      turn(frame: HTMLElement, stand: Stand): void;
      /** Makes a part of the note, unless it is there. */
      fill(frame: HTMLElement, part: Part): void;
      /** The note's line becomes thanks for "Not about this". */
      thank(frame: HTMLElement): void;
    };
    shapes: {
      /** Of a post and the place of its note. */
      of(place: Element, post: Element): Shape;
      /** The page may look different now. */
      forget(): void;
      /** Whether an element cuts off what stands out over its edge. */
      cutsOff(element: Element): boolean;
      /** A post and the elements around it that could cut off what stands out over it. */
      listAround(post: Element): Element[];
    };
    layout: { settle(entries: Entry[], choose: (entry: Entry, seen: Seen) => Mode): void };
    /** The background's reply, or { error: { code: 'asleep' | 'put_aside' | 'broken' } } where none came. */
    message: {
      send(message: object): Promise<any>;
      /** The same over a line that stays open: each message costs the page a tenth. */
      sendOften(message: object): Promise<any>;
      /** Several at once, answered one after the other; what follows one that failed fails with it. */
      sendTogether(messages: object[]): Promise<any>[];
    };
    feedback: { send(feedback: Omit<protocol.FeedbackRequest, 'category'> & { category: string; undo?: true }): Promise<boolean> };
    /** Shows the next post and puts the keys there. */
    skip(post: Element, next: Element | null): void;
    acts: {
      make(entry: Entry, turn: (entry: Entry, mode: Mode) => void, remove: (post: Element) => void): CardActs;
      focus(entry: Entry): boolean;
      isHidden(entry: Entry): boolean;
      isFolded(entry: Entry): boolean;
    };
    notes: Notes;
    changes: { watch(site: Site, hooks: ChangeHooks): Watching };
    ahead: { create(): Ahead };
    nearby: { watch(hooks: NearbyHooks): Nearby };
    asking: { create(hooks: AskingHooks): Asking };
    report: {
      count(followed: Known[], known: Verdicts, view: View, site: Site): ReturnType<Feed['count']>;
      list(followed: Known[], known: Verdicts): ReturnType<Feed['list']>;
    };
    feed: { create(site: Site, view?: View): Feed };
    siblings: { learn(root: Element | ShadowRoot): Pick<Site, 'post' | 'text' | 'post_id' | 'thread'> | null };
    generic: { create(site: Site, view?: View): Feed };
    clock: { now(): number; every(milliseconds: number, tick: () => unknown): () => void; tick(): Promise<unknown> };
    /** `saw`: whether that is all that is to be known of the post. */
    dwell: { create(saw: (post: Element) => boolean, passBy: (post: Element, isBelow: boolean) => void): Dwell };
    /** `back`: the reader may be near the post again. */
    passed: { create(back: (post: Element) => void): { add(post: Element, isBelow: boolean): void; stop(): void } };
    exposure: {
      create(hooks: ExposureHooks): Exposure;
      send(message: object): Promise<any>;
      did(what: 'opened' | 'skipped', category: string | undefined, id: string): void;
    };
    dim: { mark(host: HTMLElement, post: Element, category: string): void; set(calm: Calm | null): void; stop(): void };
    aside: {
      /** The post's own address, where the page has it. */
      findLink(post: Element, id: string, site: Site): string | null;
      offer(entry: Entry, turn: (entry: Entry, mode: Mode) => void, restore: () => void): Promise<void>;
    };
    pauseStyle: string;
    pauseCard: { open(parts: CardParts): OpenCard; hostName: string };
    pauses: { follow(reply: Followed): void; expect(): (reply: Followed) => void; stop(): void };
    stop?: () => void;
  }

  type Glance = protocol.Glance;
  type Calm = protocol.Calm;
  type PauseCard = protocol.PauseCard;
  type LimitCard = protocol.LimitCard;
  /** What the companion says, and what the reader said that they are here for. */
  type Followed = protocol.ExposureReply & { said?: string };

  interface Dwell {
    watch(post: Element): void;
    /** Whether it was not seen until now. */
    forget(post: Element): boolean;
    /** To be done before the next. */
    pass(milliseconds: number): Promise<void>;
    rest(): void;
    stop(): void;
  }

  interface ExposureHooks {
    /** A post's id and what is known of it; nothing while its words are closed. */
    readPost(post: Element): { id: string; annotation?: Annotation } | null;
    /** A post that is far from the screen by now, above or below. */
    passBy(post: Element, isBelow: boolean): void;
    /** What takes the answer to a report that is asked now. */
    expectAnswer(): (reply: Followed) => void;
    /** The companion does not answer. */
    miss(): void;
  }

  interface Exposure {
    watch(post: Element): void;
    /** Whether it was not seen until now. */
    forget(post: Element): boolean;
    stop(): void;
  }

  interface CardParts {
    kind: string;
    title: string;
    words?: string;
    isModal: boolean;
    place?: 'top';
    body?: HTMLElement;
    buttons: { words: string; act: () => void; isFirst?: boolean }[];
    escape(): void;
  }

  interface OpenCard {
    kind: string;
    frame: HTMLElement;
    isOpen(): boolean;
    close(): void;
  }

  /** How the reader wants notes to look, from their settings. Discreet: no topic stands in the page.
   * Popup only: no note either. Marks: the quiet ones, of recovery, support and what another post is. */
  type View = { discreet: boolean; popupOnly: boolean; marks: boolean };

  /** What a post has to do with a noted one. */
  type About = 'quote' | 'answer';

  /** flow: a line with its own room; overlay: a pill that takes none; dot: hidden, or couldn't judge;
   * fold: the post is folded to it. */
  type Mode = 'flow' | 'overlay' | 'dot' | 'fold';

  /** Of a note's frame: the line with its buttons, the pill that opens it, the dot of a hidden one. */
  type Part = 'line' | 'pill' | 'dot';

  /** How a note stands: what it shows first, and whether it lies over its post. */
  type Stand = { part: Part; mode: Mode; theme: 'light' | 'dark'; isAfloat: boolean };

  interface CardActs {
    open(): void;
    hide(): void;
    show(): void;
    unfold(): void;
    fold(): void;
    skip(): void;
    setAside(): void;
    refuse(): Promise<void>;
    restore(): void;
    /** The note as it was, after thanks. */
    comeBack(): void;
    leave(): void;
    closed(): void;
  }

  interface Told {
    annotation: Annotation;
    about?: About;
    view: View;
    /** The post's own address, where the page has it. */
    findLink(): string | null;
  }

  interface Shown extends Told {
    post: Element;
    id: string;
    key: string;
    /** Whether the post came into the page this very moment, so that nothing can move yet. */
    isNew: boolean;
    /** Whether notes may take room on this site. */
    hasRoom: boolean;
    /** The selector of answers, where they stand inside the post that they answer. */
    answers?: string;
    mode?: Mode;
    findNext(): Element | null;
    /** Has the note told when its post leaves the screen. */
    watch(): void;
    /** The reader says that the note is wrong, or takes that back. */
    refuse(isRefused: boolean): void;
  }

  /** How posts of one kind look where a note would stand. */
  interface Shape {
    theme: 'light' | 'dark';
    /** Whether the place lays out its children in a row or a grid. */
    isRow: boolean;
    /** Whether something could cut off what stands out over the post's edge. */
    canCut: boolean;
    /** How far the place's first child stands from the post's edge, in pixels, where that is plain to see. */
    edge: { across: number; down: number } | null;
  }

  /** Well below the screen, so that nothing on it moves with the post. */
  type Seen = { isBelow: boolean };

  interface Entry extends Shown {
    /** Where the note is the first child. */
    place: Element;
    host: HTMLElement;
    root: ShadowRoot;
    /** Not drawn before it is known how it stands. */
    frame?: HTMLElement;
    draw(stand: Stand): HTMLElement;
    /** The companion is gone; the note goes when the reader closes it. */
    isLeaving: boolean;
    isThanked: boolean;
    /** The post was set aside for later, and is folded to the words that say so. */
    isAside?: boolean;
    isSettled: boolean;
    /** Folded to a line: what is below moved up. */
    isFree: boolean;
    /** It took room when its post was in the page before. */
    wasRoomy: boolean;
    /** The note that stands in the post by now. */
    findAgain(): Entry | undefined;
  }

  interface ChangeHooks {
    /** Posts that the page did not have before. */
    appeared(posts: Set<Element>): void;
    changed(posts: Element[]): void;
    /** Something left the page. */
    lost(): void;
  }

  interface Watching {
    /** Tells of the posts that are there, and of all that come from then on. */
    begin(): void;
    /** Does what changes the page by notes alone; no hook is told of that. */
    quietly(act: () => void): void;
    stop(): void;
  }

  interface Notes {
    /** To be followed by `settle`, once for many. */
    show(place: Element, shown: Shown): void;
    settle(): void;
    /** Whether there is something to settle. */
    mustSettle(): boolean;
    remove(post: Element): void;
    idOn(post: Element): string | undefined;
    isHost(node: Node): boolean;
    postOf(host: Node): Element | undefined;
    /** Whether a note is still to take its room, or to go, out of sight. */
    isWaiting(post: Element): boolean;
    /** The post is well below the screen now. To be followed by `settle`. */
    wentBelow(post: Element): void;
    isFolded(post: Element): boolean;
    /** Puts the keys on a post's note; whether it has one. */
    focus(post: Element): boolean;
    clearCopies(added: Element | ShadowRoot): void;
    withdraw(): void;
    clear(): void;
    count(): number;
    stop(): void;
  }

  /** A post that is followed, with what was read of it. */
  type Known = [Element, ReadPost | null];

  interface Verdicts {
    get(read: ReadPost): Annotation | undefined;
    has(id: string): boolean;
    /** What a post has to do with a noted one. */
    findAbout(read: ReadPost): About | undefined;
    keep(read: ReadPost, annotation: Annotation): void;
    refuse(read: ReadPost, isRefused: boolean): void;
    clear(): void;
  }

  interface NearbyHooks {
    /** `isOnScreen`: some of them are. Before it, what left was told of; it may be none. */
    came(posts: Element[], isOnScreen: boolean): void;
    /** Posts that were far from the first are told of too. */
    left(post: Element, findBelow: () => boolean): void;
  }

  interface Nearby {
    add(post: Element): void;
    drop(post: Element): void;
    /** Tells of it anew. */
    again(post: Element): void;
    /** Nearest first, unless they are so few that they are asked about all at once. */
    sort(waiting: { post: Element; read: ReadPost }[], atOnce: number): ReturnType<AskingHooks['wanted']>;
    stop(): void;
  }

  interface Ahead {
    /** Posts that came together, in their order. */
    keep(posts: Iterable<Element>): void;
    /** Some that come after this one. */
    list(post: Element): Element[];
  }

  interface AskingHooks {
    /** Posts to ask about, nearest first; the first `onScreen` of them are on the screen. So many as are
     * asked about all at once come as they are, and `onScreen` is how many of them are near. */
    wanted(atOnce: number): { posts: ReadPost[]; onScreen: number };
    answered(asked: ReadPost[], annotations: Annotation[], epoch: string): void;
    away(): void;
  }

  interface Asking {
    /** `isOnScreen`: some of it is on the screen. */
    soon(isOnScreen?: boolean): void;
    /** For what is on the screen, once all that comes with it was read. */
    now(): void;
    stop(): void;
  }

  interface Feed {
    /** Notes are shown so from now on and, unless it may not, the page asks again about what it asked before. */
    recheck(view?: View, mayAskAgain?: boolean): void;
    /** The answer to { tell: 'count' }: notes in the page, posts near the screen, and elements that the
     * site's selectors find anywhere in it. None found: the page has no posts, or the site has changed. */
    count(): { notes: number; posts: number; found: number };
    /** The answer to { tell: 'list' }, in `posts`: those on the screen, for "should have had a note" and
     * for discreet readers. `text` is a post's beginning, to know it by; it is kept nowhere. */
    list(): { id: string; text: string; category?: string; title?: string; scores?: Annotation['scores'] }[];
    stop(): void;
  }
}
