// Where a reader arrives who left a feed: a quiet place, with the way back.

import { html } from '../vendor/htm-preact.js';
import { drawPage, Frame } from './insights/frame.js';
import { say } from './words.js';

function Left() {
  const site = decodeURIComponent(location.hash.slice(1)).replace(/[^a-z0-9.-]/gi, '');
  return html`<${Frame} name="left"><div class="card empty"><h2>${site ? say('left_site', site) : say('left')}</h2>
    <p>${say('left_words')}</p><p><button type="button" onClick=${() => history.back()}>${say('left_back')}</button></p></div><//>`;
}

await drawPage('left', Left);
