// Notes by category: how many, and what was done with them.

import { html } from '../../vendor/htm-preact.js';
import { say } from '../words.js';
import { sayNumber } from './chart.js';

/** @param {{ kinds: Record<string, import('./periods.js').Kind> }} props */
export function Kinds({ kinds }) {
  const rows = Object.entries(kinds).sort(([, a], [, b]) => b.noted - a.noted);
  const most = Math.max(1, ...rows.map(([, { noted }]) => noted));
  return html`<section class="card chart" id="kinds" aria-labelledby="kinds-title">
    <h2 id="kinds-title">${say('insights_kinds')}</h2><p class="soft">${say('insights_kinds_words')}</p>
    ${rows.length === 0 ? html`<p>${say('insights_kinds_none')}</p>` : html`<div class="scrolls" tabindex="0" role="group" aria-labelledby="kinds-title"><table class="kinds">
      <thead><tr><th scope="col">${say('insights_kind')}</th><th scope="col">${say('insights_noted')}</th><th scope="col">${say('insights_opened')}</th><th scope="col">${say('insights_skipped')}</th></tr></thead>
      <tbody>${rows.map(([category, { noted, opened, skipped }]) => html`<tr key=${category}>
        <th scope="row">${say(`category_${category}`) || say('insights_own')}</th>
        <td><meter min="0" max=${most} value=${noted} aria-hidden="true"></meter> ${sayNumber(noted)}</td><td>${sayNumber(opened)}</td><td>${sayNumber(skipped)}</td></tr>`)}</tbody>
    </table></div>`}
    <p class="end"><a href="options.html#kinds">${say('insights_change')}</a></p>
  </section>`;
}
