'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// What a reader can do with a note. Each is undone by one click, and remembered in this page's memory.
{
  const { aside, card, exposure } = mindfulFeed;
  /** The notes that the reader hid, by post and words, and the posts that they unfolded, by id. */
  const hidden = new Set();
  const unfolded = new Set();

  /** The first of a note's buttons that can be pressed now. @param {Entry} entry */
  function focus({ frame }) {
    const buttons = /** @type {HTMLElement[]} */ ([...(frame?.querySelectorAll('button, .dot') ?? [])]);
    const first = buttons.find((each) => each.checkVisibility());
    first?.focus({ preventScroll: true });
    return first !== undefined;
  }

  mindfulFeed.acts = {
    focus,
    isHidden: ({ key }) => hidden.has(key),
    isFolded: ({ id, key, annotation, isLeaving, isAside }) => isAside ||
      annotation.note?.level === 'fold' && !unfolded.has(id) && !hidden.has(key) && !isLeaving,

    make(entry, turn, remove) {
      const { post, id, key, annotation } = entry;
      const category = annotation.note?.category ?? '';
      const score = annotation.scores?.[category] ?? 0;

      /** @param {Mode} mode */
      function show(mode) {
        turn(entry, mode);
        focus(entry);
      }

      /** @type {CardActs} */
      const acts = {
        open: () => (exposure.did('opened', category, id), show('flow')),
        hide: () => (hidden.add(key), show('dot')),
        show: () => (hidden.delete(key), show('flow')),
        unfold: () => (exposure.did('opened', category, id), unfolded.add(id), show(entry.hasRoom ? 'flow' : 'overlay')),
        fold: () => (unfolded.delete(id), show('fold')),
        skip: () => (exposure.did('skipped', category, id), mindfulFeed.skip(post, entry.findNext())),
        setAside: () => aside.offer(entry, turn, acts.comeBack),
        closed: () => entry.isLeaving && remove(post),
        leave: () => remove(post),

        async refuse() {
          unfolded.add(id);
          turn(entry, 'flow');
          if (await mindfulFeed.feedback.send({ category, verdict: 'not_this', score })) {
            entry.isThanked = true;
            entry.refuse(true);
            card.thank(/** @type {HTMLElement} */ (entry.frame));
          } else {
            acts.hide();
          }
        },

        restore() {
          mindfulFeed.feedback.send({ category, verdict: 'not_this', score, undo: true });
          acts.comeBack();
        },

        comeBack() {
          remove(post);
          entry.refuse(false);
          const again = entry.findAgain();
          if (!again) return;
          turn(again, 'flow');
          focus(again);
        },
      };
      return acts;
    },
  };
}
