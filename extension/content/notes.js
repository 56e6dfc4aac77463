'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Puts notes into posts and takes them out again. A note is one element with a closed shadow root;
// no node of the page is moved, wrapped or marked.
{
  const { layout } = mindfulFeed;
  const HOST = 'mindful-feed-note';
  const MOST_KEPT = 400;
  // Without room of its own in lists that lay their items out in a grid or a row with gaps.
  const AFLOAT = ':host { position: absolute !important; }';

  /** @typedef {Shown & { host: HTMLElement, root: ShadowRoot, frame: HTMLElement, position: HTMLStyleElement, leaving: boolean }} Entry */

  /** @type {Map<Element, Entry>} */
  const entries = new Map();
  const owners = new WeakMap();
  const hidden = new Set();

  // A note that came while its post was on the screen takes no room until the post has left it.
  const leaving = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      const entry = entries.get(target);
      if (!entry || isIntersecting || entry.root.activeElement) continue;
      leaving.unobserve(target);
      if (entry.frame.dataset.mode === 'overlay') setMode(entry, 'flow');
    }
  });

  /** @param {Entry} entry @param {'overlay' | 'flow' | 'dot'} mode */
  function setMode(entry, mode) {
    const { frame, host, position, post, hasRoom } = entry;
    const isIn = hasRoom && mode === 'flow' && frame.dataset.kind !== 'unjudged';
    const display = host.parentElement ? getComputedStyle(host.parentElement).display : '';
    frame.dataset.mode = frame.dataset.kind === 'unjudged' ? 'dot' : mode;
    position.textContent = !isIn && /flex|grid/.test(display) ? AFLOAT : '';
    if (isIn) frame.removeAttribute('style');
    else layout.lay(frame, host, post);
    if (hasRoom && frame.dataset.mode === 'overlay') leaving.observe(post);
  }

  /** @param {Element} place @param {Shown} shown @returns {Entry | null} */
  function build(place, shown) {
    const { post, key, annotation } = shown;
    const first = () => /** @type {HTMLElement | null} */ (frame?.querySelector('.acts button'));
    const frame = mindfulFeed.card.build(annotation, {
      open: () => (setMode(entry, 'flow'), first()?.focus()),
      hide() {
        hidden.add(key);
        setMode(entry, 'dot');
        /** @type {HTMLElement | null} */ (frame?.querySelector('.dot'))?.focus();
      },
      show() {
        hidden.delete(key);
        setMode(entry, 'flow');
        first()?.focus();
      },
      closed: () => entry.leaving && remove(post),
    });
    if (!frame) return null;
    const host = document.createElement(HOST);
    const root = host.attachShadow({ mode: 'closed' });
    const style = document.createElement('style');
    const position = document.createElement('style');
    style.textContent = mindfulFeed.style;
    frame.dataset.theme = mindfulFeed.theme.of(place);
    frame.classList.toggle('afloat', !shown.hasRoom);
    root.append(style, position, frame);
    mindfulFeed.guard(root, host);
    owners.set(host, post);
    const entry = { ...shown, host, root, frame, position, leaving: false };
    return entry;
  }

  /** Lets go of posts that left the page long ago. */
  function forgetGone() {
    if (entries.size <= MOST_KEPT) return;
    for (const post of entries.keys()) if (!post.isConnected) remove(post);
  }

  /** @param {Element} post */
  function remove(post) {
    const entry = entries.get(post);
    if (!entry) return;
    entries.delete(post);
    leaving.unobserve(post);
    entry.host.remove();
  }

  /** @param {Element} place @param {Shown} shown */
  function show(place, shown) {
    const { post, key, annotation, isNew, hasRoom } = shown;
    const before = entries.get(post);
    if (before?.key === key && JSON.stringify(before.annotation) === JSON.stringify(annotation)) {
      before.leaving = false;
      if (before.host.parentElement !== place) place.prepend(before.host);
      return;
    }
    const mode = before?.frame.dataset.mode;
    remove(post);
    const entry = build(place, shown);
    if (!entry) return;
    entries.set(post, entry);
    place.prepend(entry.host);
    if (hidden.has(key)) setMode(entry, annotation.note ? 'dot' : 'flow');
    else setMode(entry, mode === 'flow' || (hasRoom && (isNew || !layout.isOnScreen(post))) ? 'flow' : 'overlay');
    forgetGone();
  }

  function repaint() {
    for (const entry of entries.values()) {
      const { frame, host, post } = entry;
      if (!host.parentElement) continue;
      frame.dataset.theme = mindfulFeed.theme.of(host.parentElement);
      if (frame.dataset.mode !== 'flow' || !entry.hasRoom) layout.lay(frame, host, post);
    }
  }

  const endTheme = mindfulFeed.theme.onChange(() => requestAnimationFrame(repaint));
  const onResize = () => requestAnimationFrame(repaint);
  addEventListener('resize', onResize);

  mindfulFeed.notes = {
    show,
    remove,
    keyOn: (post) => entries.get(post)?.key,
    isHost: (node) => node.nodeName === HOST.toUpperCase(),
    postOf: (host) => owners.get(host),

    /** A page that copies a post copies the note's element, but not what is in it. */
    clearCopies(added) {
      for (const copy of [added, ...added.querySelectorAll(HOST)]) {
        if (mindfulFeed.notes.isHost(copy) && !owners.has(copy)) copy.remove();
      }
    },

    /** The page as it was; only a note that the reader has opened stays until they close it. */
    withdraw() {
      for (const [post, entry] of entries) {
        if (entry.frame.querySelector('.panel')) entry.leaving = true;
        else remove(post);
      }
    },

    count: () => [...entries.values()].filter(({ host, annotation }) => annotation.note && host.isConnected).length,

    stop() {
      for (const post of entries.keys()) remove(post);
      endTheme();
      removeEventListener('resize', onResize);
    },
  };
}
