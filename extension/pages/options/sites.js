// The sites: each with its switch, which is the browser's own permission, and the way to add one.

import { html, useCallback, useEffect, useState } from '../../vendor/htm-preact.js';
import { readChoices } from '../../choices.js';
import { GENERIC, listServers } from '../../sites.js';
import { listPlaces, readHost, switchSite, turnOn } from '../site-list.js';
import { say } from '../words.js';

/** @typedef {import('../site-list.js').Place} Place */

/** Every place that can be turned on, and a way to look again. @returns {[Place[], () => Promise<void>]} */
export function usePlaces() {
  const [places, setPlaces] = useState(/** @type {Place[]} */ ([]));
  const look = useCallback(async () => setPlaces(await listPlaces(await readChoices())), []);
  useEffect(() => {
    look();
    // Permissions can be taken back in the browser's own pages too.
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, []);
  return [places, look];
}

/** @param {{ place: Place, look: () => void }} props */
function PlaceRow({ place, look }) {
  const { title, about, host, pattern, isOn } = place;
  return html`<li class="row apart"><label for=${`site-${host}`}><strong dir="auto">${title}</strong> <span class="soft" dir="auto">${about}</span></label>
    <input type="checkbox" role="switch" id=${`site-${host}`} checked=${isOn}
      onChange=${(/** @type {any} */ { target }) => switchSite(pattern, target.checked).then(look)} /></li>`;
}

/** @param {{ look: () => void }} props */
function AddServer({ look }) {
  const [trouble, setTrouble] = useState('');

  /** @param {any} event */
  function add(event) {
    event.preventDefault();
    const { server, software } = event.target.elements;
    const host = readHost(server.value);
    setTrouble(host ? '' : say('server_bad'));
    if (host) turnOn(host, software.value).then(look);
    if (host) event.target.reset();
  }

  return html`<form class="add" onSubmit=${add}>
    <h3>${say('server_label')}</h3>
    <div class="row">
      <label>${say('server_address')} <input name="server" inputmode="url" autocapitalize="none" autocomplete="off" spellcheck="false"
        dir="ltr" placeholder="example.social" required aria-describedby="server-trouble" /></label>
      <label>${say('server_software')} <select name="software">
        ${listServers().map(({ id, title }) => html`<option value=${id} selected=${id === 'mastodon'}>${title || say(id === GENERIC.id ? 'server_other' : id)}</option>`)}
      </select></label>
      <button>${say('add')}</button>
    </div>
    <p id="server-trouble" class="trouble" role="alert">${trouble}</p>
  </form>`;
}

/** @param {{ places: Place[], look: () => void }} props */
export function Sites({ places, look }) {
  return html`<div class="card">
    <ul class="rows places">${places.map((place) => html`<${PlaceRow} key=${place.pattern} place=${place} look=${look} />`)}</ul>
    <${AddServer} look=${look} />
  </div>`;
}
