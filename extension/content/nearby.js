'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Which posts come near the screen, and which go.
{
  const NEAR = '100% 0px';

  /** @param {IntersectionObserverEntry} entry */
  function isOnScreen({ boundingClientRect: { top, bottom } }) {
    return top < innerHeight && bottom > 0;
  }

  mindfulFeed.nearby = {
    sort(waiting, atOnce) {
      if (waiting.length <= atOnce) return { posts: waiting.map(({ read }) => read), onScreen: 0 };
      const found = waiting
        .map(({ post, read }) => ({ read, distance: mindfulFeed.posts.distanceOf(post) }))
        .sort((a, b) => a.distance - b.distance);
      return {
        posts: found.map(({ read }) => read),
        onScreen: found.filter(({ distance }) => distance === 0).length,
      };
    },

    watch({ came, left }) {
      const observer = new IntersectionObserver((entries) => {
        const coming = [];
        for (const entry of entries) {
          if (entry.isIntersecting) coming.push(entry);
          else left(entry.target, entry.boundingClientRect.top > 0);
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
        stop: () => observer.disconnect(),
      };
    },
  };
}
