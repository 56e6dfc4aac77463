// The sites that Mindful Feed knows: one JSON each, plus the servers that the reader added.

import bluesky from './sites/bluesky.json' with { type: 'json' };
import demo from './sites/demo.json' with { type: 'json' };
import discourse from './sites/discourse.json' with { type: 'json' };
import elk from './sites/elk.json' with { type: 'json' };
import facebook from './sites/facebook.json' with { type: 'json' };
import freshrss from './sites/freshrss.json' with { type: 'json' };
import hackernews from './sites/hackernews.json' with { type: 'json' };
import instagram from './sites/instagram.json' with { type: 'json' };
import lemmy from './sites/lemmy.json' with { type: 'json' };
import linkedin from './sites/linkedin.json' with { type: 'json' };
import mastodon from './sites/mastodon.json' with { type: 'json' };
import miniflux from './sites/miniflux.json' with { type: 'json' };
import oldReddit from './sites/old-reddit.json' with { type: 'json' };
import phanpy from './sites/phanpy.json' with { type: 'json' };
import pinafore from './sites/pinafore.json' with { type: 'json' };
import reddit from './sites/reddit.json' with { type: 'json' };
import threads from './sites/threads.json' with { type: 'json' };
import tiktok from './sites/tiktok.json' with { type: 'json' };
import ttRss from './sites/tt-rss.json' with { type: 'json' };
import tumblr from './sites/tumblr.json' with { type: 'json' };
import voyager from './sites/voyager.json' with { type: 'json' };
import x from './sites/x.json' with { type: 'json' };
import youtube from './sites/youtube.json' with { type: 'json' };

/**
 * One site, as sites/site.schema.json describes it.
 * @typedef {object} Site
 * @property {string} id
 * @property {string} title
 * @property {string} checked
 * @property {string[]} matches
 * @property {true} [servers]
 * @property {string} [feed]
 * @property {string} post
 * @property {string[]} post_id
 * @property {string} text
 * @property {string} [ignore]
 * @property {string} [quote]
 * @property {Named} [quoted] the post that is quoted, where its words are shown as a copy
 * @property {Named} [answered] the post that is answered, where the page names it
 * @property {string} [collapsed]
 * @property {string} [place]
 * @property {false} [room]
 * @property {string} [thread]
 * @property {'above'} [answers]
 * @property {{ kind: 'name' | 'domain' | 'account', from: string[] }} [author] the account that a post is from
 * @property {{ mute?: string, time?: string, report?: string }} [pages] the site's own pages for its readers
 * @property {string} [depth]
 * @property {string} [shadow] the elements whose shadow roots hold posts
 * @property {true} [drawn] only words that are drawn are read; for the generic reader
 */

/**
 * Another post by its name in the page: `post` is its selector, with the name for `{name}`.
 * @typedef {{ name: string, post: string }} Named
 */

const KNOWN = /** @type {Site[]} */ ([
  bluesky, demo, discourse, elk, facebook, freshrss, hackernews, instagram, lemmy, linkedin,
  mastodon, miniflux, oldReddit, phanpy, pinafore, reddit, threads, tiktok, ttRss, tumblr,
  voyager, x, youtube,
]);

/** What a reader adds and no file knows: content/generic.js looks at its pages. @type {Site} */
export const GENERIC = {
  id: 'generic', title: '', checked: '', matches: [], servers: true, post: ':not(*)', post_id: [], text: ':not(*)',
};

/**
 * Every site with all its match patterns, the added servers' among them.
 * @param {import('./choices.js').Choices} choices
 * @returns {Site[]}
 */
export function listSites({ servers }) {
  return [...KNOWN, GENERIC].map((site) => {
    const hosts = Object.keys(servers).filter((host) => site.servers && servers[host] === site.id);
    // A server that a file names already may be added all the same; it stands here once.
    return { ...site, matches: [...new Set([...site.matches, ...hosts.map((host) => `https://${host}/*`)])] };
  });
}

/** The software that readers run on servers of their own; last, what has no file. */
export function listServers() {
  return [...KNOWN, GENERIC].filter(({ servers }) => servers);
}

/** The host of the page that a content script's message came from. @param {chrome.runtime.MessageSender} sender */
export function hostOf({ url }) {
  return new URL(String(url)).hostname;
}

/** The pattern of a whole origin, as permissions are granted. @param {string} pattern */
export function originOf(pattern) {
  return pattern.replace(/^(\w+:\/\/[^/]+\/).*$/, '$1*');
}

/** @param {string} pattern @param {URL} url */
function fits(pattern, url) {
  const [, scheme, host, path] = /^(\w+:)\/\/([^/]+)(\/.*)\*$/.exec(pattern) ?? [];
  return url.protocol === scheme && url.hostname === host && url.pathname.startsWith(path);
}

/**
 * The site of an address and the pattern that it fits, or null. The demo is the companion's own
 * page, so it is at the companion's port alone: another program's page there is not it.
 * @param {string | undefined} address
 * @param {import('./choices.js').Choices} choices
 */
export function findSite(address, choices) {
  if (!address || !URL.canParse(address)) return null;
  const url = new URL(address);
  for (const site of listSites(choices)) {
    const pattern = site.matches.find((each) => fits(each, url));
    if (pattern && (url.protocol === 'https:' || url.port === String(choices.port))) {
      return { site, pattern };
    }
  }
  return null;
}
