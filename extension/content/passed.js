'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Posts that the reader scrolled past, and may come back to. A browser that watches them works in every
// frame, so they are looked at once a second. Those that were passed last stand nearest: while they are
// still on their side of the screen, so are the others.
{
  const LOOK_EVERY = 1000;
  const STRIDE = 12;
  const MOST = 2000;

  /** Where a post is: on the screen or a screen from it, further up or further down. @param {Element} post */
  function findSide(post) {
    const { top, bottom } = post.getBoundingClientRect();
    if (bottom <= top) return 'nowhere';
    if (bottom <= -innerHeight) return 'above';
    return top >= 2 * innerHeight ? 'below' : 'near';
  }

  /** @param {'above' | 'below'} side @param {(post: Element) => void} back */
  function createSide(side, back) {
    /** @type {Element[]} */
    let posts = [];

    /** Those that left the page, or else the oldest. */
    function letGo() {
      posts = posts.filter((post) => post.isConnected).slice(-MOST);
    }

    /** One of some is looked at: posts stand beside those that came with them. */
    function findBack() {
      const found = new Set();
      for (let at = posts.length - 1; at >= 0; at -= STRIDE) {
        if (findSide(posts[at]) === 'near') for (const post of posts.slice(Math.max(0, at - 2 * STRIDE), at + 2 * STRIDE)) found.add(post);
      }
      return found;
    }

    return {
      /** @param {Element} post */
      add(post) {
        posts.push(post);
        if (posts.length > 2 * MOST) letGo();
      },

      look() {
        while (posts.length > 0 && !posts[posts.length - 1].isConnected) posts.pop();
        if (posts.length === 0 || findSide(posts[posts.length - 1]) === side) return;
        const found = findBack();
        posts = posts.filter((post) => !found.has(post));
        for (const post of found) back(post);
      },
    };
  }

  mindfulFeed.passed = {
    create(back) {
      const [above, below] = [createSide('above', back), createSide('below', back)];

      let height = scrollY;

      const endTicks = mindfulFeed.clock.every(LOOK_EVERY, () => {
        if (document.hidden) return;
        const moved = scrollY - height;
        height += moved;
        // What is above only goes further up while the page moves on.
        if (moved <= 0) above.look();
        if (moved >= 0) below.look();
      });

      return {
        add: (post, isBelow) => (isBelow ? below : above).add(post),
        stop: endTicks,
      };
    },
  };
}
