// A content script's request is rebuilt field by field: a page that broke into it could otherwise
// choose what is sent.

/** @typedef {import('./protocol').AnnotateRequest} AnnotateRequest */
/** @typedef {import('./protocol').Post} Post */

const MOST_POSTS = 32;
const LANGUAGE = /^[A-Za-z0-9_-]{1,35}$/;
const ID = /^[^\x00-\x1f\x7f]{1,128}$/;
const ZONE = /^[A-Za-z0-9_+/-]{1,64}$/;

/** @param {unknown} lang */
function pickLanguage(lang) {
  return typeof lang === 'string' && LANGUAGE.test(lang) ? { lang } : {};
}

/** @param {any} post @returns {Post | null} */
function checkPost(post) {
  const { id, text, lang, quotes } = post ?? {};
  if (typeof id !== 'string' || !ID.test(id) || typeof text !== 'string') return null;
  const quoted = typeof quotes === 'string' && ID.test(quotes) ? { quotes } : {};
  return { id, text, ...pickLanguage(lang), ...quoted };
}

/**
 * The request to send, or null when it is not one. The reader's languages and time zone, which
 * choose the help beside a note, are added here.
 * @param {any} request
 * @param {string} host
 * @returns {AnnotateRequest | null}
 */
export function checkRequest(request, host) {
  const given = Array.isArray(request?.posts) ? request.posts : [];
  if (given.length === 0 || given.length > MOST_POSTS) return null;
  const posts = given.map(checkPost);
  if (!posts.every((/** @type {Post | null} */ post) => post !== null)) return null;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    site: host,
    ...pickLanguage(request.lang),
    ...(ZONE.test(zone) && { time_zone: zone }),
    languages: navigator.languages.filter((each) => LANGUAGE.test(each)).slice(0, 16),
    posts,
  };
}
