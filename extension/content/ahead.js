'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Which posts come after one, as they came into the page. Those are read and asked about together: few
// looks and few questions cost the page less than many.
{
  const MOST = 16;

  mindfulFeed.ahead = {
    create() {
      /** @type {WeakMap<Element, Element>} */
      const following = new WeakMap();

      return {
        keep(posts) {
          /** @type {Element | undefined} */
          let before;
          for (const post of posts) {
            if (before) following.set(before, post);
            before = post;
          }
        },

        list(post) {
          const found = [];
          let next = following.get(post);
          for (let steps = 0; next && steps < MOST; steps++, next = following.get(next)) if (next.isConnected) found.push(next);
          return found;
        },
      };
    },
  };
}
