// The third question: on which sites? The browser asks too, so it is asked in the reader's click.

import { html, useEffect, useState } from '../../vendor/htm-preact.js';
import { readChoices } from '../../choices.js';
import { askFor } from '../../grants.js';
import { originOf } from '../../sites.js';
import { listPlaces } from '../site-list.js';
import { say } from '../words.js';

/** @typedef {import('../site-list.js').Place} Place */

/** @param {any} props */
export function Where({ heading, next, back }) {
  const [places, setPlaces] = useState(/** @type {Place[]} */ ([]));
  const [chosen, setChosen] = useState(/** @type {string[]} */ ([]));
  const [isRefused, setRefused] = useState(false);
  useEffect(() => void readChoices().then(listPlaces).then(setPlaces), []);
  const flip = (/** @type {string} */ pattern) => setChosen(chosen.includes(pattern) ? chosen.filter((each) => each !== pattern) : [...chosen, pattern]);

  async function allow() {
    if (await askFor(chosen.map(originOf))) return next();
    setRefused(true);
  }

  return html`<h1 ref=${heading} tabindex="-1" id="ask">${say('welcome_where')}</h1>
    <p class="soft">${say('welcome_where_words')}</p>
    <fieldset aria-labelledby="ask"><div class="options three">
      ${places.map(({ pattern, title, about, isOn }) => html`<label class="option"><input type="checkbox" checked=${isOn || chosen.includes(pattern)} disabled=${isOn} onChange=${() => flip(pattern)} />
        <span><strong dir="auto">${title}</strong><span class="soft" dir="auto">${about}</span></span></label>`)}
    </div></fieldset>
    <p class="trouble" role="alert">${isRefused ? say('welcome_refused') : ''}</p>
    <div class="row acts">
      ${chosen.length > 0 ? html`<button type="button" class="main" onClick=${allow}>${say('welcome_allow', chosen.length)}</button>`
        : html`<button type="button" class="main" onClick=${() => next()}>${say('welcome_next')}</button>`}
      ${chosen.length > 0 && html`<button type="button" onClick=${() => next()}>${say('welcome_skip')}</button>`}
      <button type="button" class="quiet" onClick=${back}>${say('welcome_back')}</button>
    </div>`;
}
