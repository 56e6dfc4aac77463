// Wakes for one event and sleeps again: every listener is registered here, at once, and nothing is
// remembered in variables.

import { showState } from './badge.js';
import { isPort, keepPort, readChoices } from './choices.js';
import { annotate, CompanionError, findHelp, hello, pair, unpair } from './companion.js';
import { COMPANION, isGranted } from './grants.js';
import { checkRequest } from './requests.js';
import { registerScripts, tellPages } from './scripts.js';
import { findSite, originOf } from './sites.js';

/** @typedef {chrome.runtime.MessageSender} Sender */

// In Chromium this closes the reader's choices to content scripts; Firefox has no such door.
chrome.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });

/** What the companion is doing now; the badge shows it too. */
async function readState() {
  const { port } = await readChoices();
  const { state, model, version } = await askState();
  await showState(state);
  return { state, model, version, port };
}

/** @returns {Promise<{ state: string, model?: string, version?: string }>} */
async function askState() {
  if (!(await isGranted(COMPANION))) return { state: 'blocked' };
  try {
    const { model, version } = await hello();
    return { state: model.state, model: model.name, version };
  } catch (error) {
    if (error instanceof CompanionError) return { state: error.trouble };
    throw error;
  }
}

/** What an extension page may ask. @type {Record<string, (message: any) => Promise<object>>} */
const PAGE_ASKS = {
  state: readState,
  resources: ({ request }) => findHelp(request),

  async pair({ code }) {
    if (typeof code !== 'string') return { error: { code: 'refused' } };
    await pair(code.trim());
    await tellPages();
    return readState();
  },

  async unpair() {
    await unpair();
    await tellPages();
    return readState();
  },

  async port({ port }) {
    if (!isPort(port)) return { error: { code: 'bad_port' } };
    await keepPort(port);
    await tellPages();
    return readState();
  },

  async sites() {
    await registerScripts();
    await tellPages();
    return {};
  },
};

/**
 * What a content script may ask, for the site whose page it stands in.
 * @type {Record<string, (message: any, site: import('./sites.js').Site, sender: Sender) => Promise<object>>}
 */
const CONTENT_ASKS = {
  async site(_message, site) {
    return { site };
  },

  async support(_message, _site, sender) {
    await chrome.tabs.create({ url: chrome.runtime.getURL('pages/support.html'), openerTabId: sender.tab?.id });
    return {};
  },

  async annotate({ request }, _site, sender) {
    const host = new URL(String(sender.url)).hostname;
    const { country } = await readChoices();
    const checked = checkRequest(request, host, country);
    if (!checked) return { error: { code: 'refused' } };
    const answer = await annotate(checked);
    await showState(answer.epoch.split(' ')[1]);
    return answer;
  },
};

/** @param {any} message @param {Sender} sender */
async function answer(message, sender) {
  const ask = String(message?.ask);
  if (sender.url?.startsWith(chrome.runtime.getURL(''))) {
    return Object.hasOwn(PAGE_ASKS, ask) ? PAGE_ASKS[ask](message) : refuse();
  }
  // The browser says where the message came from; what the page says of itself does not count.
  if (!sender.tab || sender.frameId !== 0 || !Object.hasOwn(CONTENT_ASKS, ask)) return refuse();
  const found = findSite(sender.url, await readChoices());
  if (!found || !(await isGranted(originOf(found.pattern)))) return { error: { code: 'site_off' } };
  return CONTENT_ASKS[ask](message, found.site, sender);
}

function refuse() {
  return { error: { code: 'not_allowed' } };
}

/** The one error shape. @param {unknown} error */
async function makeError(error) {
  if (!(error instanceof CompanionError)) {
    console.error('Mindful Feed', error);
    return { error: { code: 'broken' } };
  }
  const { trouble, code, retryAfter } = error;
  if (trouble !== 'refused') await showState(trouble);
  return { error: { code: trouble, because: code, retry_after: retryAfter } };
}

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  answer(message, sender).catch(makeError).then(reply);
  return true;
});

chrome.permissions.onAdded.addListener(() => registerScripts());
chrome.permissions.onRemoved.addListener(() => registerScripts().then(tellPages));
chrome.runtime.onInstalled.addListener(() => registerScripts().then(readState));
chrome.runtime.onStartup.addListener(() => registerScripts().then(readState));
