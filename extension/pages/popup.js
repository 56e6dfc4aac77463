// The popup: what the companion is doing and the one thing to do, and this page's switch.

import { askFor, COMPANION } from '../grants.js';
import { openDemo } from './demo-link.js';
import { findTab, showPage } from './page.js';
import { offerForToday, showForToday } from './popup-boundaries.js';
import { offerPosts } from './popup-posts.js';
import { offerSnooze, showSnooze } from './popup-snooze.js';
import { showToday } from './popup-today.js';
import { offerServers, showSites } from './site-list.js';
import { loadWords, say, sayAll } from './words.js';

/** While the popup is open: how often the page's notes are counted, and a companion that is not
 * ready is looked for. */
const AGAIN = 2000;

/** @template {HTMLElement} T @param {string} id @returns {T} */
function find(id) {
  return /** @type {T} */ (document.getElementById(id));
}

/** @param {object} message */
function ask(message) {
  return chrome.runtime.sendMessage(message);
}

/** @param {{ state: string, port: number, snooze: import('../snooze.js').Snooze | null }} reply */
function showState({ state, port, snooze }) {
  const isPairing = state === 'unpaired' || state === 'unknown';
  find('state').dataset.state = state;
  setText('state-words', say(`state_${state}`));
  setText('state-more', say(`state_${state}_more`, String(port)));
  find('pairing').hidden = !isPairing;
  find('allow').hidden = state !== 'blocked';
  find('unpair').hidden = state === 'unpaired';
  const demo = /** @type {HTMLAnchorElement} */ (find('demo'));
  demo.href = `http://127.0.0.1:${port}/demo`;
  demo.onclick = (event) => {
    event.preventDefault();
    openDemo(port);
  };
  demo.parentElement?.toggleAttribute('hidden', !['ready', 'loading', 'failed', 'busy'].includes(state));
  const field = /** @type {HTMLInputElement} */ (find('port'));
  if (document.activeElement !== field) field.value = String(port);
  showSnooze(snooze);
  showToday(state);
  showForToday(state);
}

/** A status region is read out again with every change, so the same words are not set twice.
 * @param {string} id @param {string} words */
function setText(id, words) {
  const element = find(id);
  if (element.textContent !== words) element.textContent = words;
}

async function refresh() {
  const reply = await ask({ ask: 'state' });
  if (reply.state) showState(reply);
  await recount();
}

/** A companion that is ready is not asked again. */
async function recount() {
  if (!document.hidden) await showPage();
  setTimeout(find('state').dataset.state === 'ready' ? recount : refresh, AGAIN);
}

/** @param {string} code */
async function pair(code) {
  const button = /** @type {HTMLButtonElement} */ (find('pairing').querySelector('button'));
  button.disabled = true;
  setText('pairing-trouble', '');
  const reply = await ask({ ask: 'pair', code });
  button.disabled = false;
  if (reply.state) {
    showState(reply);
    /** @type {HTMLFormElement} */ (find('pairing')).reset();
    return showPage();
  }
  const { code: trouble, because } = reply.error;
  setText('pairing-trouble', say(`pair_${because}`) || say(`pair_${trouble}`) || say('pair_refused'));
  return find('code').focus();
}

/** @param {number} port */
async function changePort(port) {
  const reply = await ask({ ask: 'port', port });
  setText('port-words', say(reply.state ? 'port_saved' : 'port_bad'));
  if (reply.state) showState(reply);
}

await loadWords();
sayAll();

find('pairing').addEventListener('submit', (event) => {
  event.preventDefault();
  pair(/** @type {HTMLInputElement} */ (find('code')).value);
});
find('port-form').addEventListener('submit', (event) => {
  event.preventDefault();
  changePort(/** @type {HTMLInputElement} */ (find('port')).valueAsNumber);
});
find('allow').addEventListener('click', () => askFor([COMPANION]));
find('unpair').addEventListener('click', async () => showState(await ask({ ask: 'unpair' })));
offerPosts(async () => (await findTab())?.id);
offerForToday();
offerSnooze(async (length) => {
  showState(await ask({ ask: 'snooze', length }));
  await showPage();
});

/** After a site went on or off. */
function showSwitches() {
  showPage();
  showSites(showSwitches);
}
offerServers(showSwitches);
showSites(showSwitches);
// Until here a press on a button would have been lost.
find('main').inert = false;

// The companion opens this page with its code when it starts a browser of its own. Web pages
// cannot: nothing in the extension is web-accessible.
const given = new URLSearchParams(location.hash.slice(1));
history.replaceState(null, '', location.pathname);
if (given.has('port')) await changePort(Number(given.get('port')));
if (given.has('pair')) await pair(given.get('pair') ?? '');
await refresh();
