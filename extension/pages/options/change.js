// Settings, and changes to them that are not kept yet. Pure: nothing here asks or draws.

/**
 * @typedef {import('../../protocol').Setting} Setting
 * @typedef {import('../../protocol').SettingsReply} Settings
 * @typedef {Setting['value']} Value
 */

/**
 * What a reader is trying: for all sites, or for one host alone.
 * @typedef {object} Change
 * @property {string | null} site
 * @property {Record<string, Value>} set
 * @property {string[]} unset
 */

/** @param {string | null} site @returns {Change} */
export function beginChange(site) {
  return { site, set: {}, unset: [] };
}

/** @param {Change} change */
export function isEmpty({ set, unset }) {
  return Object.keys(set).length === 0 && unset.length === 0;
}

/** @param {Settings} settings @param {string} name */
export function findSetting({ settings }, name) {
  return settings.find((each) => each.name === name);
}

/** What a setting is for a site: its own value there, or the one for all sites.
 * @param {Settings} settings @param {Setting} setting @param {string | null} site @returns {Value} */
function readKept({ sites }, setting, site) {
  const own = site === null ? undefined : sites[site]?.[setting.name];
  return own === undefined ? setting.value : own;
}

/** Its value with the change made.
 * @param {Settings} settings @param {Setting} setting @param {Change} change @returns {Value} */
export function readTried(settings, setting, { site, set, unset }) {
  if (Object.hasOwn(set, setting.name)) return set[setting.name];
  if (!unset.includes(setting.name)) return readKept(settings, setting, site);
  return site === null ? setting.default : setting.value;
}

/** @param {Value} one @param {Value} other */
export function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The change with one more value in it; a value that is kept already is no change.
 * @param {Settings} settings @param {Change} change @param {Setting} setting @param {Value} value @returns {Change} */
export function addValue(settings, change, setting, value) {
  const { [setting.name]: _, ...set } = change.set;
  const unset = change.unset.filter((name) => name !== setting.name);
  const isKept = isSame(value, readKept(settings, setting, change.site));
  return { ...change, set: isKept ? set : { ...set, [setting.name]: value }, unset };
}

/** The change with settings back at what they are for all sites, or at their defaults.
 * @param {Change} change @param {string[]} names @returns {Change} */
export function addUnset(change, names) {
  const set = Object.fromEntries(Object.entries(change.set).filter(([name]) => !names.includes(name)));
  return { ...change, set, unset: [...change.unset.filter((name) => !names.includes(name)), ...names] };
}

/** Whether a site has a value of its own for a setting, once the change is made.
 * @param {Settings} settings @param {string} name @param {Change} change */
export function isOwn({ sites }, name, { site, set, unset }) {
  if (site === null || unset.includes(name)) return false;
  return Object.hasOwn(set, name) || sites[site]?.[name] !== undefined;
}

/** The change that takes another one back, made to the settings as they are before it.
 * @param {Settings} settings @param {Change} change @returns {Change} */
export function reverse(settings, { site, set, unset }) {
  const back = beginChange(site);
  for (const name of [...Object.keys(set), ...unset]) {
    const setting = findSetting(settings, name);
    const own = site === null ? setting?.value : settings.sites[site]?.[name];
    if (own === undefined) back.unset.push(name);
    else back.set[name] = own;
  }
  return back;
}

/** The changes made to a list, made to a newer one: what was added is added, what was taken out is taken out.
 * @template T @param {T[]} base @param {T[]} mine @param {T[]} newer @returns {T[]} */
function rebaseList(base, mine, newer) {
  const has = (/** @type {T[]} */ list, /** @type {T} */ item) => list.some((each) => JSON.stringify(each) === JSON.stringify(item));
  const added = mine.filter((item) => !has(base, item) && !has(newer, item));
  return [...newer.filter((item) => has(mine, item) || !has(base, item)), ...added];
}

/** A change that was made to older settings, made to newer ones: no list loses what was added elsewhere.
 * @param {Change} change @param {Settings} older @param {Settings} newer @returns {Change} */
export function rebase(change, older, newer) {
  const set = Object.entries(change.set).map(([name, mine]) => {
    const [before, after] = [findSetting(older, name), findSetting(newer, name)];
    if (!Array.isArray(mine) || !before || !after) return [name, mine];
    const [base, now] = [readKept(older, before, change.site), readKept(newer, after, change.site)];
    return [name, rebaseList(/** @type {any[]} */ (base), mine, /** @type {any[]} */ (now))];
  });
  return { ...change, set: Object.fromEntries(set) };
}
