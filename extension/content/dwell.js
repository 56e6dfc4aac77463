'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Which posts a reader has seen: half of the post, or a post over half of the screen, for a second. They are
// looked at once a second: a browser that watches them works in every frame.
{
  const LONG_ENOUGH = 1000;
  // No frame comes while the page is hidden.
  const LOST = 5000;

  /** @param {IntersectionObserverEntry} entry */
  function isHalfSeen({ isIntersecting, intersectionRatio, intersectionRect, rootBounds }) {
    if (!isIntersecting) return false;
    return intersectionRatio >= 0.5 || intersectionRect.height >= (rootBounds?.height ?? innerHeight) / 2;
  }

  /** @param {Element} post */
  function mayBeOnScreen(post) {
    const { top, bottom } = post.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  }

  mindfulFeed.dwell = {
    create(saw) {
      /** @type {Set<Element>} */
      const watched = new Set();
      /** How long each has been half visible, in milliseconds. @type {Map<Element, number>} */
      const shown = new Map();
      /** @type {IntersectionObserver | null} */
      let looking = null;
      let began = 0;
      /** Milliseconds since the last look began. */
      let since = 0;

      function end() {
        looking?.disconnect();
        looking = null;
      }

      /** @param {Element} post */
      function forget(post) {
        shown.delete(post);
        return watched.delete(post);
      }

      /** What the page itself cuts off is not seen: the browser says so with its next frame.
       * @param {Element[]} posts @returns {Promise<IntersectionObserverEntry[]>} */
      function look(posts) {
        return new Promise((resolve) => {
          looking = new IntersectionObserver((entries) => {
            end();
            resolve(entries);
          });
          for (const post of posts) looking.observe(post);
        });
      }

      return {
        forget,

        watch: (post) => watched.add(post),

        /** The reader looked on for so long. @param {number} passed milliseconds */
        async pass(passed) {
          const now = mindfulFeed.clock.now();
          since += passed;
          if (looking && now - began < LOST) return;
          end();
          began = now;
          const span = since;
          since = 0;
          const near = [...watched].filter(mayBeOnScreen);
          for (const post of shown.keys()) if (!near.includes(post)) shown.delete(post);
          if (near.length === 0) return;
          for (const entry of await look(near)) {
            const { target } = entry;
            const before = shown.get(target);
            const long = before === undefined ? 0 : before + span;
            if (isHalfSeen(entry)) shown.set(target, long);
            else shown.delete(target);
            if (shown.has(target) && long >= LONG_ENOUGH && saw(target)) forget(target);
          }
        },

        /** Nobody looked: what was begun begins again. */
        rest() {
          shown.clear();
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
