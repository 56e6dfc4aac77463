// The popup's part that turns all notes off for a while, and on again.

import { say, sayTime } from './words.js';

/** @typedef {import('../snooze.js').Snooze} Snooze */

/** @param {string} id */
function find(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {Snooze} snooze */
function saySnooze({ until }) {
  return until === null ? say('snoozed_off') : say('snoozed_until', sayTime(until));
}

/** Shows whether notes are off, and until when. The keys go on from the button that comes, when they
 * were on one that goes. @param {Snooze | null} snooze */
export function showSnooze(snooze) {
  const words = snooze ? saySnooze(snooze) : '';
  if (find('snoozed').textContent !== words) find('snoozed').textContent = words;
  const [goes, comes] = snooze ? ['lengths', 'wake'] : ['wake', 'lengths'];
  const hadKeys = find(goes).contains(document.activeElement);
  find(comes).hidden = false;
  if (hadKeys) (find(comes).querySelector('button') ?? find(comes)).focus();
  find(goes).hidden = true;
}

/** @param {(length: string) => Promise<void>} snoozeFor sends the reader's choice; 'none' ends it */
export function offerSnooze(snoozeFor) {
  find('lengths').addEventListener('click', ({ target }) => {
    const { length } = /** @type {HTMLElement} */ (target).dataset;
    if (length) snoozeFor(length);
  });
  find('wake').addEventListener('click', () => snoozeFor('none'));
}
