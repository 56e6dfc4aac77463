// What the support page asks the companion. The reader's country, when they named one, is kept; what
// they look for is not.

/**
 * @typedef {import('../protocol').ResourcesRequest} ResourcesRequest
 * @typedef {import('../protocol').ResourcesReply} ResourcesReply
 */

const LANGUAGE = /^[A-Za-z0-9_-]{1,35}$/;
const ZONE = /^[A-Za-z0-9_+/-]{1,64}$/;

/** The country that the reader named; null while it is guessed. @returns {Promise<string | null>} */
export async function readCountry() {
  const { country } = await chrome.storage.local.get('country');
  return typeof country === 'string' ? country : null;
}

/** @param {string} country two letters; "XX" for none, and "" to guess again */
export async function keepCountry(country) {
  await (country ? chrome.storage.local.set({ country }) : chrome.storage.local.remove('country'));
  // Notes get their help from the companion's settings; without a companion the browser remembers.
  await chrome.runtime.sendMessage({ ask: 'settings', request: { set: { country } } });
}

/**
 * Everything for the reader's country, what fits the question first; or why that is not to be had.
 * @param {Partial<ResourcesRequest>} [question]
 * @returns {Promise<ResourcesReply & { error?: { code: string } }>}
 */
export async function askHelp(question) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const country = await readCountry();
  const request = {
    all: true,
    ...question,
    ...(country && { country }),
    ...(ZONE.test(zone) && { time_zone: zone }),
    languages: navigator.languages.filter((each) => LANGUAGE.test(each)).slice(0, 16),
  };
  return chrome.runtime.sendMessage({ ask: 'resources', request });
}
