'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Which posts a reader has seen: half of the post, or a post over half of the screen, for a second.
{
  const LONG_ENOUGH = 1000;
  const STEPS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

  /** @param {IntersectionObserverEntry} entry */
  function isHalfSeen({ isIntersecting, intersectionRatio, intersectionRect, rootBounds }) {
    if (!isIntersecting) return false;
    return intersectionRatio >= 0.5 || intersectionRect.height >= (rootBounds?.height ?? innerHeight) / 2;
  }

  mindfulFeed.dwell = {
    create(saw) {
      /** How long each has been half visible, in milliseconds. @type {Map<Element, number>} */
      const shown = new Map();
      const looking = new IntersectionObserver((entries) => {
        for (const entry of entries) {
          if (!isHalfSeen(entry)) shown.delete(entry.target);
          else if (!shown.has(entry.target)) shown.set(entry.target, 0);
        }
      }, { threshold: STEPS });

      return {
        watch: (post) => looking.observe(post),
        forget(post) {
          looking.unobserve(post);
          shown.delete(post);
        },

        /** The reader looked on for so long. @param {number} passed milliseconds */
        pass(passed) {
          for (const [post, before] of shown) {
            shown.set(post, before + passed);
            if (before + passed >= LONG_ENOUGH) saw(post);
          }
        },

        /** Nobody looked: what was begun begins again. */
        rest() {
          for (const post of shown.keys()) shown.set(post, 0);
        },

        stop() {
          looking.disconnect();
          shown.clear();
        },
      };
    },
  };
}
