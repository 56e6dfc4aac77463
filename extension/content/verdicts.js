'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// What the companion said, kept in memory by post id and text: lists that take a post out and put
// it back get its note at once, and an element that is used again never shows another post's note.
{
  mindfulFeed.verdicts = {
    create(limit) {
      /** @type {Map<string, Annotation>} */
      const kept = new Map();
      return {
        get: (key) => kept.get(key),
        keep(key, annotation) {
          kept.delete(key);
          kept.set(key, annotation);
          if (kept.size > limit) kept.delete(/** @type {string} */ (kept.keys().next().value));
        },
        clear: () => kept.clear(),
      };
    },
  };
}
