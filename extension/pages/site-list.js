// The popup's list of sites, each with its switch, and the way to add a Mastodon server.

import { addServer, readChoices } from '../choices.js';
import { askFor, giveBack, isGranted } from '../grants.js';
import { listSites, originOf } from '../sites.js';

const say = chrome.i18n.getMessage;

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
 * Turns notes on for a Mastodon server. To be called in the reader's click itself: after an await
 * the browser would no longer take the question for the reader's.
 * @param {string} host
 */
export async function addMastodon(host) {
  const added = addServer(host, 'mastodon');
  const isGiven = await askFor([`https://${host}/*`]);
  await added;
  if (isGiven) await chrome.runtime.sendMessage({ ask: 'sites' });
}

/** @param {import('../sites.js').Site} site @param {string} pattern @param {() => void} changed */
async function makeRow(site, pattern, changed) {
  const { host } = new URL(pattern.replace('*', ''));
  const [row, label, name, place, toggle] = ['li', 'label', 'span', 'span', 'input'].map((tag) => document.createElement(tag));
  const box = /** @type {HTMLInputElement} */ (toggle);
  const isServer = !site.matches.slice(0, 1).includes(pattern);
  name.textContent = isServer ? host : site.title;
  place.textContent = isServer ? site.title : host;
  place.className = 'soft';
  box.type = 'checkbox';
  box.setAttribute('role', 'switch');
  box.checked = await isGranted(originOf(pattern));
  box.onchange = () => switchSite(pattern, box.checked).then(changed);
  label.append(name, ' ', place, box);
  row.append(label);
  return row;
}

/** Shows every site but the demo, which is always on. @param {() => void} changed */
export async function showSites(changed) {
  const rows = [];
  for (const site of listSites(await readChoices())) {
    if (site.id === 'demo') continue;
    for (const pattern of site.matches) rows.push(makeRow(site, pattern, changed));
  }
  find('site-list').replaceChildren(...(await Promise.all(rows)));
}

/** The host that the reader typed, with or without https:// and a path; null when it is none. @param {string} typed */
function readHost(typed) {
  const address = `https://${typed.trim().replace(/^https?:\/\//i, '')}`;
  if (!URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(hostname) ? hostname : null;
}

/** @param {() => void} changed */
export function offerServers(changed) {
  find('server-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const host = readHost(/** @type {HTMLInputElement} */ (find('server')).value);
    find('server-words').textContent = host ? '' : say('server_bad');
    if (host) addMastodon(host).then(changed);
  });
}
