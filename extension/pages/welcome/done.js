// The end: what was kept, and the demo feed.

import { html } from '../../vendor/htm-preact.js';
import { CompanionCard, isThere } from '../companion-state.js';
import { openDemo } from '../demo-link.js';
import { say } from '../words.js';

/** @param {any} props */
export function Done({ heading, companion, look, answers, outcome, back }) {
  const isReady = isThere(companion.state);
  const hasAnswers = answers.hard !== null || answers.level !== null;
  return html`<h1 ref=${heading} tabindex="-1">${say('welcome_done')}</h1>
    <p role="status">${outcome === 'saved' ? say('welcome_saved') : hasAnswers && say('welcome_unsaved')}</p>
    <p>${say('welcome_later')}</p>
    ${!isReady && html`<${CompanionCard} companion=${companion} look=${look} />`}
    <div class="row acts">
      ${isReady && html`<button type="button" class="main" onClick=${() => openDemo(companion.port)}>${say('demo')}</button>`}
      <a class="button" href="options.html">${say('welcome_tune')}</a>
      <button type="button" class="quiet" onClick=${back}>${say('welcome_back')}</button>
    </div>`;
}
