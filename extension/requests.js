// A content script's request is rebuilt field by field: a page that broke into it could otherwise
// choose what is sent. Who wrote a post is never sent: only whether it is a known organisation.

import { isKnown } from './known-organisations.js';

/** @typedef {import('./protocol').AnnotateRequest} AnnotateRequest */
/** @typedef {import('./protocol').Post} Post */

const MOST_POSTS = 32;
const LANGUAGE = /^[A-Za-z0-9_-]{1,35}$/;
const ID = /^[^\x00-\x1f\x7f]{1,128}$/;
const HOST = /^[a-z0-9.-]{1,253}$/;
const COUNTRY = /^[A-Z]{2}$/;
const MOST_LINKS = 16;
const ZONE = /^[A-Za-z0-9_+/-]{1,64}$/;

/** @param {unknown} lang */
function pickLanguage(lang) {
  return typeof lang === 'string' && LANGUAGE.test(lang) ? { lang } : {};
}

/** Hosts alone pass, never an address. @param {unknown} links @returns {{ links?: string[] }} */
function pickHosts(links) {
  if (!Array.isArray(links)) return {};
  const hosts = links.filter((link) => typeof link === 'string' && HOST.test(link));
  return hosts.length > 0 ? { links: hosts.slice(0, MOST_LINKS) } : {};
}

/** @param {any} post @param {string} host @param {import('./sites.js').Site} [site] @returns {Post | null} */
function checkPost(post, host, site) {
  const { id, text, lang, quotes, replies_to: repliesTo, links, author } = post ?? {};
  if (typeof id !== 'string' || !ID.test(id) || typeof text !== 'string') return null;
  const quoted = typeof quotes === 'string' && ID.test(quotes) ? { quotes } : {};
  const answered = typeof repliesTo === 'string' && ID.test(repliesTo) ? { replies_to: repliesTo } : {};
  const known = isKnown(author, site, host) ? { known: true } : {};
  return { id, text, ...pickLanguage(lang), ...quoted, ...answered, ...pickHosts(links), ...known };
}

/**
 * The request to send, or null when it is not one. The reader's languages, time zone and the
 * country that they chose, if any, choose the help beside a note and are added here.
 * @param {any} request
 * @param {string} host
 * @param {unknown} [country]
 * @param {import('./sites.js').Site} [site]
 * @returns {AnnotateRequest | null}
 */
export function checkRequest(request, host, country, site) {
  const given = Array.isArray(request?.posts) ? request.posts : [];
  if (given.length === 0 || given.length > MOST_POSTS) return null;
  const posts = given.map((/** @type {unknown} */ post) => checkPost(post, host, site));
  if (!posts.every((/** @type {Post | null} */ post) => post !== null)) return null;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    site: host,
    ...pickLanguage(request.lang),
    ...(typeof country === 'string' && COUNTRY.test(country) && { country }),
    ...(ZONE.test(zone) && { time_zone: zone }),
    languages: navigator.languages.filter((each) => LANGUAGE.test(each)).slice(0, 16),
    posts,
  };
}
