'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// "Don't show again" beside a source of help, and for all help beside notes. Both are kept for good, in
// the reader's settings, and undone by one click; the page of help still has everything.
{
  const { say, make, makeButton } = mindfulFeed.elements;
  const ALL = 'all';

  /** @param {string} id @param {boolean} [undo] */
  async function send(id, undo = false) {
    const reply = await mindfulFeed.message.send({ ask: 'put_away', id, undo });
    return reply !== undefined && !reply.error;
  }

  /**
   * What the reader asked for, done and said in the place of what it was about.
   * @param {HTMLElement} place @param {string} id
   */
  async function putAway(place, id) {
    const before = [...place.childNodes];
    const line = make('p', 'soft');
    line.setAttribute('role', 'status');
    if (!(await send(id))) {
      line.textContent = say('put_away_failed');
      if (!place.querySelector('[role="status"]')) place.append(line);
      return;
    }
    const undo = makeButton('', say('undo'), async () => {
      if (!(await send(id, true))) return;
      place.replaceChildren(...before);
      /** @type {HTMLElement | null} */ (place.querySelector('.away'))?.focus();
    });
    place.replaceChildren(line, undo);
    line.textContent = say(id === ALL ? 'put_away_all_done' : 'put_away_done');
    undo.focus();
  }

  mindfulFeed.putAway = {
    one(item, { id, name }) {
      const button = makeButton('away', say('put_away'), () => putAway(item, id));
      button.setAttribute('aria-label', say('put_away_label', name));
      return button;
    },

    all: (panel) => makeButton('away', say('put_away_all'), () => putAway(panel, ALL)),
  };
}
