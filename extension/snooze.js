// No notes for a while, on every site at once. The reader says for how long; nothing asks twice.

export const ALARM = 'snooze';

const MINUTE = 60_000;

/**
 * @typedef {object} Snooze
 * @property {number} from milliseconds
 * @property {number | null} until milliseconds; null until the reader ends it
 */

/** The midnight after a moment, on the reader's clock. @param {number} now milliseconds */
function findMidnight(now) {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
}

/**
 * The snooze that a choice in the popup stands for; null for a word that is none.
 * @param {unknown} length
 * @param {number} now milliseconds
 * @returns {Snooze | null}
 */
export function makeSnooze(length, now) {
  if (length === 'quarter') return { from: now, until: now + 15 * MINUTE };
  if (length === 'hour') return { from: now, until: now + 60 * MINUTE };
  if (length === 'today') return { from: now, until: findMidnight(now) };
  return length === 'off' ? { from: now, until: null } : null;
}

/**
 * Whether a kept snooze holds at a moment. A clock that was set back before its start ends it.
 * @param {any} kept
 * @param {number} now milliseconds
 */
export function holds(kept, now) {
  if (typeof kept?.from !== 'number' || now < kept.from) return false;
  return kept.until === null || (typeof kept.until === 'number' && now < kept.until);
}

/** The snooze that holds now, or null. @returns {Promise<Snooze | null>} */
export async function readSnooze() {
  const { snooze } = await chrome.storage.local.get('snooze');
  return holds(snooze, Date.now()) ? /** @type {Snooze} */ (snooze) : null;
}

/** Keeps a snooze and sets the alarm that ends it; null ends it now. @param {Snooze | null} snooze */
export async function keepSnooze(snooze) {
  if (!snooze) await chrome.storage.local.remove('snooze');
  else await chrome.storage.local.set({ snooze });
  await chrome.alarms.clear(ALARM);
  if (snooze?.until) await chrome.alarms.create(ALARM, { when: snooze.until });
}
