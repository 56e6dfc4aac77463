// What is read, on its way from the pages to the companion, and what the reader did at a pause or a limit.
// A content script's message is rebuilt field by field: a page that broke into it could otherwise choose
// what is sent.

import { showLeft } from './badge.js';
import { askReading, CompanionError, tellReading, unpair } from './companion.js';
import { keepIntention, readIntention } from './intention.js';
import { noticeEpoch } from './reader-settings.js';
import { tellPages } from './scripts.js';
import { hostOf } from './sites.js';

/**
 * @typedef {chrome.runtime.MessageSender} Sender
 * @typedef {import('./protocol').ExposureReply} ExposureReply
 */

const MOST = 200;
const CATEGORY = /^[a-z_]{1,32}$/;
const MOODS = ['negative', 'neutral', 'positive'];
const ACTS = ['leave', 'wait', 'read_on', 'more', 'off_today'];

/** @param {unknown} list @returns {any[]} */
function pickList(list) {
  return Array.isArray(list) ? list.slice(0, MOST) : [];
}

/** @param {unknown} category */
function pickCategory(category) {
  return typeof category === 'string' && CATEGORY.test(category) ? category : null;
}

/** @param {any} told @param {string} site */
function checkExposure(told, site) {
  const seconds = Number.isInteger(told?.seconds) ? Math.min(60, Math.max(0, told.seconds)) : 0;
  return {
    site,
    seconds,
    seen: pickList(told?.seen).map((glance) => ({
      category: pickCategory(glance?.category),
      sentiment: MOODS.includes(glance?.sentiment) ? glance.sentiment : null,
      folded: glance?.folded === true,
    })),
    opened: pickList(told?.opened).filter(pickCategory),
    skipped: pickList(told?.skipped).filter(pickCategory),
  };
}

/** Shows what is left, and has every page look again once the calm view came or went.
 * @param {ExposureReply} reply @param {number} [tabId] */
async function follow(reply, tabId) {
  if (tabId !== undefined) await showLeft(tabId, reply);
  const calm = JSON.stringify(reply.calm ?? null);
  const { calm: before = 'null' } = await chrome.storage.session.get('calm');
  if (calm === before) return;
  await chrome.storage.session.set({ calm });
  await tellPages();
}

/** What a content script may ask. @type {Record<string, (message: any, site: unknown, sender: Sender) => Promise<object>>} */
export const CONTENT_BOUNDARIES = {
  async exposure({ request }, _site, sender) {
    const host = hostOf(sender);
    try {
      const { reply, epoch } = await tellReading(checkExposure(request, host));
      await follow(reply, sender.tab?.id);
      // Quiet hours begin and end while nobody scrolls, too.
      if (await noticeEpoch(epoch)) await tellPages();
      return reply.intention === 'remind' ? { ...reply, said: await readIntention(host) } : reply;
    } catch (error) {
      if (error instanceof CompanionError) await showLeft(sender.tab?.id, null);
      throw error;
    }
  },

  async boundary({ act }, _site, sender) {
    if (!ACTS.includes(act)) return { error: { code: 'refused' } };
    const reply = await askReading('boundary', { site: hostOf(sender), act });
    await follow(reply, sender.tab?.id);
    return reply;
  },

  async intention({ words }, _site, sender) {
    await keepIntention(hostOf(sender), words);
    return {};
  },

  async later({ request }, _site, sender) {
    const { add, take } = request ?? {};
    const name = `aside ${hostOf(sender)}`;
    const { [name]: own = [] } = /** @type {Record<string, number[]>} */ (await chrome.storage.session.get(name));
    if (Array.isArray(take)) {
      // What a page of this site set aside it may take back; of the others it learns nothing.
      await askReading('later', { take: take.filter((id) => own.includes(id)) });
      return {};
    }
    if (typeof add?.link !== 'string' || !isOf(add.link, sender)) return { error: { code: 'refused' } };
    const { added } = await askReading('later', { add: { link: add.link, site: hostOf(sender), category: pickCategory(add.category) } });
    await chrome.storage.session.set({ [name]: [...own, added].slice(-MOST) });
    return { added };
  },

  async leave({ at }, _site, sender) {
    const site = hostOf(sender);
    if (sender.tab?.id !== undefined) {
      await chrome.tabs.update(sender.tab.id, { url: chrome.runtime.getURL(`pages/left.html#${site}`) });
    }
    return at === 'pause' ? askReading('boundary', { site, act: 'leave' }) : {};
  },
};

/** Whether a link leads to the site that it is said to come from. @param {string} link @param {Sender} sender */
function isOf(link, { url }) {
  return URL.canParse(link) && new URL(link).origin === new URL(String(url)).origin;
}

/** What an extension page may ask. @type {Record<string, (message: any) => Promise<object>>} */
export const PAGE_BOUNDARIES = {
  insights: ({ request }) => askReading('insights', request),
  later: ({ request }) => askReading('later', request),
  ledger: () => askReading('ledger', {}),

  async erase({ parts }) {
    const reply = await askReading('erase', { parts });
    if (parts.includes('settings') || parts.includes('all')) await chrome.storage.local.remove(['known', 'country']);
    if (parts.includes('all')) await chrome.storage.session.clear();
    // With everything the companion forgot this browser too, and the key opens nothing any more.
    if (parts.includes('all') && !('error' in reply)) await unpair();
    await tellPages();
    return reply;
  },

  async boundary({ site, act, posts }) {
    const reply = await askReading('boundary', { site, act, ...(posts && { posts }) });
    await follow(reply);
    return reply;
  },
};
