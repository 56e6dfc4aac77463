// The welcome: where text goes, three questions that may all be skipped, and the demo feed.

import { html, render } from '../vendor/htm-preact.js';
import { loadWords, sayAll } from './words.js';
import { Welcome } from './welcome/welcome.js';

await loadWords();
sayAll();
render(html`<${Welcome} />`, /** @type {HTMLElement} */ (document.getElementById('welcome')));
