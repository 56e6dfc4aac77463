'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// One note, mark or "couldn't judge" dot. Where and when it stands is notes.js's business.
{
  const WAVES = 'M3 8q4.5-5 9 0t9 0M3 16q4.5-5 9 0t9 0';

  /** @param {string} name @param {string[]} values */
  function say(name, ...values) {
    return chrome.i18n.getMessage(name, values);
  }

  /** The words keep a direction of their own: the page may be written the other way.
   * @param {string} tag @param {string} className @param {string} [text] */
  function make(tag, className, text) {
    const element = document.createElement(tag);
    element.className = className;
    if (text) element.append(Object.assign(document.createElement('bdi'), { textContent: text }));
    return element;
  }

  /** @param {string} kind */
  function makeFrame(kind) {
    const frame = make('div', 'frame');
    frame.dataset.kind = kind;
    frame.lang = say('lang');
    return frame;
  }

  /** A button that only the reader can press: pages cannot see it, let alone click it by script.
   * @param {string} className @param {string} text @param {() => void} act */
  function makeButton(className, text, act) {
    const button = /** @type {HTMLButtonElement} */ (make('button', className, text));
    button.type = 'button';
    button.addEventListener('click', (event) => event.isTrusted && act());
    return button;
  }

  function makeSign() {
    const sign = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const waves = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    sign.setAttribute('viewBox', '0 0 24 24');
    sign.setAttribute('class', 'sign');
    sign.setAttribute('aria-hidden', 'true');
    waves.setAttribute('d', WAVES);
    sign.append(waves);
    return sign;
  }

  /** A button that opens and closes a panel; Escape closes it too.
   * @param {HTMLElement} frame @param {string} name @param {() => HTMLElement} makePanel @param {() => void} closed */
  function makeOpener(frame, name, makePanel, closed) {
    /** @type {HTMLElement | undefined} */
    let panel;
    const button = makeButton('opener', say(name), () => (panel ? close() : open()));
    button.setAttribute('aria-expanded', 'false');
    const close = () => {
      panel?.remove();
      panel = undefined;
      button.setAttribute('aria-expanded', 'false');
      closed();
    };
    const open = () => {
      for (const other of frame.querySelectorAll('.opener')) other.dispatchEvent(new Event('give-way'));
      panel = makePanel();
      frame.append(panel);
      button.setAttribute('aria-expanded', 'true');
    };
    button.addEventListener('give-way', () => panel && close());
    frame.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !event.isTrusted || !panel) return;
      close();
      button.focus();
    });
    return button;
  }

  /** @param {Annotation} annotation @param {CardActs} acts */
  function makeNote(annotation, acts) {
    const note = /** @type {NonNullable<Annotation['note']>} */ (annotation.note);
    const frame = makeFrame('note');
    frame.setAttribute('role', 'note');
    frame.setAttribute('aria-label', say('note_label'));

    const pill = makeButton('pill', '', acts.open);
    pill.append(makeSign(), make('span', '', note.title));
    pill.setAttribute('aria-label', say('note_open', note.title));
    const dot = makeButton('dot', '', acts.show);
    dot.setAttribute('aria-label', say('note_show', note.title));

    const line = make('div', 'line');
    const words = make('p', 'words');
    words.append(makeSign(), make('span', 'title', note.title), ' ', make('span', 'cue', note.cue));
    const buttons = make('div', 'acts');
    const why = () => mindfulFeed.panels.why(annotation);
    buttons.append(makeOpener(frame, 'why', why, acts.closed));
    if ((note.resources ?? []).length > 0) {
      buttons.append(makeOpener(frame, 'help', () => mindfulFeed.panels.help(annotation), acts.closed));
    }
    buttons.append(makeButton('hide', say('hide'), acts.hide));
    line.append(words, buttons);
    frame.append(pill, dot, line);
    return frame;
  }

  /** @param {string} mark */
  function makeMark(mark) {
    const frame = makeFrame('mark');
    frame.setAttribute('role', 'note');
    frame.setAttribute('aria-label', say('note_label'));
    const words = say(`mark_${mark}`) || mark;
    const [pill, line] = [make('span', 'pill'), make('p', 'line')];
    for (const place of [pill, line]) {
      const text = make('span', '', words);
      const inner = make('span', '');
      inner.append(makeSign(), text);
      place.append(inner);
    }
    frame.append(pill, line);
    return frame;
  }

  /** @param {string} reason */
  function makeUnjudged(reason) {
    const frame = makeFrame('unjudged');
    const words = say(`unjudged_${reason}`) || say('unjudged_other');
    const dot = make('span', 'dot dotted');
    dot.tabIndex = 0;
    dot.setAttribute('role', 'img');
    dot.setAttribute('aria-label', words);
    const tip = make('span', 'tip', words);
    tip.setAttribute('aria-hidden', 'true');
    frame.append(dot, tip);
    return frame;
  }

  mindfulFeed.card = {
    build(annotation, acts) {
      if (annotation.status === 'unjudged') return makeUnjudged(annotation.reason ?? 'other');
      if (annotation.note) return makeNote(annotation, acts);
      return annotation.mark ? makeMark(annotation.mark) : null;
    },
  };
}
