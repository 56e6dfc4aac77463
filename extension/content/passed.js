'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Posts that the reader scrolled past, and may come back to. A browser that watches them works in every
// frame, so some of them are looked at once a second: posts stand beside those that came with them.
{
  const LOOK_EVERY = 1000;
  const STRIDE = 12;
  const MOST = 2000;

  /** @param {Element} post */
  function isNear(post) {
    const { top, bottom } = post.getBoundingClientRect();
    return top < 2 * innerHeight && bottom > -innerHeight && bottom > top;
  }

  mindfulFeed.passed = {
    create(back) {
      /** @type {Set<Element>} */
      const posts = new Set();

      /** Those that left the page, or else the oldest. */
      function letGo() {
        for (const post of posts) if (!post.isConnected || posts.size > 2 * MOST) posts.delete(post);
      }

      function look() {
        if (posts.size === 0 || document.hidden) return;
        if (posts.size > MOST) letGo();
        const all = [...posts];
        for (let at = 0; at < all.length; at += STRIDE) {
          if (!isNear(all[at])) continue;
          for (const post of all.slice(Math.max(0, at - 2 * STRIDE), at + 2 * STRIDE)) if (posts.delete(post)) back(post);
        }
      }

      const endTicks = mindfulFeed.clock.every(LOOK_EVERY, look);

      return {
        add: (post) => posts.add(post),
        stop() {
          endTicks();
          posts.clear();
        },
      };
    },
  };
}
