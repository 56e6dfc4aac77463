'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Counts what is read on this page: seconds in which it is visible and focused, and posts that were
// seen. Only numbers leave the page: no id, no text, no address.
{
  const TICK = 1000;
  // Between two ticks of a page that is awake there is never this long.
  const ASLEEP = 5000;
  const TELL_EVERY = 15;
  const TELL_HEAVY_AFTER = 3;
  const MOST_SECONDS = 60;
  const MOST_GLANCES = 200;
  const MOST_SEEN = 5000;

  const nothing = () => ({ seconds: 0, seen: /** @type {Glance[]} */ ([]), opened: /** @type {string[]} */ ([]), skipped: /** @type {string[]} */ ([]) });

  /** @type {ReturnType<typeof nothing>} */
  let told = nothing();
  /** The posts of this page by id, and what the reader did with each: each counts once. */
  const counted = new Set();

  /** @param {string} what @returns whether it is new */
  function countOnce(what) {
    if (counted.has(what)) return false;
    counted.add(what);
    if (counted.size > MOST_SEEN) counted.delete(counted.values().next().value);
    return true;
  }

  function isLookedAt() {
    return !document.hidden && document.hasFocus();
  }

  /** @param {ExposureHooks} hooks @returns {Exposure} */
  function create({ readPost, passBy, expectAnswer, miss }) {
    const { clock } = mindfulFeed;
    let last = clock.now();
    let attended = 0;
    let sinceTold = Infinity;
    let hasHeavy = false;
    let isTelling = false;
    let isStopped = false;

    /** Whether the post was counted, now or before. @param {Element} post */
    function saw(post) {
      const read = readPost(post);
      // Without an answer yet it is looked at again with the next tick.
      if (!read?.annotation) return false;
      if (!countOnce(`seen ${read.id}`)) return true;
      const { note, sentiment } = read.annotation;
      const folded = mindfulFeed.notes.isFolded(post);
      if (told.seen.length < MOST_GLANCES) told.seen.push({ category: note?.category ?? null, sentiment: sentiment ?? null, folded });
      hasHeavy ||= Boolean(note) && !folded;
      return true;
    }

    const dwell = mindfulFeed.dwell.create(saw, passBy);

    async function tick() {
      const now = clock.now();
      const passed = now - last;
      last = now;
      if (!isLookedAt() || passed < 0 || passed >= ASLEEP) {
        dwell.rest();
        return;
      }
      attended += passed;
      sinceTold += passed / 1000;
      await dwell.pass(passed);
      if (sinceTold >= TELL_EVERY || (hasHeavy && sinceTold >= TELL_HEAVY_AFTER)) await tell();
    }

    /** Takes what was counted, to be sent. */
    function take() {
      const seconds = Math.min(MOST_SECONDS, Math.floor(attended / 1000));
      attended -= Math.floor(attended / 1000) * 1000;
      const request = { ...told, seconds };
      told = nothing();
      hasHeavy = false;
      sinceTold = 0;
      return request;
    }

    async function tell() {
      if (isTelling || isStopped) return;
      isTelling = true;
      const request = take();
      const answered = expectAnswer();
      const reply = await mindfulFeed.message.sendOften({ ask: 'exposure', request });
      isTelling = false;
      if (reply?.error?.code === 'busy' || reply?.error?.code === 'asleep') putBack(request);
      else if (reply?.error?.code === 'off' && !isStopped) miss();
      else if (reply && !reply.error && !isStopped) answered(reply);
    }

    /** @param {ReturnType<typeof nothing>} request */
    function putBack({ seconds, seen, opened, skipped }) {
      attended += seconds * 1000;
      told = {
        seconds: 0,
        seen: [...seen, ...told.seen].slice(0, MOST_GLANCES),
        opened: [...opened, ...told.opened].slice(0, MOST_GLANCES),
        skipped: [...skipped, ...told.skipped].slice(0, MOST_GLANCES),
      };
    }

    /** The page goes out of sight: what was counted is told, since it may never come back. */
    function onHide() {
      if (document.hidden && !isStopped && (attended >= 1000 || told.seen.length > 0)) tell();
    }

    const endTicks = clock.every(TICK, tick);
    document.addEventListener('visibilitychange', onHide);
    if (isLookedAt()) tell();

    return {
      watch: dwell.watch,
      forget: dwell.forget,
      stop() {
        isStopped = true;
        endTicks();
        dwell.stop();
        document.removeEventListener('visibilitychange', onHide);
      },
    };
  }

  mindfulFeed.exposure = {
    create,
    send: mindfulFeed.message.send,

    /** The reader opened a note or skipped a folded post. */
    did(what, category, id) {
      if (category && countOnce(`${what} ${id}`) && told[what].length < MOST_GLANCES) told[what].push(category);
    },
  };
}
