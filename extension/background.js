// Wakes for one event and sleeps again: every listener is registered here, at once, and nothing is
// remembered in variables.

import { showState } from './badge.js';
import { CONTENT_BOUNDARIES, PAGE_BOUNDARIES } from './boundaries.js';
import { isPort, keepPort, readChoices } from './choices.js';
import { annotate, CompanionError, findHelp, hello, pair, preview, unpair } from './companion.js';
import { changeSettings, exportFile, giveFeedback, importFile, isOn, noticeEpoch, viewOf } from './reader-settings.js';
import { COMPANION, isGranted } from './grants.js';
import { putAway } from './put-away.js';
import { checkRequest } from './requests.js';
import { registerScripts, tellPages, tellSites } from './scripts.js';
import { findSite, hostOf, originOf } from './sites.js';
import { ALARM, keepSnooze, makeSnooze, readSnooze } from './snooze.js';

/** @typedef {chrome.runtime.MessageSender} Sender */

// In Chromium this closes the reader's choices to content scripts; Firefox has no such door.
chrome.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });

/** What the companion is doing now; the badge shows it too. */
async function readState() {
  const { port } = await readChoices();
  const { state, model, version } = await askState();
  const snooze = await readSnooze();
  await showState(snooze ? 'snoozed' : state);
  return { state, model, version, port, snooze };
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
  ...PAGE_BOUNDARIES,
  resources: ({ request }) => findHelp(request),
  settings: ({ request }) => changeSettings(request),
  preview: ({ request }) => preview(request),
  export: ({ request }) => exportFile(request),
  import: ({ request }) => importFile(request),
  feedback: giveFeedback,

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

  async snooze({ length }) {
    await keepSnooze(makeSnooze(length, Date.now()));
    await tellPages();
    return readState();
  },

  async sites() {
    await registerScripts();
    await tellSites();
    return {};
  },
};

/**
 * What a content script may ask, for the site whose page it stands in.
 * @type {Record<string, (message: any, site: import('./sites.js').Site, sender: Sender) => Promise<object>>}
 */
const CONTENT_ASKS = {
  async site(_message, site, sender) {
    const host = hostOf(sender);
    return (await isOn(host)) ? { site, view: await viewOf(host) } : { error: { code: 'site_off' } };
  },

  feedback: giveFeedback,
  put_away: putAway,
  ...CONTENT_BOUNDARIES,

  async support(_message, _site, sender) {
    await chrome.tabs.create({ url: chrome.runtime.getURL('pages/support.html'), openerTabId: sender.tab?.id });
    return {};
  },

  async annotate({ request }, site, sender) {
    const { country } = await readChoices();
    const checked = checkRequest(request, hostOf(sender), country, site);
    if (!checked) return { error: { code: 'refused' } };
    const answer = await annotate(checked);
    await noticeAnswer(answer.epoch);
    return answer;
  },
};

/** What an answer says of the companion itself; an answer that is there is not lost over it. @param {string} epoch */
async function noticeAnswer(epoch) {
  noticeEpoch(epoch);
  try {
    await showState(epoch.split(' ')[1]);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error('Mindful Feed', error);
  }
}

/** @param {any} message @param {Sender} sender */
async function answer(message, sender) {
  const ask = String(message?.ask);
  if (sender.url?.startsWith(chrome.runtime.getURL(''))) {
    return Object.hasOwn(PAGE_ASKS, ask) ? PAGE_ASKS[ask](message) : refuse();
  }
  // The browser says where the message came from; what the page says of itself does not count.
  if (!sender.tab || sender.frameId !== 0 || !Object.hasOwn(CONTENT_ASKS, ask)) return refuse();
  const found = findSite(sender.url, await readChoices());
  if (!found || (await readSnooze()) || !(await isGranted(originOf(found.pattern)))) {
    return { error: { code: 'site_off' } };
  }
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
  const { trouble, code, retryAfter, words } = error;
  if (trouble !== 'refused') await showState((await readSnooze()) ? 'snoozed' : trouble);
  return { error: { code: trouble, because: code, retry_after: retryAfter, message: words } };
}

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  answer(message, sender).catch(makeError).then(reply);
  return true;
});

// A page that asks often keeps a line open: each message on it costs the page a tenth of one by itself.
chrome.runtime.onConnect.addListener((port) => {
  let isOpen = true;
  port.onDisconnect.addListener(() => (isOpen = false));
  port.onMessage.addListener(async (asked) => {
    const then = Array.isArray(asked?.then) ? asked.then : [];
    /** @type {{ error?: object }} */
    let reply = {};
    for (const each of [asked, ...then]) {
      // A companion that has too much to do is not asked the next thing at once.
      if (!reply.error) reply = await answer(each?.message, port.sender ?? {}).catch(makeError);
      if (isOpen) port.postMessage({ number: each?.number, reply });
    }
  });
});

chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === ALARM) keepSnooze(null).then(tellPages).then(readState);
});
chrome.permissions.onAdded.addListener(() => registerScripts());
chrome.permissions.onRemoved.addListener(() => registerScripts().then(tellSites));
chrome.runtime.onInstalled.addListener(({ reason }) => {
  registerScripts().then(readState);
  if (reason === 'install') chrome.tabs.create({ url: chrome.runtime.getURL('pages/welcome.html') });
});
chrome.runtime.onStartup.addListener(() => registerScripts().then(readState));
