// One kind of post: what happens with it, and how easily.

import { html } from '../../vendor/htm-preact.js';
import { say, sayShare } from '../words.js';
import { findSetting, isOwn, readTried } from './change.js';
import { Choices } from './choices.js';
import { Dial } from './dial.js';
import { Own } from './own.js';

/**
 * @typedef {import('./book.js').Book} Book
 * @typedef {import('./change.js').Settings} Settings
 */

/** How far feedback moved the cut of a category. @param {Settings} settings @param {string} id */
function sumShifts({ shifts }, id) {
  return shifts.filter(({ category }) => category === id).reduce((sum, { by }) => sum + by, 0);
}

/** @param {{ book: Book, id: string, isFixed: boolean }} props */
export function Category({ book, id, isFixed }) {
  const { change, attempt, attemptUnset } = book;
  const settings = /** @type {Settings} */ (book.settings);
  const [action, dial] = [findSetting(settings, `action.${id}`), findSetting(settings, `dial.${id}`)];
  if (!action || !dial) return null;
  const act = /** @type {string} */ (readTried(settings, action, change));
  const share = /** @type {number} */ (readTried(settings, dial, change));
  const moved = sumShifts(settings, id);
  const own = [action, dial].filter(({ name }) => isOwn(settings, name, change));
  const name = say(`category_${id}`) || action.title;
  return html`<li class="card category" data-category=${id} data-act=${act}>
    <div class="row apart">
      <div class="what">
        <h3 id=${`kind-${id}`}>${name}</h3>
        <p class="soft">${say(`belongs_${id}`) || action.help}</p>
      </div>
      <${Choices} name=${`act-${id}`} labelledby=${`kind-${id}`} value=${act} disabled=${isFixed}
        options=${(action.choices ?? []).map(({ value, title }) => ({ value, title: say(`act_${value}`) || title }))}
        pick=${(/** @type {string} */ value) => attempt(action, value)} />
    </div>
    ${act !== 'off' && html`<div class="how">
      <${Dial} setting=${dial} share=${share} disabled=${isFixed} label=${say('dial_label', name)}
        turn=${(/** @type {number} */ value) => attempt(dial, value)} />
      ${moved !== 0 && html`<p class="soft">${say(moved > 0 ? 'moved_up' : 'moved_down', sayShare(Math.abs(moved)))}</p>`}
    </div>`}
    ${own.length > 0 && html`<${Own} isFixed=${isFixed} drop=${() => attemptUnset(own.map((each) => each.name))} />`}
  </li>`;
}
