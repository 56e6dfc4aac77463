// The answers of the welcome as settings.

import { ask } from '../ask.js';
import { CATEGORIES } from '../categories.js';

/** @typedef {import('./welcome.js').Answers} Answers */

/**
 * The settings that the answers change. What was skipped stays as it is.
 * @param {Answers} answers
 * @param {(id: string) => string} readAction what happens with a category now
 */
function listChanges({ hard, level }, readAction) {
  /** @type {Record<string, string>} */
  const set = {};
  for (const { id } of CATEGORIES) {
    const before = readAction(id);
    const isOn = hard ? hard.includes(id) : before !== 'off';
    const action = isOn ? level ?? (before === 'off' ? 'note' : before) : 'off';
    if (action !== before) set[`action.${id}`] = action;
  }
  return set;
}

/** Keeps the answers. @param {Answers} answers @returns {Promise<import('./welcome.js').Outcome>} */
export async function saveAnswers(answers) {
  if (answers.hard === null && answers.level === null) return 'nothing';
  const settings = await ask('settings', { request: {} });
  if (settings.error) return 'away';
  const read = (/** @type {string} */ id) => settings.settings.find((/** @type {any} */ each) => each.name === `action.${id}`)?.value ?? 'off';
  const { error } = await ask('settings', { request: { set: listChanges(answers, read), revision: settings.revision } });
  return error ? 'away' : 'saved';
}
