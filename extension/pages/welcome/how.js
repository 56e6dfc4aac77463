// The second question: a note above the post, or the post folded under it?

import { html, useState } from '../../vendor/htm-preact.js';
import { say } from '../words.js';

const LEVELS = ['note', 'fold'];

/** A small drawing of a post with its note. @param {{ level: string }} props */
function Drawing({ level }) {
  return html`<svg class="drawing" viewBox="0 0 120 72" aria-hidden="true" data-level=${level}>
    <rect class="sheet" x="1" y="1" width="118" height="70" rx="10" />
    <rect class="sign" x="12" y="11" width="96" height="15" rx="7.5" />
    <path class="wave" d="M19 18.5q2.5-3 5 0t5 0" /><path class="said" d="M35 18.5h44" />
    ${level === 'note' ? html`<path class="lines" d="M14 38h92M14 48h82M14 58h60" />` : html`<path class="fold" d="M14 44h92" />`}
  </svg>`;
}

/** @param {any} props */
export function How({ heading, answers, next, back }) {
  const [level, setLevel] = useState(answers.level ?? 'note');
  return html`<h1 ref=${heading} tabindex="-1" id="ask">${say('welcome_how')}</h1>
    <p class="soft">${say('welcome_how_words')}</p>
    <div class="options two" role="radiogroup" aria-labelledby="ask">
      ${LEVELS.map((each) => html`<label class="option tall"><${Drawing} level=${each} />
        <span class="row"><input type="radio" name="level" checked=${level === each} onChange=${() => setLevel(each)} /><strong>${say(`welcome_${each}`)}</strong></span>
        <span class="soft">${say(`welcome_${each}_words`)}</span></label>`)}
    </div>
    <div class="row acts">
      <button type="button" class="main" onClick=${() => next({ level })}>${say('welcome_next')}</button>
      <button type="button" onClick=${() => next({ level: null })}>${say('welcome_skip')}</button>
      <button type="button" class="quiet" onClick=${back}>${say('welcome_back')}</button>
    </div>`;
}
