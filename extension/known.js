// The settings as the companion last told them, for when it is off. What a reader wrote in words of
// their own is not among them: only the companion has that.

/** @typedef {import('./protocol').SettingsReply} SettingsReply */

const OWN_WORDS = ['words', 'topics'];

/** The settings without anything private. @param {SettingsReply} reply @returns {SettingsReply} */
function strip(reply) {
  const settings = reply.settings.filter(({ kind }) => !OWN_WORDS.includes(kind));
  const names = new Set(settings.map(({ name }) => name));
  const sites = Object.entries(reply.sites).map(([host, values]) => {
    return [host, Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)))];
  });
  return { ...reply, settings, sites: Object.fromEntries(sites), shifts: [] };
}

/** @param {SettingsReply} reply @param {string} name */
function read({ settings }, name) {
  return settings.find((each) => each.name === name)?.value;
}

/** Keeps them, and what pages and requests need of them at once. @param {SettingsReply} reply */
export async function keepKnown(reply) {
  const [country, language] = ['country', 'language'].map((name) => read(reply, name));
  await chrome.storage.local.set({ known: strip(reply), language: language ?? '' });
  if (typeof country === 'string' && country) await chrome.storage.local.set({ country });
  else await chrome.storage.local.remove('country');
}

/** @returns {Promise<SettingsReply | null>} */
export async function readKnown() {
  const { known } = await chrome.storage.local.get('known');
  return /** @type {SettingsReply | undefined} */ (known) ?? null;
}

/** What a setting is for a host, as last told; undefined while nothing is known. @param {string} host @param {string} name */
export async function readFor(host, name) {
  const known = await readKnown();
  return known?.sites[host]?.[name] ?? (known && read(known, name));
}
