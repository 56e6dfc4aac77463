// The popup's part about the page in front of the reader.

import { readChoices } from '../choices.js';
import { isGranted } from '../grants.js';
import { findSoftware } from '../scripts.js';
import { findSite, GENERIC, originOf } from '../sites.js';
import { readFor } from '../known.js';
import { readSnooze } from '../snooze.js';
import { showSitePages } from './site-pages.js';
import { showSites, switchSite, turnOn } from './site-list.js';
import { say, sayDate } from './words.js';

/** What a page's content script counts; `found` are the posts in the whole page.
 * @typedef {{ notes: number, posts: number, found?: number }} Count */

/** @param {string} id */
function find(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * The tab that the reader means: the one in front, or the one before when the popup itself is a tab.
 */
export async function findTab() {
  const own = await chrome.tabs.getCurrent();
  const tabs = await chrome.tabs.query({ currentWindow: true });
  const others = tabs.filter(({ id }) => id !== own?.id);
  const last = others.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
  return own ? last : tabs.find(({ active }) => active);
}

/** @param {number | undefined} tabId */
async function readCount(tabId) {
  if (tabId === undefined) return null;
  try {
    return await chrome.tabs.sendMessage(tabId, { tell: 'count' }, { frameId: 0 });
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** @param {Count | null} count */
function sayCount(count) {
  if (!count) return '';
  if (count.posts === 0 && count.notes === 0) return say('count_no_posts');
  if (count.notes === 0) return say('count_none');
  return count.notes === 1 ? say('count_one') : say('count_many', count.notes);
}

/**
 * What to do about a page that is on and in which no post was found: the site may have changed.
 * @param {Count | null} count
 * @param {import('../sites.js').Site} site
 */
function sayHealth(count, site) {
  if (!count) return say('health_reload');
  if ((count.found ?? count.posts) + count.notes > 0) return '';
  return site.checked ? say('health_none', sayDate(site.checked)) : say('health_generic');
}

/** @param {boolean} isDemo @param {boolean} isOn @param {string} host @param {boolean} isSetOff */
function sayPage(isDemo, isOn, host, isSetOff) {
  if (isOn && isSetOff) return say('page_off_settings');
  return isDemo ? say('page_demo') : say(isOn ? 'page_on' : 'page_off', host);
}

/** @param {string} id @param {string} words */
function setText(id, words) {
  if (find(id).textContent !== words) find(id).textContent = words;
}

/** Shows the page's part and the list again. */
async function showAll() {
  await showPage();
  await showSites(showAll);
}

/** Shows whether notes are on for this page, and what the reader can do about it. */
export async function showPage() {
  const tab = await findTab();
  const choices = await readChoices();
  const url = tab?.url && URL.canParse(tab.url) ? new URL(tab.url) : null;
  const found = findSite(tab?.url, choices);
  const isOn = found !== null && (await isGranted(originOf(found.pattern)));
  const isDemo = found?.site.id === 'demo';
  const canAdd = !found && url?.protocol === 'https:';

  const isQuiet = isOn && ((await readSnooze()) !== null || (await readFor(url?.hostname ?? '', 'on')) === false);
  const count = isOn && !isQuiet ? await readCount(tab?.id) : null;
  find('page').hidden = false;
  find('posts').hidden = !isOn || isQuiet;
  find('switch-row').hidden = !found || isDemo;
  find('add-server').hidden = !canAdd;
  showSitePages(find('site-pages'), found?.site, url?.origin);
  setText('count', sayCount(count));
  setText('health', isOn && !isQuiet ? sayHealth(count, found.site) : '');
  if (found && url) {
    const isServer = found.site.servers && url.hostname in choices.servers;
    find('site-title').textContent = isServer ? url.hostname : found.site.title;
    const toggle = /** @type {HTMLInputElement} */ (find('site-on'));
    toggle.checked = isOn;
    toggle.onchange = () => switchSite(found.pattern, toggle.checked).then(showAll);
    setText('page-words', sayPage(isDemo, isOn, url.hostname, (await readFor(url.hostname, 'on')) === false));
  } else {
    find('page-words').textContent = say(canAdd ? 'page_unknown' : 'page_none');
  }
  if (canAdd && url) {
    const button = find('add-server');
    button.textContent = say('add_server', url.hostname);
    if (button.dataset.host === url.hostname) return;
    button.dataset.host = url.hostname;
    // Looked for before the click, in which the browser has to be asked at once.
    const software = (tab?.id !== undefined && (await findSoftware(tab.id))) || GENERIC.id;
    button.onclick = () => turnOn(url.hostname, software, tab?.id).then(showAll);
  }
}
