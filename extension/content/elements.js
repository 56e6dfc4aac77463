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

  /** Each note says the same few sentences. @type {Map<string, string>} */
  const sentences = new Map();

  /** @param {string} name @param {string[]} values */
  function say(name, ...values) {
    if (values.length > 0) return chrome.i18n.getMessage(name, values);
    const sentence = sentences.get(name) ?? chrome.i18n.getMessage(name);
    sentences.set(name, sentence);
    return sentence;
  }

  mindfulFeed.elements = {
    say,
    make,

    /** A button that only the reader can press: pages cannot see it, let alone click it by script. */
    makeButton(className, text, act) {
      const button = /** @type {HTMLButtonElement} */ (make('button', className, text));
      button.type = 'button';
      button.addEventListener('click', (event) => event.isTrusted && act());
      return button;
    },

    makeSign() {
      const sign = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      const waves = document.createElementNS('http://www.w3.org/2000/svg', 'path');
      sign.setAttribute('viewBox', '0 0 24 24');
      sign.setAttribute('class', 'sign');
      sign.setAttribute('aria-hidden', 'true');
      waves.setAttribute('d', WAVES);
      sign.append(waves);
      return sign;
    },
  };
}
