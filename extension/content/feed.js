'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Follows the posts of one page: which are near the reader, which changed, and what is known of each.
{
  const { posts, names, notes, asking, verdicts, changes } = mindfulFeed;
  const MOST_VERDICTS = 2000;
  const MOST_READ_AT_ONCE = 60;
  const FEW = 200;
  const NEAR = '100% 0px';
  const OPEN = { discreet: false, popupOnly: false, marks: true };

  /** The selector of posts that answer the one they stand in. Within :has() there can be no other.
   * @param {Site} site */
  function findAnswers({ post, quote, thread }) {
    if (!thread || post.includes(':has(')) return undefined;
    return quote ? `:is(${post}):not(${quote})` : post;
  }

  /** @param {Site} site @param {View} [given] @returns {Feed} */
  function create(site, given = OPEN) {
    /** The posts near the screen that are not answered yet. @type {Map<Element, ReadPost | null>} */
    const near = new Map();
    /** Those that were answered: the browser watches them until they are gone. @type {Map<Element, ReadPost>} */
    const settled = new Map();
    let mostSettled = FEW;
    const known = verdicts.create(MOST_VERDICTS);
    const answers = findAnswers(site);
    let view = given;
    let epoch = '';
    let isAway = false;
    let mustRecheck = false;
    let mustAsk = false;

    /** What a post has to do with a noted one. @param {ReadPost} read @returns {Shown['about']} */
    function findAbout({ quotes, replies_to: answered }) {
      if (!view.marks) return undefined;
      if (quotes && known.isNoted(quotes)) return 'quote';
      return answered && known.isNoted(answered) ? 'answer' : undefined;
    }

    /** Shows what is known of a post. @param {Element} post @param {ReadPost | null} read @param {boolean} isNew */
    function show(post, read, isNew) {
      const annotation = read && !isAway && !view.popupOnly ? known.get(read.key) : undefined;
      const before = notes.keyOn(post);
      if (read && annotation) {
        const { id, key } = read;
        notes.show(posts.place(post, site), {
          post, id, key, annotation, view, isNew, about: findAbout(read), hasRoom: site.room !== false, answers,
          findLink: () => mindfulFeed.aside.findLink(post, id, site),
          findNext: () => posts.findNext(post, site, answers),
          refuse(isRefused) {
            known.refuse(key, isRefused);
            showAll();
          },
        });
      } else if (before !== undefined && (view.popupOnly || before.split('\n')[0] !== read?.id)) {
        // This element shows another post now, or closed its words. An edited post keeps its note
        // until the new answer is there.
        notes.remove(post);
      }
      if (!read || !near.has(post)) return;
      if (mustRecheck || !known.get(read.key)) mustAsk = true;
      else if (!isAway) {
        near.delete(post);
        settled.set(post, read);
      }
    }

    /** It is near if the browser says so anew. @param {Element} post */
    function unsettle(post) {
      if (!settled.delete(post) || !post.isConnected) return;
      nearby.unobserve(post);
      nearby.observe(post);
    }

    const unsettleAll = () => [...settled.keys()].forEach(unsettle);

    /** Ends each going over of posts: once for all of them. @param {boolean} [isOnScreen] some of them are */
    function settle(isOnScreen) {
      notes.settle();
      if (mustAsk) asker.soon(isOnScreen);
      mustAsk = false;
    }

    /** @param {(read: ReadPost) => boolean} [isMeant] */
    function showAll(isMeant = () => true) {
      for (const [post, read] of [...near, ...settled]) if (read && isMeant(read) && post.isConnected) show(post, read, false);
      settle();
    }

    /** Reads a post again and shows what is known of it. @param {Element} post @param {boolean} isNew */
    function look(post, isNew) {
      const read = posts.read(post, site);
      const before = settled.get(post);
      if (before && before.key !== read?.key) unsettle(post);
      else if (before && read) settled.set(post, read);
      if (near.has(post)) near.set(post, read);
      show(post, read, isNew);
    }

    function wanted() {
      const all = isAway || mustRecheck;
      const found = [...near]
        .filter(([post, read]) => post.isConnected && read && (all || !known.get(read.key)))
        .map(([post, read]) => ({ read: /** @type {ReadPost} */ (read), distance: posts.distanceOf(post) }))
        .sort((a, b) => a.distance - b.distance);
      return {
        posts: found.map(({ read }) => read),
        onScreen: found.filter(({ distance }) => distance === 0).length,
      };
    }

    /** @param {ReadPost[]} asked @param {Annotation[]} annotations @param {string} newEpoch */
    function answered(asked, annotations, newEpoch) {
      const isOther = newEpoch !== '' && epoch !== '' && newEpoch !== epoch;
      if (isOther) {
        known.clear();
        unsettleAll();
      }
      epoch = newEpoch || epoch;
      const mustShowAll = isOther || isAway;
      isAway = mustRecheck = false;
      const said = new Map(annotations.map((annotation) => [annotation.post_id, annotation]));
      for (const { id, key } of asked) known.keep(key, said.get(id) ?? { post_id: id, status: 'judged' });
      const ids = new Set(asked.map(({ id }) => id));
      showAll(({ id, quotes, replies_to: answer }) => mustShowAll || ids.has(id) || ids.has(quotes ?? '') || ids.has(answer ?? ''));
    }

    function away() {
      isAway = true;
      notes.withdraw();
      unsettleAll();
    }

    const asker = asking.create({ wanted, answered, away });

    const exposure = mindfulFeed.exposure.create({
      readPost(post) {
        const read = near.get(post) ?? settled.get(post);
        return read ? { id: read.id, annotation: known.get(read.key) } : null;
      },
      expectAnswer: mindfulFeed.pauses.expect,
    });

    const passed = mindfulFeed.passed.create(unsettle);

    /** @param {Element} post @param {boolean} isBelow */
    function leave(post, isBelow) {
      near.delete(post);
      if (isBelow) notes.wentBelow(post);
      const isUnseen = exposure.forget(post);
      if (!settled.has(post)) return;
      // Watching a post costs the page something in every frame.
      nearby.unobserve(post);
      if (isUnseen || notes.isWaiting(post)) passed.add(post);
    }

    const nearby = new IntersectionObserver((entries) => {
      let isOnScreen = false;
      for (const { target, isIntersecting, boundingClientRect: { top, bottom } } of entries) {
        if (!isIntersecting) leave(target, top > 0);
        else if (!near.has(target) && !settled.has(target)) {
          isOnScreen ||= top < innerHeight && bottom > 0;
          near.set(target, null);
          exposure.watch(target);
          look(target, false);
        }
      }
      settle(isOnScreen);
    }, { rootMargin: NEAR, scrollMargin: NEAR });

    /** Posts new to the page: those that were in it before get their note at once. @param {Set<Element>} fresh */
    function came(fresh) {
      const canRead = fresh.size <= MOST_READ_AT_ONCE;
      for (const post of fresh) {
        unsettle(post);
        nearby.observe(post);
        if (near.has(post) || (canRead && known.has(names.of(post, site)))) look(post, true);
      }
      settle();
      forgetGone();
    }

    /** @param {Element[]} touched */
    function changed(touched) {
      for (const post of touched) {
        // Some become posts by what is put into them.
        if (!settled.has(post)) nearby.observe(post);
        if (near.has(post) || settled.has(post) || notes.keyOn(post) !== undefined) look(post, false);
      }
      settle();
      forgetGone();
    }

    function forgetGone() {
      for (const post of near.keys()) if (!post.isConnected) near.delete(post);
      if (settled.size < mostSettled) return;
      for (const post of settled.keys()) if (!post.isConnected) settled.delete(post), exposure.forget(post);
      mostSettled = 2 * settled.size + FEW;
    }

    /** The posts near the screen, with what was read of them. @param {number} far pixels @returns {[Element, ReadPost][]} */
    function listNear(far) {
      const all = /** @type {[Element, ReadPost][]} */ ([...near, ...settled].filter(([, read]) => read));
      return all.filter(([post]) => post.isConnected && posts.distanceOf(post) <= far);
    }

    const watching = changes.watch(site, { came, changed });

    return {
      recheck(changed = view) {
        if (JSON.stringify(changed) !== JSON.stringify(view)) {
          view = changed;
          showAll();
        }
        mustRecheck = true;
        unsettleAll();
        asker.soon();
      },

      count() {
        const all = listNear(innerHeight);
        return {
          notes: view.popupOnly ? all.filter(([, { key }]) => known.get(key)?.note).length : notes.count(),
          posts: all.length,
          found: posts.find(document.body, site).length,
        };
      },

      list: () => listNear(0).map(([, { id, key, text }]) => {
        const { note, scores } = known.get(key) ?? {};
        return { id, text: text.slice(0, 80), category: note?.category, title: note?.title, scores };
      }),

      stop() {
        watching.stop();
        nearby.disconnect();
        passed.stop();
        exposure.stop();
        mindfulFeed.pauses.stop();
        mindfulFeed.dim.stop();
        asker.stop();
        notes.clear();
      },
    };
  }

  mindfulFeed.feed = { create };
}
