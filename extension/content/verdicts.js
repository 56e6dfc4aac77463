'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// What the companion said, kept in memory by post id and text: lists that take a post out and put
// it back get its note at once, and an element that is used again never shows another post's note.
{
  /** @param {string} key a post's id and its words, as posts.js makes it */
  function readId(key) {
    return key.slice(0, key.indexOf('\n'));
  }

  mindfulFeed.verdicts = {
    create(limit) {
      /** @type {Map<string, Annotation>} */
      const kept = new Map();
      /** The words last judged of each post, by its id. @type {Map<string, string>} */
      const latest = new Map();
      const refused = new Set();

      /** @param {string} key */
      function get(key) {
        const annotation = kept.get(key);
        return annotation?.note && refused.has(key) ? { ...annotation, note: null } : annotation;
      }

      /** @param {string | null | undefined} id */
      function isNoted(id) {
        return Boolean(id && get(latest.get(id) ?? '')?.note);
      }

      return {
        get,
        has: (id) => latest.has(id),

        findAbout({ quotes, replies_to: answered }) {
          if (isNoted(quotes)) return 'quote';
          return isNoted(answered) ? 'answer' : undefined;
        },

        keep(key, annotation) {
          kept.delete(key);
          kept.set(key, annotation);
          latest.set(readId(key), key);
          if (kept.size <= limit) return;
          const oldest = /** @type {string} */ (kept.keys().next().value);
          kept.delete(oldest);
          if (latest.get(readId(oldest)) === oldest) latest.delete(readId(oldest));
        },

        /** The reader says that a note is wrong, or takes that back. */
        refuse(key, isRefused) {
          if (isRefused) refused.add(key);
          else refused.delete(key);
        },

        clear() {
          kept.clear();
          latest.clear();
        },
      };
    },
  };
}
