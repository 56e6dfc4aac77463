// Back to the beginning: all settings at their defaults, or everything erased.

import { html } from '../../vendor/htm-preact.js';
import { say } from '../words.js';
import { isSame } from './change.js';

/** @param {{ book: import('./book.js').Book, isFixed: boolean }} props */
export function Erase({ book, isFixed }) {
  const settings = book.settings?.settings ?? [];
  const changed = settings.filter((each) => !isSame(each.value, each.default));
  return html`<div class="card stack">
    <div class="row apart"><div class="what"><h3>${say('reset')}</h3><p class="soft">${say('reset_words')}</p></div>
      <button type="button" disabled=${isFixed || changed.length === 0}
        onClick=${() => book.save({ unset: changed.map(({ name }) => name) })}>${say('reset_do')}</button></div>
    <div class="what"><h3>${say('erase')}</h3><p class="soft">${say('erase_words')} <code>mindful-feed erase</code></p>
      <p><a href="ledger.html">${say('options_ledger')}</a></p></div>
  </div>`;
}
