'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Which posts come near the screen, and which go.
{
  const NEAR = '100% 0px';

  /** @param {IntersectionObserverEntry} entry */
  function isOnScreen({ boundingClientRect: { top, bottom } }) {
    return top < innerHeight && bottom > 0;
  }

  /** @typedef {{ post: Element, read: ReadPost }} Waiting */

  /** @param {Waiting[]} waiting @returns {{ sorted: Waiting[], onScreen: number }} */
  function measure(waiting) {
    const found = waiting
      .map((each) => ({ each, distance: mindfulFeed.posts.distanceOf(each.post) }))
      .sort((a, b) => a.distance - b.distance);
    return { sorted: found.map(({ each }) => each), onScreen: found.filter(({ distance }) => distance === 0).length };
  }

  mindfulFeed.nearby = {
    watch({ came, left }) {
      /** What the browser told of as near, and not as far since. @type {WeakSet<Element>} */
      const close = new WeakSet();

      const observer = new IntersectionObserver((entries) => {
        const coming = [];
        for (const entry of entries) {
          const { target } = entry;
          if (entry.isIntersecting) {
            close.add(target);
            coming.push(entry);
          } else {
            close.delete(target);
            left(target, () => entry.boundingClientRect.top > 0);
          }
        }
        came(coming.map(({ target }) => target), coming.some(isOnScreen));
      }, { rootMargin: NEAR, scrollMargin: NEAR });

      return {
        add: (post) => observer.observe(post),
        drop: (post) => observer.unobserve(post),
        again(post) {
          observer.unobserve(post);
          observer.observe(post);
        },

        sort(waiting, atOnce) {
          // What was read ahead comes after what is near, and of few that are near all can come first: where
          // they stand need not be asked.
          const first = waiting.filter(({ post }) => close.has(post));
          const ahead = waiting.filter(({ post }) => !close.has(post));
          const { sorted, onScreen } = first.length > atOnce ? measure(first) : { sorted: first, onScreen: first.length };
          return { posts: [...sorted, ...ahead].map(({ read }) => read), onScreen };
        },

        stop: () => observer.disconnect(),
      };
    },
  };
}
