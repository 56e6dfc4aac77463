// That a site has a value of its own, and the way back.

import { html } from '../../vendor/htm-preact.js';
import { say } from '../words.js';

/** @param {{ isFixed: boolean, drop: () => void }} props */
export function Own({ isFixed, drop }) {
  return html`<p class="row own"><span class="tag">${say('site_own')}</span>
    <button type="button" class="quiet" disabled=${isFixed} onClick=${drop}>${say('site_same')}</button></p>`;
}
