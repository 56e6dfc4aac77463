'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Follows the posts of one page: which are near the reader, which changed, and what is known of each.
{
  const { ahead, card, posts, names, notes, nearby, asking, verdicts, changes, report } = mindfulFeed;
  const MOST_VERDICTS = 2000;
  const MOST_READ_AT_ONCE = 60;
  const FEW = 200;
  const OPEN = { discreet: false, popupOnly: false, marks: true };

  /** @param {Site} site @param {View} [view] @returns {Feed} */
  function create(site, view = OPEN) {
    /** The posts near the screen that are not answered yet. @type {Map<Element, ReadPost | null>} */
    const near = new Map();
    /** Those that were answered, until they are gone. @type {Map<Element, ReadPost>} */
    const settled = new Map();
    /** Those of them that quote or answer another post. @type {Set<Element>} */
    const related = new Set();
    let mostSettled = FEW;
    const known = verdicts.create(MOST_VERDICTS);
    const answers = posts.findAnswers(site);
    let epoch = '';
    let [isAway, mustRecheck, mustAsk] = [false, false, false];
    /** Those that were answered in this going over. @type {Element[]} */
    let answeredNow = [];

    /** Shows what is known of a post. @param {Element} post @param {ReadPost | null} read @param {boolean} isNew */
    function show(post, read, isNew) {
      const said = read ? known.get(read) : undefined;
      const annotation = isAway || view.popupOnly ? undefined : said;
      const before = notes.idOn(post);
      const about = read && annotation && view.marks ? known.findAbout(read) : undefined;
      if (read && annotation && (before !== undefined || card.hasWords({ annotation, about, view }))) {
        notes.show(posts.place(post, site), {
          post, id: read.id, key: verdicts.keyOf(read), annotation, view, isNew, about, hasRoom: site.room !== false, answers,
          findLink: () => mindfulFeed.aside.findLink(post, read.id, site),
          findNext: () => posts.findNext(post, site, answers),
          watch: () => watched.add(post),
          refuse(isRefused) {
            known.refuse(read, isRefused);
            watched.add(post);
            showAll();
          },
        });
      } else if (before !== undefined && (view.popupOnly || before !== read?.id)) {
        // This element shows another post now, or closed its words. An edited post keeps its note
        // until the new answer is there.
        notes.remove(post);
      }
      if (!read || !near.has(post)) return;
      if (mustRecheck || !said) mustAsk = true;
      else if (!isAway) {
        near.delete(post);
        keep(post, read);
        answeredNow.push(post);
      }
    }

    /** @param {Element} post @param {ReadPost} read */
    function keep(post, read) {
      settled.set(post, read);
      if (read.quotes ?? read.replies_to) related.add(post);
    }

    /** It is near if the browser says so anew. @param {Element} post */
    function unsettle(post) {
      if (settled.delete(post) && post.isConnected) watched.again(post);
    }

    const unsettleAll = () => [...settled.keys()].forEach(unsettle);

    function askAgain() {
      mustRecheck = true;
      unsettleAll();
      asker.soon();
    }

    /** Ends each going over of posts: once for all of them. @param {boolean} [isOnScreen] some of them are */
    function settle(isOnScreen) {
      if (notes.mustSettle()) watching.quietly(notes.settle);
      // Watching a post costs the page something in every frame.
      for (const post of answeredNow) if (!notes.isWaiting(post)) watched.drop(post);
      answeredNow = [];
      if (mustAsk) (isOnScreen ? asker.now : asker.soon)(isOnScreen);
      mustAsk = false;
    }

    function showAll() {
      for (const [post, read] of settled) if (post.isConnected) show(post, read, false);
      for (const [post, read] of near) if (read && post.isConnected) show(post, read, false);
      settle();
    }

    /** Shows what has become known of posts, and what it makes of those that quote or answer them. @param {Set<string>} ids */
    function showAnswered(ids) {
      /** @param {ReadPost} read */
      const isAbout = ({ quotes, replies_to: answer }) => ids.has(quotes ?? '') || ids.has(answer ?? '');
      for (const post of related) {
        const read = settled.get(post);
        if (read && isAbout(read) && post.isConnected) show(post, read, false);
      }
      for (const [post, read] of near) if (read && (ids.has(read.id) || isAbout(read)) && post.isConnected) show(post, read, false);
      settle();
    }

    /** Reads a post again and shows what is known of it. @param {Element} post @param {boolean} isNew */
    function look(post, isNew) {
      const read = posts.read(post, site);
      const before = settled.get(post);
      if (before && (before.id !== read?.id || before.text !== read.text)) unsettle(post);
      else if (before && read) keep(post, read);
      if (near.has(post)) near.set(post, read);
      show(post, read, isNew);
    }

    /** @param {number} atOnce */
    function wanted(atOnce) {
      const all = isAway || mustRecheck;
      const waiting = [];
      for (const [post, read] of near) if (read && post.isConnected && (all || !known.get(read))) waiting.push({ post, read });
      return watched.sort(waiting, atOnce);
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
      for (const read of asked) known.keep(read, said.get(read.id) ?? { post_id: read.id, status: 'judged' });
      if (mustShowAll) showAll();
      else showAnswered(new Set(asked.map(({ id }) => id)));
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
        return read ? { id: read.id, annotation: known.get(read) } : null;
      },
      passBy: (post, isBelow) => settled.has(post) && passed.add(post, isBelow),
      expectAnswer: mindfulFeed.pauses.expect,
      miss: () => isAway || askAgain(),
    });

    const passed = mindfulFeed.passed.create(unsettle);
    const following = ahead.create();

    /** @param {Element} post @param {() => boolean} findBelow whether it is below the screen */
    function left(post, findBelow) {
      // Every post new to the page is told of once, and most of those are far from the screen.
      if (!near.delete(post) && !settled.has(post) && !notes.isWaiting(post)) return;
      const isBelow = findBelow();
      if (isBelow) notes.wentBelow(post);
      const isUnseen = exposure.forget(post);
      if (!settled.has(post)) return;
      watched.drop(post);
      if (isUnseen || notes.isWaiting(post)) passed.add(post, isBelow);
    }

    /** @param {Element} post */
    function read(post) {
      if (near.has(post) || settled.has(post)) return;
      near.set(post, null);
      exposure.watch(post);
      look(post, false);
    }

    /** @param {Element[]} coming @param {boolean} isOnScreen */
    function came(coming, isOnScreen) {
      for (const post of coming) read(post);
      if (coming.length > 0) following.list(coming[coming.length - 1]).forEach(read);
      settle(isOnScreen);
    }

    const watched = nearby.watch({ came, left });

    /** Posts new to the page: those that were in it before get their note at once. @param {Set<Element>} fresh */
    function appeared(fresh) {
      const canRead = fresh.size <= MOST_READ_AT_ONCE;
      following.keep(fresh);
      for (const post of fresh) {
        unsettle(post);
        watched.add(post);
        if (near.has(post) || (canRead && known.has(names.of(post, site)))) look(post, true);
      }
      settle();
    }

    /** @param {Element[]} touched */
    function changed(touched) {
      for (const post of touched) {
        // Some become posts by what is put into them.
        if (!settled.has(post)) watched.add(post);
        if (near.has(post) || settled.has(post) || notes.idOn(post) !== undefined) look(post, false);
      }
      settle();
    }

    function lost() {
      for (const post of near.keys()) if (!post.isConnected) near.delete(post);
      if (settled.size < mostSettled) return;
      for (const post of settled.keys()) if (!post.isConnected) settled.delete(post), related.delete(post), exposure.forget(post);
      mostSettled = 2 * settled.size + FEW;
    }

    const listFollowed = () => [...near, ...settled];
    const watching = changes.watch(site, { appeared, changed, lost });
    watching.begin();

    return {
      recheck(changed = view, mayAskAgain = true) {
        if (JSON.stringify(changed) !== JSON.stringify(view)) {
          view = changed;
          showAll();
        }
        if (mayAskAgain) askAgain();
      },

      count: () => report.count(listFollowed(), known, view, site),
      list: () => report.list(listFollowed(), known),

      stop() {
        watching.stop();
        watched.stop();
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
