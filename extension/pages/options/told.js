// What the reader said of notes and what it moved, each step to be taken back on its own.

import { html } from '../../vendor/htm-preact.js';
import { say, sayDate, sayShare } from '../words.js';

/** @param {{ book: import('./book.js').Book, isFixed: boolean }} props */
export function Told({ book, isFixed }) {
  const { settings, takeBack } = book;
  const shifts = [...(settings?.shifts ?? [])].reverse();
  if (shifts.length === 0) return html`<p class="card soft">${say('told_none')}</p>`;
  return html`<ul class="card rows">
    ${shifts.map(({ id, category, verdict, by, on }) => html`<li key=${id} class="row apart">
      <span><strong>${say(`category_${category}`) || category}</strong>: ${say(`verdict_${verdict}`)}
        <span class="soft"> ${say(by > 0 ? 'told_up' : 'told_down', sayShare(Math.abs(by)))} · ${sayDate(on)}</span></span>
      <button type="button" class="quiet" disabled=${isFixed} aria-label=${say('told_back_label', say(`category_${category}`) || category)}
        onClick=${() => takeBack(id)}>${say('told_back')}</button>
    </li>`)}
  </ul>`;
}
