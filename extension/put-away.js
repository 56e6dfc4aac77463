// Help that the reader does not want beside notes: one source of it, or all. Kept in their settings.

import { askSettings } from './companion.js';
import { keepKnown } from './known.js';

const ID = /^[a-z0-9-]{1,80}$/;
const ALL = 'all';

/** @param {import('./protocol').SettingsReply} reply @returns {string[]} */
function readHidden({ settings }) {
  const value = settings.find(({ name }) => name === 'hidden_help')?.value;
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** Puts a source of help away, or takes that back; `all` is the help beside every note.
 * @param {any} message */
export async function putAway({ id, undo }) {
  if (typeof id !== 'string' || !ID.test(id)) return { error: { code: 'refused' } };
  const before = await askSettings('', {});
  const others = readHidden(before).filter((each) => each !== id);
  const set = id === ALL ? { help: undo === true } : { hidden_help: undo === true ? others : [...others, id] };
  // Pages are not told: a note that is open must stay as it is, with its "Undo".
  await keepKnown(await askSettings('', { set, revision: before.revision }));
  return {};
}
