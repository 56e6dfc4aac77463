'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// What opens under a note: why it is there, and where help is.
{
  const SAFE_LINK = /^(tel:|sms:|https:\/\/)/;
  const MOST = 3;

  const { say, make, makeButton } = mindfulFeed.elements;

  /** A probability in words, with a number that a reader can picture. @param {number} score */
  function sayScore(score) {
    if (score >= 0.95) return say('score_over');
    const level = score >= 0.9 ? 'high' : score >= 0.75 ? 'likely' : score >= 0.5 ? 'even' : 'low';
    return say(`score_${level}`, String(Math.round(score * 10)));
  }

  /** @param {Annotation} annotation */
  function sayGuess({ note, scores }) {
    const category = note?.category ?? '';
    const score = scores?.[category];
    const guess = say('why_guess', say(`category_${category}`) || category);
    return typeof score === 'number' ? `${guess} ${sayScore(score)}` : guess;
  }

  /** @param {string} date as YYYY-MM-DD */
  function sayDate(date) {
    const day = new Date(`${date}T12:00:00`);
    if (Number.isNaN(day.getTime())) return date;
    return new Intl.DateTimeFormat(say('lang'), { dateStyle: 'long' }).format(day);
  }

  /** @param {Contact} contact */
  function makeContact({ kind, display, link }) {
    const words = say(`contact_${kind}`, display) || display;
    if (!SAFE_LINK.test(link)) return make('span', '', words);
    const anchor = /** @type {HTMLAnchorElement} */ (make('a', '', words));
    anchor.href = link;
    anchor.rel = 'noopener noreferrer';
    anchor.referrerPolicy = 'no-referrer';
    if (link.startsWith('https:')) anchor.target = '_blank';
    return anchor;
  }

  /** @param {Resource} resource */
  function makeResource(resource) {
    const item = make('li');
    const contacts = make('div', 'contacts');
    contacts.append(...resource.contacts.map(makeContact));
    item.append(make('strong', '', resource.name), contacts);
    if (resource.hours) item.append(make('div', 'soft', resource.hours));
    const checked = resource.checked_by === 'provider' ? 'checked_provider' : 'checked_sources';
    item.append(make('div', 'soft', say(checked, sayDate(resource.checked_on))));
    item.append(mindfulFeed.putAway.one(item, resource));
    return item;
  }

  mindfulFeed.panels = {
    why(annotation, about) {
      const panel = make('div', 'panel');
      const isOwn = annotation.note?.category === 'own';
      panel.append(make('p', '', isOwn ? say('why_own') : sayGuess(annotation)));
      if (about) panel.append(make('p', '', `${say(`about_${about}`)}.`));
      if (!isOwn) panel.append(make('p', 'soft', say('why_limits')));
      return panel;
    },

    help({ note }) {
      const panel = make('div', 'panel');
      const list = make('ul');
      list.append(...(note?.resources ?? []).slice(0, MOST).map(makeResource));
      // Pages of the extension cannot be opened from a web page, only by the background.
      const more = makeButton('', say('help_more'), () => chrome.runtime.sendMessage({ ask: 'support' }));
      panel.append(list, more, mindfulFeed.putAway.all(panel), make('p', 'soft', say('help_limits')));
      return panel;
    },
  };
}
