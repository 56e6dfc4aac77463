'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// What opens under a note: why it is there, and where help is.
{
  const SAFE_LINK = /^(tel:|sms:|https:\/\/)/;
  const MOST = 3;

  /** The words keep a direction of their own: the page may be written the other way.
   * @param {string} tag @param {string} [text] @param {string} [className] */
  function make(tag, text, className) {
    const element = document.createElement(tag);
    if (text !== undefined) element.append(Object.assign(document.createElement('bdi'), { textContent: text }));
    if (className) element.className = className;
    return element;
  }

  /** A probability in words, with a number that a reader can picture. @param {number} score */
  function sayScore(score) {
    if (score >= 0.95) return chrome.i18n.getMessage('score_over');
    const level = score >= 0.9 ? 'high' : score >= 0.75 ? 'likely' : score >= 0.5 ? 'even' : 'low';
    return chrome.i18n.getMessage(`score_${level}`, String(Math.round(score * 10)));
  }

  /** @param {string} date as YYYY-MM-DD */
  function sayDate(date) {
    const day = new Date(`${date}T12:00:00`);
    if (Number.isNaN(day.getTime())) return date;
    return new Intl.DateTimeFormat(chrome.i18n.getMessage('lang'), { dateStyle: 'long' }).format(day);
  }

  /** @param {Contact} contact */
  function makeContact({ kind, display, link }) {
    const words = chrome.i18n.getMessage(`contact_${kind}`, display) || display;
    if (!SAFE_LINK.test(link)) return make('span', words);
    const anchor = /** @type {HTMLAnchorElement} */ (make('a', words));
    anchor.href = link;
    anchor.rel = 'noopener noreferrer';
    anchor.referrerPolicy = 'no-referrer';
    if (link.startsWith('https:')) anchor.target = '_blank';
    return anchor;
  }

  /** @param {Resource} resource */
  function makeResource(resource) {
    const item = make('li');
    const contacts = make('div', undefined, 'contacts');
    contacts.append(...resource.contacts.map(makeContact));
    item.append(make('strong', resource.name), contacts);
    if (resource.hours) item.append(make('div', resource.hours, 'soft'));
    const checked = resource.checked_by === 'provider' ? 'checked_provider' : 'checked_sources';
    item.append(make('div', chrome.i18n.getMessage(checked, sayDate(resource.checked_on)), 'soft'));
    return item;
  }

  mindfulFeed.panels = {
    why({ note, scores }) {
      const panel = make('div', undefined, 'panel');
      const category = note?.category ?? '';
      const name = chrome.i18n.getMessage(`category_${category}`) || category;
      const score = scores?.[category];
      const guess = chrome.i18n.getMessage('why_guess', name);
      panel.append(make('p', typeof score === 'number' ? `${guess} ${sayScore(score)}` : guess));
      panel.append(make('p', chrome.i18n.getMessage('why_limits'), 'soft'));
      return panel;
    },

    help({ note }) {
      const panel = make('div', undefined, 'panel');
      const list = make('ul');
      list.append(...(note?.resources ?? []).slice(0, MOST).map(makeResource));
      const more = /** @type {HTMLButtonElement} */ (make('button', chrome.i18n.getMessage('help_more')));
      more.type = 'button';
      // Pages of the extension cannot be opened from a web page, only by the background.
      more.addEventListener('click', (event) => event.isTrusted && chrome.runtime.sendMessage({ ask: 'support' }));
      panel.append(list, more, make('p', chrome.i18n.getMessage('help_limits'), 'soft'));
      return panel;
    },
  };
}
