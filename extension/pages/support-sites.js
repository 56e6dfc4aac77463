// On the page of help: what the sites that the reader turned on have for them.

import { readChoices } from '../choices.js';
import { isGranted } from '../grants.js';
import { listSites, originOf } from '../sites.js';
import { make } from './support-cards.js';
import { listSitePages, showSitePages } from './site-pages.js';

/** Fills the section with the sites that are on and name such pages; hidden where there are none.
 * @param {HTMLElement} section @param {HTMLElement} place */
export async function showSites(section, place) {
  const items = [];
  for (const site of listSites(await readChoices())) {
    for (const pattern of site.matches) {
      const origin = originOf(pattern).replace('*', '');
      if (listSitePages(site, origin).length === 0 || !(await isGranted(originOf(pattern)))) continue;
      const [item, name, pages] = [make('li'), make('h3'), make('ul', undefined, 'ways')];
      name.append(make('bdi', site.matches.length > 1 ? `${site.title} (${new URL(origin).host})` : site.title));
      showSitePages(pages, site, origin);
      item.append(name, pages);
      items.push(item);
    }
  }
  place.replaceChildren(...items);
  section.hidden = items.length === 0;
}
