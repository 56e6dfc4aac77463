// The first question: what is hard to read?

import { html, useState } from '../../vendor/htm-preact.js';
import { say } from '../words.js';

/** @param {any} props */
export function Hard({ heading, answers, next, back, categories }) {
  const [hard, setHard] = useState(/** @type {string[]} */ (
    answers.hard ?? categories.filter((/** @type {any} */ each) => each.on).map((/** @type {any} */ each) => each.id)));
  const flip = (/** @type {string} */ id) => setHard(hard.includes(id) ? hard.filter((each) => each !== id) : [...hard, id]);
  return html`<h1 ref=${heading} tabindex="-1" id="ask">${say('welcome_hard')}</h1>
    <p class="soft">${say('welcome_hard_words')}</p>
    <fieldset aria-labelledby="ask"><div class="options">
      ${categories.map((/** @type {any} */ { id }) => html`<label class="option"><input type="checkbox" checked=${hard.includes(id)} onChange=${() => flip(id)} />
        <span><strong>${say(`category_${id}`)}</strong><span class="soft">${say(`belongs_${id}`)}</span></span></label>`)}
    </div></fieldset>
    <div class="row acts">
      <button type="button" class="main" onClick=${() => next({ hard })}>${say('welcome_next')}</button>
      <button type="button" onClick=${() => next({ hard: null })}>${say('welcome_skip')}</button>
      <button type="button" class="quiet" onClick=${back}>${say('welcome_back')}</button>
    </div>`;
}
