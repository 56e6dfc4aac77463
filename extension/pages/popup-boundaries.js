// The popup's part for today: the calm view, and a number of posts after which to leave.

import { ask } from './ask.js';
import { findTab } from './page.js';
import { readChoices } from '../choices.js';
import { isGranted } from '../grants.js';
import { findSite, originOf } from '../sites.js';
import { say } from './words.js';

/** @param {string} id */
function find(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** The host of the page in front, where notes are on. */
async function findHost() {
  const { url } = (await findTab()) ?? {};
  const found = findSite(url, await readChoices());
  return found && url && (await isGranted(originOf(found.pattern))) ? new URL(url).hostname : null;
}

/** @param {string} name @param {object} more */
async function act(name, more) {
  const { error } = await ask('boundary', { act: name, ...more });
  find('for-today-words').textContent = error ? say('keep_away') : '';
  return !error;
}

/** Shows the part while the companion is there. @param {string} state */
export async function showForToday(state) {
  find('for-today').hidden = state !== 'ready';
  const { calm = 'null' } = /** @type {{ calm?: string }} */ (await chrome.storage.session.get('calm'));
  /** @type {HTMLInputElement} */ (find('calm')).checked = calm !== 'null';
  find('leave-form').hidden = (await findHost()) === null;
}

export function offerForToday() {
  find('calm').addEventListener('change', async ({ target }) => {
    const toggle = /** @type {HTMLInputElement} */ (target);
    const isKept = await act(toggle.checked ? 'calm' : 'calm_end', { site: (await findHost()) ?? 'all' });
    if (!isKept) toggle.checked = !toggle.checked;
  });
  find('leave-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const posts = /** @type {HTMLInputElement} */ (find('leave-after')).valueAsNumber;
    const site = await findHost();
    if (site && (await act('leave_after', { site, posts }))) find('for-today-words').textContent = say('leave_after_done', posts);
  });
}
