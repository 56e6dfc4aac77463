// The options page, drawn from the companion's table of settings.

import { html, render } from '../vendor/htm-preact.js';
import { loadWords, say } from './words.js';
import { Options } from './options/options.js';

const place = /** @type {HTMLElement} */ (document.getElementById('options'));

/** Draws the page, in the language of now. */
async function show() {
  await loadWords();
  document.title = `${say('settings')} · ${say('name')}`;
  render(html`<${Options} />`, place);
}

chrome.storage.local.onChanged.addListener((changes) => {
  if ('language' in changes && changes.language.newValue !== changes.language.oldValue) show();
});
await show();
