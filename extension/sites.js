// The sites that Mindful Feed knows: one JSON each, plus the servers that the reader added.

import demo from './sites/demo.json' with { type: 'json' };
import hackernews from './sites/hackernews.json' with { type: 'json' };
import mastodon from './sites/mastodon.json' with { type: 'json' };

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
 * @property {string} [collapsed]
 * @property {string} [place]
 */

const KNOWN = /** @type {Site[]} */ ([demo, hackernews, mastodon]);

/**
 * Every site with all its match patterns, the added servers' among them.
 * @param {import('./choices.js').Choices} choices
 * @returns {Site[]}
 */
export function listSites({ servers }) {
  return KNOWN.map((site) => {
    const hosts = Object.keys(servers).filter((host) => site.servers && servers[host] === site.id);
    return { ...site, matches: [...site.matches, ...hosts.map((host) => `https://${host}/*`)] };
  });
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
