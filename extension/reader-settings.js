// The reader's settings on their way between the companion, which has them, and the extension's pages
// and content scripts.

import { askSettings, CompanionError, sendFeedback } from './companion.js';
import { keepKnown, readFor, readKnown } from './known.js';
import { tellPages, tellSites } from './scripts.js';

/**
 * @typedef {import('./protocol').SettingsReply} SettingsReply
 * @typedef {import('./protocol').FeedbackRequest} FeedbackRequest
 */

const VERDICTS = ['not_this', 'missed', 'helpful'];
const CATEGORY = /^[a-z_]{1,32}$/;

/** Reads or changes them; after a change every page looks again. Answers that came before they were first read
 * were by them already. @param {object} request */
export async function changeSettings(request) {
  /** @type {SettingsReply} */
  const reply = await askSettings('', request);
  const before = await readKnown();
  await keepKnown(reply);
  if (!before && Object.keys(request).length === 0) await tellSites();
  else if (before?.revision !== reply.revision) await tellPages();
  return reply;
}

/** @param {object} request */
export function exportFile(request) {
  return askSettings('/export', request);
}

/** @param {{ trial?: boolean }} request */
export async function importFile(request) {
  const reply = await askSettings('/import', request);
  if (!request.trial) await changeSettings({});
  return reply;
}

/**
 * Sends what a reader thinks of a note, or takes back what they just said. Never text. A content script
 * may ask this too, so nothing of the settings is answered.
 * @param {any} message
 */
export async function giveFeedback({ category, verdict, score, undo }) {
  const isFit = typeof category === 'string' && CATEGORY.test(category) && VERDICTS.includes(verdict);
  if (!isFit || typeof score !== 'number' || !(score >= 0 && score <= 1)) return { error: { code: 'refused' } };
  const name = `${category} ${verdict}`;
  if (undo) {
    const { said } = /** @type {any} */ (await chrome.storage.session.get('said'));
    const shift = said?.name === name ? said.shift : null;
    if (shift !== null) await changeSettings({ unshift: [shift] });
    return {};
  }
  const reply = await sendFeedback({ category: /** @type {any} */ (category), verdict, score });
  await chrome.storage.session.set({ said: { name, shift: reply.shift?.id ?? null } });
  if (reply.shift) await changeSettings({});
  return {};
}

/**
 * Reads the settings again when the companion says that something changed, and tells whether it did. A
 * companion that went away meanwhile is no matter.
 * @param {string} epoch
 */
export async function noticeEpoch(epoch) {
  const { epoch: before } = await chrome.storage.session.get('epoch');
  if (before === epoch) return false;
  await chrome.storage.session.set({ epoch });
  try {
    await changeSettings({});
  } catch (error) {
    if (!(error instanceof CompanionError)) throw error;
  }
  return before !== undefined;
}

/** Whether notes are on for a host, as far as the settings go. @param {string} host */
export async function isOn(host) {
  return (await readFor(host, 'on')) !== false;
}

/** How notes are shown on a host. @param {string} host */
export async function viewOf(host) {
  const discreet = (await readFor(host, 'discreet')) ?? 'off';
  const marks = (await readFor(host, 'marks')) ?? 'recovery';
  return { discreet: discreet !== 'off', popupOnly: discreet === 'popup', marks: marks !== 'none' };
}
