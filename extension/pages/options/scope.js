// Which sites the dials are for: all of them, or one that is to be different.

import { html } from '../../vendor/htm-preact.js';
import { say } from '../words.js';
import { isEmpty } from './change.js';

/** @param {{ book: import('./book.js').Book, places: import('../site-list.js').Place[] }} props */
export function Scope({ book, places }) {
  const { change, settings, turnTo } = book;
  const own = Object.keys(settings?.sites ?? {});
  const hosts = [...new Set([...own, ...places.filter(({ isOn }) => isOn).map(({ host }) => host)])].sort();
  const names = Object.fromEntries(places.map(({ host, title }) => [host, title]));
  return html`<div class="row scope">
    <label for="scope">${say('scope')}</label>
    <select id="scope" value=${change.site ?? ''} disabled=${!isEmpty(change)} aria-describedby="scope-words"
      onChange=${(/** @type {any} */ { target }) => turnTo(target.value || null)}>
      <option value="">${say('scope_all')}</option>
      ${hosts.map((host) => html`<option value=${host} selected=${host === change.site}>${names[host] && names[host] !== host ? `${names[host]} (${host})` : host}${own.includes(host) ? ' •' : ''}</option>`)}
    </select>
    <p id="scope-words" class="soft">${isEmpty(change) ? change.site !== null && say('scope_words', change.site) : say('scope_busy')}</p>
  </div>`;
}
