'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// What the companion said, kept in memory by post id and text: lists that take a post out and put
// it back get its note at once, and an element that is used again never shows another post's note.
{
  // The same post may stand in a page more than once, whole and cut short.
  const MOST_VERSIONS = 8;

  /** @typedef {Pick<ReadPost, 'id' | 'text'>} Words */

  /** @param {Words} read */
  const keyOf = ({ id, text }) => `${id}\n${text}`;

  mindfulFeed.verdicts = {
    keyOf,

    create(limit) {
      /** The versions of each post that were judged, the last first. @type {Map<string, { text: string, annotation: Annotation }[]>} */
      const kept = new Map();
      /** By key: what the reader said outlasts what the companion did. @type {Set<string>} */
      const refused = new Set();

      /** @param {Words} read */
      function get(read) {
        const annotation = kept.get(read.id)?.find(({ text }) => text === read.text)?.annotation;
        return annotation?.note && refused.has(keyOf(read)) ? { ...annotation, note: null } : annotation;
      }

      /** As it was judged last. @param {string | null | undefined} id */
      function isNoted(id) {
        const last = id && kept.get(id)?.[0];
        return Boolean(id && last && get({ id, text: last.text })?.note);
      }

      return {
        get,
        has: (id) => kept.has(id),

        findAbout({ quotes, replies_to: answered }) {
          if (isNoted(quotes)) return 'quote';
          return isNoted(answered) ? 'answer' : undefined;
        },

        keep({ id, text }, annotation) {
          const version = { text, annotation };
          const others = kept.get(id)?.filter((other) => other.text !== text).slice(0, MOST_VERSIONS - 1);
          if (others) kept.delete(id);
          kept.set(id, others ? [version, ...others] : [version]);
          if (kept.size > limit) kept.delete(/** @type {string} */ (kept.keys().next().value));
        },

        /** The reader says that a note is wrong, or takes that back. */
        refuse(read, isRefused) {
          if (isRefused) refused.add(keyOf(read));
          else refused.delete(keyOf(read));
        },

        clear: () => kept.clear(),
      };
    },
  };
}
