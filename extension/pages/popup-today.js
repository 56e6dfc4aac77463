// The popup's line about the feed: of the posts last seen, how many had a note. The companion has them
// in memory only.

import { ask } from './ask.js';
import { say } from './words.js';

const ASKED_AGAIN = 10_000;

let askedAt = -Infinity;

/** @param {string} state the companion's */
export async function showToday(state) {
  const section = /** @type {HTMLElement} */ (document.getElementById('today'));
  if (state !== 'ready') section.hidden = true;
  if (state !== 'ready' || performance.now() - askedAt < ASKED_AGAIN) return;
  askedAt = performance.now();
  const { seen } = await ask('preview', { request: {} });
  section.hidden = !seen;
  if (!seen) return;
  const words = seen.count === 0 ? say('today_none') : say('now_seen', [seen.after, seen.count]);
  /** @type {HTMLElement} */ (document.getElementById('today-words')).textContent = words;
}
