// The popup's part about the page in front of the reader.

import { readChoices } from '../choices.js';
import { isGranted } from '../grants.js';
import { findSoftware } from '../scripts.js';
import { findSite, GENERIC, originOf } from '../sites.js';
import { showSites, switchSite, turnOn } from './site-list.js';

const say = chrome.i18n.getMessage;

/** @param {string} id */
function find(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * The tab that the reader means: the one in front, or the one before when the popup itself is a tab.
 */
async function findTab() {
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

/** @param {{ notes: number, posts: number } | null} count */
function sayCount(count) {
  if (!count) return '';
  if (count.posts === 0 && count.notes === 0) return say('count_no_posts');
  if (count.notes === 0) return say('count_none');
  return say(count.notes === 1 ? 'count_one' : 'count_many', String(count.notes));
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

  find('page').hidden = false;
  find('switch-row').hidden = !found || isDemo;
  find('add-server').hidden = !canAdd;
  find('count').textContent = isOn ? sayCount(await readCount(tab?.id)) : '';
  if (found && url) {
    const isServer = found.site.servers && url.hostname in choices.servers;
    find('site-title').textContent = isServer ? url.hostname : found.site.title;
    const toggle = /** @type {HTMLInputElement} */ (find('site-on'));
    toggle.checked = isOn;
    toggle.onchange = () => switchSite(found.pattern, toggle.checked).then(showAll);
    find('page-words').textContent = isDemo ? say('page_demo') : say(isOn ? 'page_on' : 'page_off', url.hostname);
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
