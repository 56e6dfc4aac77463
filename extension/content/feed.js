'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Follows the posts of one page: which are near the reader, which changed, and what is known of each.
{
  const { posts, notes, asking, verdicts } = mindfulFeed;
  const MOST_VERDICTS = 2000;
  const MOST_READ_AT_ONCE = 60;
  const NEAR = '100% 0px';

  /** How far a post is from the screen, in pixels. @param {Element} post */
  function distanceOf(post) {
    const { top, bottom } = post.getBoundingClientRect();
    return Math.max(0, top - innerHeight, -bottom);
  }

  /** The attributes that name a post, and those that fold one. @param {Site} site */
  function listSignals({ post_id: sources, collapsed, drawn }) {
    const names = sources.map((source) => /^@([a-z-]+)/.exec(source)?.[1]);
    const folds = collapsed ? ['class', ...Array.from(collapsed.matchAll(/\[([a-z-]+)/g), ([, name]) => name)] : [];
    if (drawn) folds.push('class', 'style', 'hidden', 'open');
    return [...new Set([...names, ...folds])].filter((name) => name !== undefined);
  }

  /** @param {Site} site @returns {Feed} */
  function create(site) {
    /** @type {Map<Element, ReadPost | null>} */
    const near = new Map();
    const known = verdicts.create(MOST_VERDICTS);
    const signals = listSignals(site);
    let epoch = '';
    let isAway = false;
    let mustRecheck = false;

    /** Reads a post again and shows what is known of it. @param {Element} post @param {boolean} isNew */
    function look(post, isNew) {
      const read = posts.read(post, site);
      if (near.has(post)) near.set(post, read);
      const before = notes.keyOn(post);
      const annotation = read && !isAway ? known.get(read.key) : undefined;
      if (read && annotation) {
        notes.show(posts.place(post, site), {
          post, key: read.key, annotation, isNew, hasRoom: site.room !== false,
        });
      } else if (before !== undefined && before.split('\n')[0] !== read?.id) {
        // This element shows another post now, or closed its words. An edited post keeps its note
        // until the new answer is there.
        notes.remove(post);
      }
      if (!annotation && near.has(post)) asker.soon();
    }

    function wanted() {
      const all = isAway || mustRecheck;
      const found = [...near]
        .filter(([post, read]) => post.isConnected && read && (all || !known.get(read.key)))
        .map(([post, read]) => ({ read: /** @type {ReadPost} */ (read), distance: distanceOf(post) }))
        .sort((a, b) => a.distance - b.distance);
      return {
        posts: found.map(({ read }) => read),
        onScreen: found.filter(({ distance }) => distance === 0).length,
      };
    }

    /** @param {ReadPost[]} asked @param {Annotation[]} annotations @param {string} newEpoch */
    function answered(asked, annotations, newEpoch) {
      if (newEpoch && epoch && newEpoch !== epoch) known.clear();
      epoch = newEpoch || epoch;
      isAway = mustRecheck = false;
      for (const { id, key } of asked) {
        const annotation = annotations.find(({ post_id: postId }) => postId === id);
        known.keep(key, annotation ?? { post_id: id, status: 'judged' });
      }
      for (const post of near.keys()) if (post.isConnected) look(post, false);
    }

    function away() {
      isAway = true;
      notes.withdraw();
    }

    const asker = asking.create({ wanted, answered, away });

    const nearby = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) near.delete(target);
        else if (!near.has(target)) {
          near.set(target, null);
          look(target, false);
        }
      }
    }, { rootMargin: NEAR, scrollMargin: NEAR });

    /** @param {MutationRecord[]} records */
    function follow(records) {
      const [added, changed, signalled] = [new Set(), new Set(), new Set()];
      for (const { type, target, addedNodes, removedNodes } of records) {
        for (const node of addedNodes) {
          if (!(node instanceof Element) || !node.isConnected) continue;
          notes.clearCopies(node);
          if (!notes.isHost(node)) posts.find(node, site).forEach((post) => added.add(post));
        }
        for (const node of removedNodes) {
          const post = notes.isHost(node) && !node.isConnected && notes.postOf(node);
          if (post && notes.keyOn(post) !== undefined) changed.add(post);
        }
        const isOurs = type === 'childList' && [...addedNodes, ...removedNodes].every(notes.isHost);
        const post = isOurs ? null : posts.closest(target, site);
        if (post) changed.add(post);
        if (type === 'attributes') signalled.add(target);
      }
      // What names or folds posts can stand on an element around them.
      for (const around of signalled) posts.find(around, site).forEach((post) => changed.add(post));
      const readAll = added.size <= MOST_READ_AT_ONCE;
      for (const post of added) {
        nearby.observe(post);
        if (readAll || near.has(post)) look(post, true);
      }
      for (const post of changed) {
        // Some become posts by what is put into them.
        nearby.observe(post);
        const isFollowed = near.has(post) || notes.keyOn(post) !== undefined;
        if (!added.has(post) && post.isConnected && isFollowed) look(post, false);
      }
      for (const post of near.keys()) if (!post.isConnected) near.delete(post);
    }

    const changes = new MutationObserver(follow);
    const watched = { childList: true, subtree: true, characterData: true };
    changes.observe(document.body, signals.length > 0 ? { ...watched, attributeFilter: signals } : watched);
    for (const post of posts.find(document.body, site)) nearby.observe(post);

    return {
      recheck() {
        mustRecheck = true;
        asker.soon();
      },
      count: () => ({ notes: notes.count(), posts: [...near.values()].filter(Boolean).length }),
      stop() {
        changes.disconnect();
        nearby.disconnect();
        asker.stop();
        for (const post of posts.find(document.body, site)) notes.remove(post);
      },
    };
  }

  mindfulFeed.feed = { create };
}
