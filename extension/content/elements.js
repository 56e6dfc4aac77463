'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// What notes and their panels are made of.
{
  const WAVES = 'M3 8q4.5-5 9 0t9 0M3 16q4.5-5 9 0t9 0';

  /** The words keep a direction of their own: the page may be written the other way.
   * @param {string} tag @param {string} [className] @param {string} [text] */
  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.append(Object.assign(document.createElement('bdi'), { textContent: text }));
    return element;
  }

  /** What stands for the values in a sentence: of no language. */
  const HOLES = ['\ue000', '\ue001', '\ue002'];
  const HOLE = /[\ue000-\ue002]/g;
  /** Each note says the same few sentences, and the browser is slow to find them. @type {Map<string, string>} */
  const sentences = new Map();

  /** @param {string} name @param {string[]} values */
  function say(name, ...values) {
    const sentence = sentences.get(name) ?? chrome.i18n.getMessage(name, HOLES.slice(0, values.length));
    sentences.set(name, sentence);
    return values.length > 0 ? sentence.replace(HOLE, (hole) => values[HOLES.indexOf(hole)]) : sentence;
  }

  function drawSign() {
    const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const waves = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    drawn.setAttribute('viewBox', '0 0 24 24');
    drawn.setAttribute('class', 'sign');
    drawn.setAttribute('aria-hidden', 'true');
    waves.setAttribute('d', WAVES);
    drawn.append(waves);
    return drawn;
  }

  const sign = drawSign();

  /** @param {string} className @param {string} text */
  function makeBare(className, text) {
    const button = /** @type {HTMLButtonElement} */ (make('button', className));
    button.textContent = text;
    button.type = 'button';
    return button;
  }

  const MOST_STENCILS = 200;
  /** @type {Map<string, HTMLElement>} */
  const stencils = new Map();

  mindfulFeed.elements = {
    say,
    make,

    /** Only the reader can press it: pages cannot see a note's buttons, let alone click them by script. */
    makeButton(className, text, act) {
      const button = makeBare(className, text);
      button.addEventListener('click', (event) => event.isTrusted && act());
      return button;
    },

    /** A button that says what it does to what is around it: copies of it do the same. */
    makeActor(className, text, act) {
      const button = makeBare(className, text);
      button.dataset.act = act;
      return button;
    },

    /** What is drawn once, and copied from then on. */
    copy(name, draw) {
      const stencil = stencils.get(name) ?? draw();
      if (stencils.size > MOST_STENCILS) stencils.clear();
      stencils.set(name, stencil);
      return /** @type {HTMLElement} */ (stencil.cloneNode(true));
    },

    makeSign: () => /** @type {SVGElement} */ (sign.cloneNode(true)),
  };
}
