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

/** Shows whether notes are off, and until when. @param {Snooze | null} snooze */
export function showSnooze(snooze) {
  const words = snooze ? saySnooze(snooze) : '';
  if (find('snoozed').textContent !== words) find('snoozed').textContent = words;
  find('lengths').hidden = snooze !== null;
  find('wake').hidden = snooze === null;
}

/** @param {(length: string) => Promise<void>} snoozeFor sends the reader's choice; 'none' ends it */
export function offerSnooze(snoozeFor) {
  find('lengths').addEventListener('click', async ({ target }) => {
    const { length } = /** @type {HTMLElement} */ (target).dataset;
    if (!length) return;
    await snoozeFor(length);
    find('wake').focus();
  });
  find('wake').addEventListener('click', async () => {
    await snoozeFor('none');
    /** @type {HTMLElement | null} */ (find('lengths').querySelector('button'))?.focus();
  });
}
