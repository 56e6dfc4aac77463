// First: where text goes and what is kept.

import { html } from '../../vendor/htm-preact.js';
import { CompanionCard } from '../companion-state.js';
import { say } from '../words.js';

/** @param {any} props */
export function Hello({ heading, companion, look, next, leave }) {
  return html`<h1 ref=${heading} tabindex="-1">${say('welcome_title')}</h1>
    <p class="promise">${say('welcome_promise')}</p>
    <p>${say('welcome_what')}</p>
    <${CompanionCard} companion=${companion} look=${look} />
    <div class="row acts">
      <button type="button" class="main" onClick=${() => next()}>${say('welcome_begin')}</button>
      <button type="button" class="quiet" onClick=${leave}>${say('welcome_skip_all')}</button>
    </div>`;
}
