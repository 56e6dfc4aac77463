'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Watches a page for posts that come, change, close or are given to another post.
{
  const { notes, posts, roots } = mindfulFeed;
  const LOOK_AGAIN = 500;

  /** The attributes that name a post, and those that fold one. @param {Site} site */
  function listSignals({ post_id: sources, collapsed, drawn }) {
    const names = sources.map((source) => /^@([a-z-]+)/.exec(source)?.[1]);
    const folds = collapsed ? ['class', ...Array.from(collapsed.matchAll(/\[([a-z-]+)/g), ([, name]) => name)] : [];
    if (drawn) folds.push('class', 'style', 'hidden', 'open');
    return [...new Set([...names, ...folds])].filter((name) => name !== undefined);
  }

  /** @param {Site} site @param {ChangeHooks} hooks @returns {Watching} */
  function watch(site, { appeared, changed, lost }) {
    const signals = listSignals(site);
    const watched = { childList: true, subtree: true, characterData: true };
    /** @type {WeakSet<Node>} */
    const known = new WeakSet();

    /** @param {MutationRecord} record */
    function isOurs({ type, addedNodes, removedNodes }) {
      if (type !== 'childList' || [addedNodes[0], removedNodes[0]].some((node) => node && !notes.isHost(node))) return false;
      return [...addedNodes, ...removedNodes].every(notes.isHost);
    }

    /** @param {MutationRecord[]} records */
    function follow(records) {
      // After an update these scripts are on their own, and the new ones put their notes in. Two that
      // undo what the other did would go on without end, and the page could do nothing else.
      if (!chrome.runtime?.id) return mindfulFeed.stop?.();
      const [fresh, touched, signalled] = [new Set(), new Set(), new Set()];
      let isLess = false;
      for (const record of records) {
        isLess ||= record.removedNodes.length > 0;
        for (const node of record.addedNodes) {
          if (!(node instanceof Element) || !node.isConnected) continue;
          notes.clearCopies(node);
          if (!notes.isHost(node)) takeIn(node, fresh);
        }
        for (const node of record.removedNodes) {
          const post = notes.isHost(node) && !node.isConnected && notes.postOf(node);
          if (post && notes.idOn(post) !== undefined) touched.add(post);
        }
        const post = isOurs(record) ? null : posts.closest(record.target, site);
        if (post) touched.add(post);
        if (record.type === 'attributes') signalled.add(record.target);
      }
      // What names or folds posts can stand on an element around them.
      for (const around of signalled) posts.find(around, site).forEach((post) => touched.add(post));
      if (fresh.size > 0) appeared(fresh);
      if (touched.size > 0) changed([...touched].filter((post) => post.isConnected && !fresh.has(post)));
      if (isLess) lost();
    }

    const changes = new MutationObserver(follow);

    /** @param {Element | ShadowRoot} root @param {Set<Element>} fresh */
    function takeIn(root, fresh) {
      for (const each of roots.list(root, site)) {
        notes.clearCopies(each);
        watchRoot(each);
      }
      for (const post of posts.find(root, site)) fresh.add(post);
    }

    /** A shadow root can come without any sign that the page shows. */
    function findRoots() {
      const late = roots.list(document.body, site).filter((root) => !known.has(root));
      /** @type {Set<Element>} */
      const fresh = new Set();
      for (const root of late) takeIn(root, fresh);
      for (const root of late) watchRoot(root);
      if (fresh.size > 0) appeared(fresh);
    }

    /** @param {Node} root */
    function watchRoot(root) {
      if (known.has(root)) return;
      known.add(root);
      changes.observe(root, signals.length > 0 ? { ...watched, attributeFilter: signals } : watched);
    }

    /** @type {number | undefined} */
    let timer;

    return {
      begin() {
        // Some sites put a new body into the page when the reader goes on.
        watchRoot(document.documentElement);
        /** @type {Set<Element>} */
        const first = new Set();
        takeIn(document.body, first);
        appeared(first);
        if (site.shadow) timer = setInterval(findRoots, LOOK_AGAIN);
      },

      quietly(act) {
        const before = changes.takeRecords();
        if (before.length > 0) follow(before);
        act();
        changes.takeRecords();
      },

      stop() {
        changes.disconnect();
        clearInterval(timer);
      },
    };
  }

  mindfulFeed.changes = { watch };
}
