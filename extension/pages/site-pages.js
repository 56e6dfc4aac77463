// The pages that a site itself has for its readers: to mute, to limit time, to report. Drawn from the
// site's file; nothing is asked of anybody.

import { say } from './words.js';

const KINDS = /** @type {const} */ (['mute', 'time', 'report']);

/**
 * @param {import('../sites.js').Site} site
 * @param {string} origin of the page that the reader has open, or of the site's first address
 */
export function listSitePages({ pages = {} }, origin) {
  return KINDS.flatMap((kind) => {
    const page = pages[kind];
    return page ? [{ kind, url: new URL(page, origin).href }] : [];
  });
}

/**
 * Fills a list with links to them; an empty list is hidden.
 * @param {HTMLElement} list
 * @param {import('../sites.js').Site | undefined} site
 * @param {string} [origin]
 */
export function showSitePages(list, site, origin) {
  const found = site && origin ? listSitePages(site, origin) : [];
  list.hidden = found.length === 0;
  const drawn = found.map(({ url }) => url).join(' ');
  // The popup draws again and again, and a link that has the keys must stay.
  if (list.dataset.drawn === drawn) return;
  list.dataset.drawn = drawn;
  list.replaceChildren(...found.map(({ kind, url }) => {
    const [item, link] = [document.createElement('li'), document.createElement('a')];
    link.href = url;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    link.textContent = say(`site_pages_${kind}`);
    item.append(link);
    return item;
  }));
}
