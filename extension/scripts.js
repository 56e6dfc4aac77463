// The only user of chrome.scripting: which pages get the content scripts.

import { readChoices } from './choices.js';
import { isGranted } from './grants.js';
import { GENERIC, listServers, listSites, originOf } from './sites.js';

const FILES = [
  'content/message.js',
  'content/text.js',
  'content/roots.js',
  'content/posts.js',
  'content/names.js',
  'content/authors.js',
  'content/links.js',
  'content/verdicts.js',
  'content/theme.js',
  'content/style.js',
  'content/elements.js',
  'content/put-away.js',
  'content/panels.js',
  'content/turn-panel.js',
  'content/line.js',
  'content/guard.js',
  'content/fold.js',
  'content/shapes.js',
  'content/layout.js',
  'content/clock.js',
  'content/dwell.js',
  'content/passed.js',
  'content/exposure.js',
  'content/dim.js',
  'content/aside.js',
  'content/pause-style.js',
  'content/pause-card.js',
  'content/pauses.js',
  'content/card.js',
  'content/feedback.js',
  'content/skip.js',
  'content/acts.js',
  'content/notes.js',
  'content/changes.js',
  'content/report.js',
  'content/ahead.js',
  'content/nearby.js',
  'content/asking.js',
  'content/feed.js',
  'content/siblings.js',
  'content/generic.js',
  'content/main.js',
];

/** @typedef {{ matches?: string[], js?: string[] }} Registered */

let last = Promise.resolve();

/**
 * Registers the content scripts for every site that the reader allowed, and puts them into the
 * pages of those sites that are open. One run at a time: two would take each other's scripts away.
 * What is registered already stays: a page that opened meanwhile would be without it.
 */
export function registerScripts() {
  last = last.then(register, register);
  return last;
}

async function register() {
  const wanted = [];
  for (const site of listSites(await readChoices())) {
    const granted = await Promise.all(site.matches.map((pattern) => isGranted(originOf(pattern))));
    const matches = site.matches.filter((_, index) => granted[index]);
    if (matches.length > 0) wanted.push({ id: site.id, matches, js: FILES });
  }
  const before = new Map((await chrome.scripting.getRegisteredContentScripts()).map((each) => [each.id, each]));
  const ids = new Set(wanted.map(({ id }) => id));
  const gone = [...before.keys()].filter((id) => !ids.has(id));
  const changed = wanted.filter((each) => before.has(each.id) && !isSame(each, before.get(each.id) ?? {}));
  const added = wanted.filter(({ id }) => !before.has(id));
  if (gone.length > 0) await chrome.scripting.unregisterContentScripts({ ids: gone });
  if (changed.length > 0) await chrome.scripting.updateContentScripts(changed);
  if (added.length > 0) await chrome.scripting.registerContentScripts(added);
  const open = await chrome.tabs.query({ url: wanted.flatMap(({ matches }) => matches) });
  await Promise.all(open.map(putInto));
}

/** Whether two registrations put the same files into the same pages. @param {Registered} one @param {Registered} other */
function isSame(one, other) {
  const [mine, theirs] = [one, other].map(({ matches = [], js = [] }) => JSON.stringify([matches.toSorted(), js]));
  return mine === theirs;
}

/** @param {chrome.tabs.Tab} tab */
async function putInto({ id: tabId, discarded }) {
  if (tabId === undefined || discarded || (await tell(tabId, { tell: 'begin' }))) return;
  try {
    await chrome.scripting.executeScript({ target: { tabId }, files: FILES });
  } catch (error) {
    // The page went away, or shows the browser's own error page.
    console.info('Mindful Feed could not join a page', error instanceof Error ? error.name : '');
  }
}

/**
 * Says something to a page's content script. Whether one was there to hear it.
 * @param {number} tabId
 * @param {object} message
 */
async function tell(tabId, message) {
  try {
    await chrome.tabs.sendMessage(tabId, message, { frameId: 0 });
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

/** Has every page look again, and ask again: the companion can answer now, or answers otherwise. */
export async function tellPages() {
  await tellAll('look');
}

/** Has every page begin or end where a site went on or off, and show its notes as the reader wants them. */
export async function tellSites() {
  await tellAll('begin');
}

/** @param {'look' | 'begin'} what */
async function tellAll(what) {
  const tabs = await chrome.tabs.query({});
  await Promise.all(tabs.map(({ id }) => id !== undefined && tell(id, { tell: what })));
}

/**
 * The software that a page is of: the id of the first whose posts are in it. Null where there are
 * none, or where the page may not be looked at.
 * @param {number} tabId
 * @returns {Promise<string | null>}
 */
export async function findSoftware(tabId) {
  const kinds = listServers().filter(({ id }) => id !== GENERIC.id);
  try {
    const [{ result }] = await chrome.scripting.executeScript({
      target: { tabId },
      func: (/** @type {string[]} */ selectors) => selectors.findIndex((each) => document.querySelector(each)),
      args: [kinds.map(({ post }) => post)],
    });
    return kinds[result ?? -1]?.id ?? null;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
