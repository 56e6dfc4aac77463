'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Follows the posts of one page: which are near the reader, which changed, and what is known of each.
{
  const { posts, names, notes, asking, verdicts, changes } = mindfulFeed;
  const MOST_VERDICTS = 2000;
  const MOST_READ_AT_ONCE = 60;
  const NEAR = '100% 0px';
  const OPEN = { discreet: false, popupOnly: false, marks: true };

  /** How far a post is from the screen, in pixels. @param {Element} post */
  function distanceOf(post) {
    const { top, bottom } = post.getBoundingClientRect();
    return Math.max(0, top - innerHeight, -bottom);
  }

  /** The selector of posts that answer the one they stand in. Within :has() there can be no other.
   * @param {Site} site */
  function findAnswers({ post, quote, thread }) {
    if (!thread || post.includes(':has(')) return undefined;
    return quote ? `:is(${post}):not(${quote})` : post;
  }

  /** @param {Site} site @param {View} [given] @returns {Feed} */
  function create(site, given = OPEN) {
    /** @type {Map<Element, ReadPost | null>} */
    const near = new Map();
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

    /** @param {Element} post */
    function findNext(post) {
      const all = posts.find(document.body, site);
      const isNext = (/** @type {Element} */ other) => !post.contains(other) || (answers && other.matches(answers));
      return all.slice(all.indexOf(post) + 1).find(isNext) ?? null;
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
          findNext: () => findNext(post),
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
      if (read && near.has(post) && (isAway || !known.get(read.key))) mustAsk = true;
    }

    /** Ends each going over of posts: once for all of them. */
    function settle() {
      notes.settle();
      if (mustAsk) asker.soon();
      mustAsk = false;
    }

    /** @param {(read: ReadPost) => boolean} [isMeant] */
    function showAll(isMeant = () => true) {
      for (const [post, read] of near) if (post.isConnected && read && isMeant(read)) show(post, read, false);
      settle();
    }

    /** Reads a post again and shows what is known of it. @param {Element} post @param {boolean} isNew */
    function look(post, isNew) {
      const read = posts.read(post, site);
      if (near.has(post)) near.set(post, read);
      show(post, read, isNew);
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
      const isOther = newEpoch !== '' && epoch !== '' && newEpoch !== epoch;
      if (isOther) known.clear();
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
    }

    const asker = asking.create({ wanted, answered, away });

    const exposure = mindfulFeed.exposure.create({
      readPost(post) {
        const read = near.get(post);
        return read ? { id: read.id, annotation: known.get(read.key) } : null;
      },
      expectAnswer: mindfulFeed.pauses.expect,
    });

    const nearby = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) {
          near.delete(target);
          exposure.forget(target);
        } else if (!near.has(target)) {
          near.set(target, null);
          exposure.watch(target);
          look(target, false);
        }
      }
      settle();
    }, { rootMargin: NEAR, scrollMargin: NEAR });

    /** Posts new to the page: those that were in it before get their note at once. @param {Set<Element>} fresh */
    function came(fresh) {
      const canRead = fresh.size <= MOST_READ_AT_ONCE;
      for (const post of fresh) {
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
        nearby.observe(post);
        if (near.has(post) || notes.keyOn(post) !== undefined) look(post, false);
      }
      settle();
      forgetGone();
    }

    function forgetGone() {
      for (const post of near.keys()) if (!post.isConnected) near.delete(post);
    }

    function listNoted() {
      return [...near.values()].filter((read) => read && known.get(read.key)?.note);
    }

    const watching = changes.watch(site, { came, changed });

    return {
      recheck(changed = view) {
        if (JSON.stringify(changed) !== JSON.stringify(view)) {
          view = changed;
          showAll();
        }
        mustRecheck = true;
        asker.soon();
      },

      count: () => ({
        notes: view.popupOnly ? listNoted().length : notes.count(),
        posts: [...near.values()].filter(Boolean).length,
        found: posts.find(document.body, site).length,
      }),

      list: () => [...near].flatMap(([post, read]) => {
        if (!read || distanceOf(post) > 0) return [];
        const { note, scores } = known.get(read.key) ?? {};
        return [{ id: read.id, text: read.text.slice(0, 80), category: note?.category, title: note?.title, scores }];
      }),

      stop() {
        watching.stop();
        nearby.disconnect();
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
