'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// The line of a note: its words, and what a reader can do with it.
{
  const { say, make, makeActor, makeSign } = mindfulFeed.elements;

  /** @param {string} words @param {keyof CardActs} act */
  function makeClose(words, act) {
    const button = makeActor('close', '×', act);
    button.setAttribute('aria-label', words);
    button.title = words;
    return button;
  }

  /** @param {string} words @param {'why' | 'help'} panel */
  function makeOpener(words, panel) {
    const button = makeActor('opener', words, panel);
    button.setAttribute('aria-expanded', 'false');
    return button;
  }

  /** What lines differ in but for their words.
   * @typedef {{ isDiscreet: boolean, isFold: boolean, isOwn: boolean, hasHelp: boolean, hasLink: boolean }} Kind */

  /** @param {Kind} kind */
  function draw({ isDiscreet, isFold, isOwn, hasHelp, hasLink }) {
    const [line, words, buttons] = [make('div', 'line'), make('p', 'words'), make('div', 'acts')];
    words.append(makeSign(), make('span', 'title'));
    if (!isDiscreet) words.append(' ', make('span', 'cue'));
    line.append(words);
    if (isFold) {
      const choice = make('div', 'choice');
      choice.append(makeActor('', say('fold_show'), 'unfold'), makeActor('', say('fold_skip'), 'skip'));
      line.append(choice);
    }
    buttons.append(makeOpener(say('why'), 'why'));
    if (hasHelp) buttons.append(makeOpener(say('help'), 'help'));
    // A topic that the reader wrote down themselves is no guess.
    if (!isOwn) buttons.append(makeActor('', say('not_this'), 'refuse'));
    if (hasLink) buttons.append(makeActor('', say('aside'), 'setAside'));
    if (isFold) buttons.append(makeActor('again', say('fold_again'), 'fold'));
    buttons.append(makeClose(say('hide'), 'hide'));
    line.append(buttons);
    return line;
  }

  mindfulFeed.line = {
    plan({ annotation, view, findLink }, title) {
      const note = /** @type {NonNullable<Annotation['note']>} */ (annotation.note);
      /** @type {Kind | undefined} */
      let kind;
      // Whether a post has a link is not looked for before there is a line.
      const findKind = () => (kind ??= {
        isDiscreet: view.discreet,
        isFold: note.level === 'fold',
        isOwn: note.category === 'own',
        hasHelp: (note.resources ?? []).length > 0,
        hasLink: findLink() !== null,
      });
      return {
        get name() {
          return `line ${Object.values(findKind())}`;
        },
        draw: () => draw(findKind()),
        write(line) {
          const written = /** @type {Element} */ (line.querySelector('.title'));
          const cue = written.nextElementSibling;
          written.textContent = title;
          if (cue) cue.textContent = note.cue;
        },
      };
    },

    thank() {
      const [words, buttons] = [make('p', 'words', say('not_this_thanks')), make('div', 'acts')];
      buttons.append(makeActor('', say('undo'), 'restore'), makeClose(say('close'), 'leave'));
      return [words, buttons];
    },
  };
}
