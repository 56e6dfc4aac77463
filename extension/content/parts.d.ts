// What each content script offers the next one. They are classic scripts, registered in order
// (scripts.js), and share this one object of the isolated world.

import type * as protocol from '../protocol';
import type * as sites from '../sites';

declare global {
  type Annotation = protocol.Annotation;
  type Contact = protocol.Contact;
  type Resource = protocol.Resource;
  type Site = sites.Site;
  type ReadPost = protocol.Post & { key: string };

  var mindfulFeed: Parts;

  interface Parts {
    text: { read(element: Element, ignore?: string): string };
    posts: {
      pickOwn(post: Element, selector: string, site: Site): Element[];
      readText(post: Element, site: Site): string;
      find(root: Element, site: Site): Element[];
      closest(node: Node, site: Site): Element | null;
      read(post: Element, site: Site): ReadPost | null;
      place(post: Element, site: Site): Element;
    };
    names: {
      read(post: Element, source: string, site: Site): string | undefined;
      of(post: Element, site: Site): string;
    };
    links: {
      find(post: Element, site: Site): { quotes?: string; replies_to?: string };
      listHosts(parts: Element[]): { links?: string[] };
    };
    verdicts: { create(limit: number): Verdicts };
    theme: { of(element: Element): 'light' | 'dark'; onChange(tell: () => void): () => void };
    style: string;
    panels: {
      why(annotation: Annotation): HTMLElement;
      help(annotation: Annotation): HTMLElement;
    };
    guard(root: ShadowRoot, host: HTMLElement): void;
    card: { build(annotation: Annotation, acts: CardActs): HTMLElement | null };
    layout: { isOnScreen(post: Element): boolean; lay(frame: HTMLElement, host: HTMLElement, post: Element): void };
    notes: Notes;
    asking: { create(hooks: AskingHooks): Asking };
    feed: { create(site: Site): Feed };
    siblings: { learn(root: Element): Pick<Site, 'post' | 'text' | 'post_id' | 'thread'> | null };
    generic: { create(site: Site): Feed };
    stop?: () => void;
  }

  interface CardActs {
    open(): void;
    hide(): void;
    show(): void;
    closed(): void;
  }

  interface Shown {
    post: Element;
    key: string;
    annotation: Annotation;
    /** Whether the post came into the page this very moment, so that nothing can move yet. */
    isNew: boolean;
    /** Whether notes may take room on this site. */
    hasRoom: boolean;
  }

  interface Notes {
    show(place: Element, shown: Shown): void;
    remove(post: Element): void;
    keyOn(post: Element): string | undefined;
    isHost(node: Node): boolean;
    postOf(host: Node): Element | undefined;
    clearCopies(added: Element): void;
    withdraw(): void;
    count(): number;
    stop(): void;
  }

  interface Verdicts {
    get(key: string): Annotation | undefined;
    keep(key: string, annotation: Annotation): void;
    clear(): void;
  }

  interface AskingHooks {
    /** Posts to ask about, nearest first; the first `onScreen` of them are on the screen. */
    wanted(): { posts: ReadPost[]; onScreen: number };
    answered(asked: ReadPost[], annotations: Annotation[], epoch: string): void;
    away(): void;
  }

  interface Asking {
    soon(): void;
    stop(): void;
  }

  interface Feed {
    recheck(): void;
    count(): { notes: number; posts: number };
    stop(): void;
  }
}
