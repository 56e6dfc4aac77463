// What the pages of the private mirror, the ledger and the tray have in common.

import { html, render } from '../../vendor/htm-preact.js';
import { loadWords, say } from '../words.js';

const PAGES = [['insights', 'insights'], ['tray', 'tray'], ['ledger', 'ledger'], ['options', 'settings'], ['support', 'support']];

/** @param {{ name: string, children?: unknown }} props `name` is the page's own, and the key of its title */
export function Frame({ name, children }) {
  return html`<header class="top"><h1 class="brand"><img src="../icons/icon.svg" alt="" width="30" height="30" />${say(name)}</h1>
      <nav aria-label=${say('pages')}><ul class="row">${PAGES.filter(([page]) => page !== name).map(([page, key]) =>
        html`<li><a href=${`${page}.html`}>${say(key)}</a></li>`)}</ul></nav></header>
    <main>${children}</main>`;
}

/** Draws a page in the reader's language. @param {string} name @param {unknown} Page */
export async function drawPage(name, Page) {
  await loadWords();
  document.title = `${say(name)} · ${say('name')}`;
  render(html`<${Page} />`, /** @type {HTMLElement} */ (document.getElementById('place')));
}
