// The sites, each with its switch, and the way to add a server; the popup's list of them.

import { addServer, readChoices } from '../choices.js';
import { askFor, giveBack, isGranted } from '../grants.js';
import { findSoftware } from '../scripts.js';
import { GENERIC, listServers, listSites, originOf } from '../sites.js';
import { say } from './words.js';

/** @param {string} id */
function find(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Asks the browser for a site, or gives it back. The background follows the permissions.
 * @param {string} pattern
 * @param {boolean} isOn
 */
export function switchSite(pattern, isOn) {
  const origins = [originOf(pattern)];
  return isOn ? askFor(origins) : giveBack(origins);
}

/**
 * Turns notes on for a server. To be called in the reader's click itself: after an await the browser
 * would no longer take the question for the reader's. The popup may close meanwhile, so the server is
 * kept first; once its page may be read, it tells which software runs there.
 * @param {string} host
 * @param {string} site the id of the site's software
 * @param {number} [tabId] the tab that shows the host
 */
export async function turnOn(host, site, tabId) {
  const added = addServer(host, site);
  const isGiven = await askFor([`https://${host}/*`]);
  await added;
  if (!isGiven) return;
  const found = site === GENERIC.id && tabId !== undefined && (await findSoftware(tabId));
  if (found) await addServer(host, found);
  await chrome.runtime.sendMessage({ ask: 'sites' });
}

/**
 * A place where notes can be on: one address of a site, or a server that the reader added.
 * @typedef {{ pattern: string, host: string, title: string, about: string, isOn: boolean }} Place
 */

/** Every place but the demo, which is always on. @param {import('../choices.js').Choices} choices @returns {Promise<Place[]>} */
export function listPlaces(choices) {
  const places = listSites(choices).filter(({ id }) => id !== 'demo').flatMap((site) => site.matches.map(async (pattern) => {
    const { host } = new URL(pattern.replace('*', ''));
    const isServer = Boolean(site.servers) && host in choices.servers;
    const [title, about] = isServer ? [host, site.title] : [site.title, host];
    return { pattern, host, title, about, isOn: await isGranted(originOf(pattern)) };
  }));
  return Promise.all(places);
}

/** @param {Place} place @param {() => void} changed */
function makeRow({ title, about, pattern, isOn }, changed) {
  const [row, label, name, place, toggle] = ['li', 'label', 'span', 'span', 'input'].map((tag) => document.createElement(tag));
  const box = /** @type {HTMLInputElement} */ (toggle);
  name.textContent = title;
  place.textContent = about;
  place.className = 'soft';
  box.type = 'checkbox';
  box.setAttribute('role', 'switch');
  box.checked = isOn;
  box.onchange = () => switchSite(pattern, box.checked).then(changed);
  label.append(name, ' ', place, box);
  row.append(label);
  return row;
}

/** @param {() => void} changed */
export async function showSites(changed) {
  const places = await listPlaces(await readChoices());
  find('site-list').replaceChildren(...places.map((place) => makeRow(place, changed)));
}

/** The host that the reader typed, with or without https:// and a path; null when it is none. @param {string} typed */
export function readHost(typed) {
  const address = `https://${typed.trim().replace(/^https?:\/\//i, '')}`;
  if (!URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(hostname) ? hostname : null;
}

/** @param {() => void} changed */
export function offerServers(changed) {
  const software = /** @type {HTMLSelectElement} */ (find('software'));
  for (const { id, title } of listServers()) software.add(new Option(title || say('server_other'), id));
  software.value = 'mastodon';
  find('server-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const host = readHost(/** @type {HTMLInputElement} */ (find('server')).value);
    find('server-words').textContent = host ? '' : say('server_bad');
    if (host) turnOn(host, software.value).then(changed);
  });
}
