// What a reader said that they are here for: in the browser's memory, and gone with it. The companion
// never hears it.

const LONGEST = 120;

/** @param {string} host @param {unknown} words */
export async function keepIntention(host, words) {
  if (typeof words !== 'string' || !words.trim()) return;
  await chrome.storage.session.set({ [`intention ${host}`]: words.trim().slice(0, LONGEST) });
}

/** The words for a host; empty where there are none. @param {string} host @returns {Promise<string>} */
export async function readIntention(host) {
  const name = `intention ${host}`;
  const { [name]: words } = await chrome.storage.session.get(name);
  return typeof words === 'string' ? words : '';
}
