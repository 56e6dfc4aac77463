// What the extension itself keeps in the browser, byte by byte.

import { readToken } from '../../token.js';

/** What each name of the storage is for; a name that is not here is told all the same. */
const PARTS = {
  port: 'place', servers: 'place', country: 'known', language: 'known', known: 'known', snooze: 'snooze',
};

/** @typedef {{ id: string, title: string, words: string, bytes: number }} Kept */

/** Every part, the largest first. @returns {Promise<Kept[]>} */
export async function listKept() {
  const all = /** @type {Record<string, unknown>} */ (await chrome.storage.local.get());
  /** @type {Record<string, Kept>} */
  const parts = {};
  for (const [name, value] of Object.entries(all)) {
    const id = `browser_${Object.hasOwn(PARTS, name) ? PARTS[/** @type {keyof typeof PARTS} */ (name)] : 'other'}`;
    parts[id] ??= { id, title: name, words: '', bytes: 0 };
    parts[id].bytes += new TextEncoder().encode(name + JSON.stringify(value)).length;
  }
  const token = await readToken();
  if (token) parts.token = { id: 'browser_pairing', title: '', words: '', bytes: token.length };
  return Object.values(parts).sort((a, b) => b.bytes - a.bytes);
}
