'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Which posts a reader has seen: half of the post, or a post over half of the screen, for a second. They are
// looked at once a second: a browser that watches them works in every frame. The browser tells where they
// are with its next frame, when it knows: asked at once it may have to lay out the page anew. While the page
// flies by they are not looked at.
{
  const LONG_ENOUGH = 1000;
  // No frame comes while the page is hidden.
  const LOST = 5000;
  const MOST = 200;
  // A page that moved on by this many screens since the last look shows nothing of what it showed then.
  const FLYING = 2;

  /** @param {IntersectionObserverEntry} entry */
  function isHalfSeen(entry) {
    if (!entry.isIntersecting) return false;
    return entry.intersectionRatio >= 0.5 || entry.intersectionRect.height >= (entry.rootBounds?.height ?? innerHeight) / 2;
  }

  /** @param {IntersectionObserverEntry} entry */
  function isFar(entry) {
    if (entry.isIntersecting) return false;
    const { top, bottom } = entry.boundingClientRect;
    return bottom <= -innerHeight || top >= 2 * innerHeight;
  }

  mindfulFeed.dwell = {
    create(saw, passBy) {
      /** @type {Set<Element>} */
      const watched = new Set();
      /** Those that came near the screen. @type {WeakSet<Element>} */
      const reached = new WeakSet();
      /** How long each has been half visible, in milliseconds. @type {Map<Element, number>} */
      const shown = new Map();
      /** @type {IntersectionObserver | null} */
      let looking = null;
      let began = 0;
      /** Milliseconds since the last look began. */
      let since = 0;
      /** How far the page was scrolled at the last look. */
      let scrolled = scrollY;
      /** How far it was scrolled when it flew by and nothing was looked at. @type {number | null} */
      let flewTo = null;
      /** Those that came since then. @type {WeakSet<Element>} */
      let fresh = new WeakSet();

      function end() {
        looking?.disconnect();
        looking = null;
      }

      /** @param {Element} post */
      function forget(post) {
        shown.delete(post);
        return watched.delete(post);
      }

      /** What is far from the screen is not looked at every second, but for what is still to come.
       * @param {IntersectionObserverEntry} entry */
      function passOn({ target, boundingClientRect: { top } }) {
        shown.delete(target);
        if (top > 0 && !reached.has(target) && watched.size < MOST) return;
        if (forget(target)) passBy(target, top > 0);
      }

      /** What the page itself cuts off is not seen: the browser says so with its next frame.
       * @param {Iterable<Element>} posts @returns {Promise<IntersectionObserverEntry[]>} */
      function look(posts) {
        return new Promise((resolve) => {
          looking = new IntersectionObserver((entries) => {
            end();
            resolve(entries);
          });
          for (const post of posts) looking.observe(post);
        });
      }

      /** Whether it was half visible where the page flew to, for a reader who stayed there.
       * @param {IntersectionObserverEntry} entry */
      function wasThere({ target, boundingClientRect: { top, bottom, height: tall } }) {
        if (flewTo === null || fresh.has(target)) return false;
        const moved = scrollY - flewTo;
        const seen = Math.min(bottom + moved, innerHeight) - Math.max(top + moved, 0);
        return seen >= Math.min(tall, innerHeight) / 2;
      }

      /** Nothing was half visible both at the last look and now: who flies by reads nothing. */
      function flewBy() {
        const moved = Math.abs(scrollY - scrolled);
        scrolled = scrollY;
        if (moved <= FLYING * innerHeight) return false;
        shown.clear();
        fresh = new WeakSet();
        flewTo = scrolled;
        return true;
      }

      return {
        forget,

        watch(post) {
          watched.add(post);
          fresh.add(post);
          if (watched.size <= 2 * MOST) return;
          const [oldest] = watched;
          if (forget(oldest)) passBy(oldest, false);
        },

        /** The reader looked on for so long. @param {number} passed milliseconds */
        async pass(passed) {
          const now = mindfulFeed.clock.now();
          since += passed;
          if (looking && now - began < LOST) return;
          end();
          began = now;
          const span = since;
          since = 0;
          if (watched.size === 0 || flewBy()) return;
          for (const entry of await look(watched)) {
            const { target } = entry;
            if (!target.isConnected) {
              forget(target);
              continue;
            }
            if (isFar(entry)) {
              passOn(entry);
              continue;
            }
            reached.add(target);
            const before = shown.get(target);
            const long = before === undefined && !wasThere(entry) ? 0 : (before ?? 0) + span;
            if (!isHalfSeen(entry)) shown.delete(target);
            else if (long < LONG_ENOUGH || !saw(target)) shown.set(target, long);
            else forget(target);
          }
          flewTo = null;
        },

        /** Nobody looked: what was begun begins again. */
        rest() {
          shown.clear();
          flewTo = null;
          since = 0;
        },

        stop() {
          end();
          watched.clear();
          shown.clear();
        },
      };
    },
  };
}
