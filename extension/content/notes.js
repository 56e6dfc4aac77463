'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Puts notes into posts and takes them out again. A note is one element with a closed shadow root;
// no node of the page is moved, wrapped or marked.
{
  const { acts, card, fold, layout } = mindfulFeed;
  const HOST = 'mindful-feed-note';
  const HOST_NAME = HOST.toUpperCase();
  const FEW = 400;
  const MOST_ROOMY = 2000;

  /** @type {Map<Element, Entry>} */
  const entries = new Map();
  const owners = new WeakMap();
  /** @type {Set<Entry>} */
  const unsettled = new Set();
  let mostKept = FEW;
  /** The posts whose notes took room of their own when they were last in the page, by key: long lists
   * remember how tall a post was. */
  const roomy = new Set();

  /** A note that came while its post was on the screen takes no room until the post is well below it.
   * Above, what is on the screen would move with it. @param {Entry | undefined} entry */
  function isWaiting(entry) {
    if (!entry?.hasRoom) return false;
    return entry.isThanked || entry.mode === 'overlay' || (entry.mode === 'fold' && !entry.isFree);
  }

  /** @param {Entry} entry @param {Seen} seen */
  function chooseMode(entry, { isBelow }) {
    const { annotation: { note, status }, mode, hasRoom, wasRoomy } = entry;
    if (status === 'unjudged' && !note) return 'dot';
    if (acts.isFolded(entry)) return 'fold';
    if (mode && mode !== 'fold') return mode;
    if (note && acts.isHidden(entry)) return 'dot';
    return hasRoom && (isBelow || wasRoomy) ? 'flow' : 'overlay';
  }

  /** Puts in every note that came since the last time, in one go. */
  function settle() {
    if (unsettled.size === 0) return;
    const waiting = [...unsettled].filter(({ place }) => place.isConnected);
    unsettled.clear();
    layout.settle(waiting, (entry, seen) => (entry.mode = chooseMode(entry, seen)));
    for (const entry of waiting) {
      const { key, mode, isFree } = entry;
      if (isWaiting(entry)) entry.watch();
      if (roomy.size > MOST_ROOMY) roomy.clear();
      if (mode === 'flow' || isFree) roomy.add(key);
      else roomy.delete(key);
    }
  }

  /** At once, in answer to the reader. @param {Entry} entry @param {Mode} mode */
  function turn(entry, mode) {
    entry.mode = mode;
    unsettled.add(entry);
    settle();
  }

  /** @param {Element} place @param {Shown} shown @returns {Entry} */
  function build(place, shown) {
    const host = document.createElement(HOST);
    /** @type {any} */
    const entry = { ...shown, place, host, isLeaving: false, isThanked: false, isSettled: false, isFree: false };
    entry.wasRoomy = shown.isNew && roomy.has(shown.key);
    entry.findAgain = () => entries.get(shown.post);
    /** @param {Stand} stand */
    entry.draw = (stand) => card.build(shown, acts.make(entry, turn, remove), stand);
    entry.root = host.attachShadow({ mode: 'closed' });
    mindfulFeed.dress(entry.root);
    mindfulFeed.guard(entry.root, host);
    owners.set(host, shown.post);
    return entry;
  }

  /** Lets go of posts that left the page long ago. */
  function forgetGone() {
    if (entries.size <= mostKept) return;
    for (const post of entries.keys()) if (!post.isConnected) remove(post);
    mostKept = 2 * entries.size + FEW;
  }

  /** @param {Element} post */
  function remove(post) {
    const entry = entries.get(post);
    if (!entry) return;
    entries.delete(post);
    unsettled.delete(entry);
    entry.host.remove();
    if (entries.size === 0) fold.stop();
  }

  /** @param {Shown} one @param {Shown} other */
  function isSame(one, other) {
    return one.key === other.key && one.about === other.about && one.view === other.view &&
      (one.annotation === other.annotation || JSON.stringify(one.annotation) === JSON.stringify(other.annotation));
  }

  /** @param {Element} place @param {Shown} shown */
  function show(place, shown) {
    const { post, key } = shown;
    const before = entries.get(post);
    if (before && ((before.isThanked && before.key === key) || isSame(before, shown))) {
      before.isLeaving = false;
      before.place = place;
      if (before.host.parentElement !== place || !before.isSettled) unsettled.add(before);
      return;
    }
    const mode = before?.mode === 'flow' ? before.mode : undefined;
    remove(post);
    if (!card.hasWords(shown)) return;
    const entry = build(place, { ...shown, mode });
    entries.set(post, entry);
    if (shown.annotation.note) mindfulFeed.dim.mark(entry.host, post, shown.annotation.note.category);
    unsettled.add(entry);
    forgetGone();
  }

  /** The page has another theme or width. */
  function repaint() {
    mindfulFeed.shapes.forget();
    for (const entry of entries.values()) if (entry.host.isConnected) unsettled.add(entry);
    settle();
  }

  const repaintSoon = () => requestAnimationFrame(repaint);
  const endTheme = mindfulFeed.theme.onChange(repaintSoon);
  addEventListener('resize', repaintSoon);

  mindfulFeed.notes = {
    show,
    settle,
    mustSettle: () => unsettled.size > 0,
    remove,
    idOn: (post) => entries.get(post)?.id,
    isHost: (node) => node.nodeName === HOST_NAME,
    postOf: (host) => owners.get(host),
    isWaiting: (post) => isWaiting(entries.get(post)),

    wentBelow(post) {
      const entry = entries.get(post);
      if (!entry || !isWaiting(entry) || entry.root.activeElement) return;
      if (entry.isThanked) return remove(post);
      if (entry.mode === 'overlay') entry.mode = 'flow';
      unsettled.add(entry);
    },

    isFolded: (post) => entries.get(post)?.mode === 'fold',
    focus(post) {
      const entry = entries.get(post);
      return entry ? acts.focus(entry) : false;
    },

    /** A page that copies a post copies the note's element, but not what is in it. */
    clearCopies(added) {
      if (added.nodeName === HOST_NAME && !owners.has(added)) /** @type {Element} */ (added).remove();
      for (const copy of added.querySelectorAll(HOST)) if (!owners.has(copy)) copy.remove();
    },

    /** The page as it was; only a note that the reader has opened stays until they close it. */
    withdraw() {
      for (const [post, entry] of entries) {
        if (!entry.frame?.querySelector('.panel')) remove(post);
        else {
          entry.isLeaving = true;
          if (entry.mode === 'fold') turn(entry, 'flow');
        }
      }
    },

    count: () => [...entries.values()].filter(({ host, annotation, isThanked }) => annotation.note && host.isConnected && !isThanked).length,

    /** The page as it was. */
    clear() {
      for (const post of entries.keys()) remove(post);
    },

    stop() {
      mindfulFeed.notes.clear();
      endTheme();
      removeEventListener('resize', repaintSoon);
    },
  };
}
