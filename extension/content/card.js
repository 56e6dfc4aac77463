'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// One note, mark or "couldn't judge" dot. Where and when it stands is notes.js's business.
{
  const { say, make, makeButton, makeSign, onPress } = mindfulFeed.elements;
  /** Most notes are never more than a pill: the line with its buttons, and the dot, are made when they are
   * first shown. @type {WeakMap<HTMLElement, { line?: () => HTMLElement, dot?: () => HTMLElement }>} */
  const unfilled = new WeakMap();

  /** @param {string} kind */
  function makeFrame(kind) {
    const frame = make('div', 'frame');
    frame.dataset.kind = kind;
    frame.lang = say('lang');
    if (kind === 'unjudged') return frame;
    frame.setAttribute('role', 'note');
    frame.setAttribute('aria-label', say('note_label'));
    return frame;
  }

  /** A note before it has words: what all have in common is made once. */
  function makeBlank() {
    const frame = makeFrame('note');
    const pill = makeButton('pill', '', () => {});
    pill.append(makeSign(), make('span', 'title', ' '));
    frame.append(pill);
    return frame;
  }

  /** @type {HTMLElement | undefined} */
  let blank;

  /** @param {Told} told @param {CardActs} acts */
  function makeNote(told, acts) {
    const { annotation, view } = told;
    const note = /** @type {NonNullable<Annotation['note']>} */ (annotation.note);
    const title = view.discreet ? say('note_discreet') : note.title;
    blank ??= makeBlank();
    const frame = /** @type {HTMLElement} */ (blank.cloneNode(true));
    const pill = /** @type {HTMLElement} */ (frame.firstChild);
    /** @type {Text} */ (pill.lastChild?.firstChild?.firstChild).data = title;
    pill.setAttribute('aria-label', say('note_open', title));
    onPress(pill, acts.open);
    unfilled.set(frame, {
      line: () => makeLine(frame, told, title, acts),
      dot() {
        const dot = makeButton('dot', '', acts.show);
        dot.setAttribute('aria-label', say('note_show', title));
        return dot;
      },
    });
    return frame;
  }

  /** @param {HTMLElement} frame @param {Told} told @param {string} title @param {CardActs} acts */
  function makeLine(frame, told, title, acts) {
    const { annotation, about, view } = told;
    const note = /** @type {NonNullable<Annotation['note']>} */ (annotation.note);
    const [line, words, choice, buttons] = [make('div', 'line'), make('p', 'words'), make('div', 'choice'), make('div', 'acts')];
    words.append(makeSign(), make('span', 'title', title));
    if (!view.discreet) words.append(' ', make('span', 'cue', note.cue));
    choice.append(makeButton('', say('fold_show'), acts.unfold), makeButton('', say('fold_skip'), acts.skip));
    const why = () => mindfulFeed.panels.why(annotation, about);
    buttons.append(mindfulFeed.makeOpener(frame, 'why', why, acts.closed));
    if ((note.resources ?? []).length > 0) {
      buttons.append(mindfulFeed.makeOpener(frame, 'help', () => mindfulFeed.panels.help(annotation), acts.closed));
    }
    // A topic that the reader wrote down themselves is no guess.
    if (note.category !== 'own') buttons.append(makeButton('', say('not_this'), acts.refuse));
    if (told.findLink()) buttons.append(makeButton('', say('aside'), acts.setAside));
    if (note.level === 'fold') buttons.append(makeButton('again', say('fold_again'), acts.fold));
    buttons.append(makeClose(say('hide'), acts.hide));
    line.append(words, ...(note.level === 'fold' ? [choice] : []), buttons);
    return line;
  }

  /** @param {string} words @param {() => void} act */
  function makeClose(words, act) {
    const button = makeButton('close', '×', act);
    button.setAttribute('aria-label', words);
    button.title = words;
    return button;
  }

  /** @param {string} words */
  function makeMark(words) {
    const frame = makeFrame('mark');
    const [pill, line] = [make('span', 'pill'), make('p', 'line')];
    for (const place of [pill, line]) {
      const inner = make('span');
      inner.append(makeSign(), make('span', '', words));
      place.append(inner);
    }
    frame.append(pill, line);
    return frame;
  }

  /** @param {string} words */
  function makeUnjudged(words) {
    const frame = makeFrame('unjudged');
    const dot = make('span', 'dot dotted');
    dot.tabIndex = 0;
    dot.setAttribute('role', 'img');
    dot.setAttribute('aria-label', words);
    const tip = make('span', 'tip', words);
    tip.setAttribute('aria-hidden', 'true');
    frame.append(dot, tip);
    return frame;
  }

  /** The mark that a reader is shown. @param {Told} told */
  function findMark({ annotation, view }) {
    return view.marks && !view.discreet ? annotation.mark : null;
  }

  mindfulFeed.card = {
    hasWords: (told) => Boolean(told.annotation.note || told.annotation.status === 'unjudged' || told.about || findMark(told)),

    build(told, acts) {
      const { annotation, about } = told;
      if (annotation.note) return makeNote(told, acts);
      const related = about ? say(`about_${about}`) : '';
      if (annotation.status === 'unjudged') {
        const words = say(`unjudged_${annotation.reason}`) || say('unjudged_other');
        return makeUnjudged(related ? `${words} ${related}.` : words);
      }
      const mark = findMark(told);
      return makeMark([mark && (say(`mark_${mark}`) || mark), related].filter(Boolean).join(' · '));
    },

    fill(frame, part) {
      const parts = unfilled.get(frame);
      const made = parts?.[part]?.();
      if (!parts || !made) return;
      delete parts[part];
      if (part === 'dot') frame.firstChild?.after(made);
      else frame.append(made);
    },

    thank(frame, acts) {
      const [words, buttons] = [make('p', 'words', say('not_this_thanks')), make('div', 'acts')];
      const undo = makeButton('', say('undo'), acts.restore);
      buttons.append(undo, makeClose(say('close'), acts.leave));
      frame.querySelector('.panel')?.remove();
      frame.querySelector('.line')?.replaceChildren(words, buttons);
      undo.focus();
    },
  };
}
