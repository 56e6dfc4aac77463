// The tray of posts that the reader set aside: open when ready, or empty at once.

import { html, useEffect, useState } from '../vendor/htm-preact.js';
import { CompanionCard, isThere, useCompanion } from './companion-state.js';
import { ask } from './ask.js';
import { drawPage, Frame } from './insights/frame.js';
import { say, sayDate } from './words.js';

/** @typedef {import('../protocol').LaterReply['links'][number]} Link */

function Tray() {
  const [companion, look] = useCompanion();
  const [links, setLinks] = useState(/** @type {Link[] | null} */ (null));

  /** @param {object} request */
  async function change(request) {
    const reply = await ask('later', { request });
    if (reply.links) setLinks(reply.links);
  }
  useEffect(() => {
    if (isThere(companion.state)) change({});
  }, [companion.state]);

  /** @param {Link} link */
  async function open({ id, link }) {
    await chrome.tabs.create({ url: link });
    await change({ take: [id] });
  }

  return html`<${Frame} name="tray"><p class="lead">${say('tray_lead')}</p>
    ${!isThere(companion.state) && companion.state !== 'asking' && html`<${CompanionCard} companion=${companion} look=${look} />`}
    ${links && (links.length === 0 ? html`<div class="card empty"><h2>${say('tray_none')}</h2><p>${say('tray_none_words')}</p></div>` : html`<div class="card">
      <ul class="rows">${links.map((link) => html`<li key=${link.id} class="row apart"><div class="what"><h2><bdi>${link.site}</bdi></h2>
        <p class="soft">${[link.category && say(`category_${link.category}`), say('tray_on', sayDate(link.on)), say('tray_until', sayDate(link.until))].filter(Boolean).join(' · ')}</p></div>
        <div class="row"><button type="button" onClick=${() => open(link)}>${say('tray_open')}</button>
        <button type="button" class="quiet" onClick=${() => change({ take: [link.id] })}>${say('remove')}</button></div></li>`)}</ul>
      <p class="end"><button type="button" onClick=${() => change({ clear: true })}>${say('tray_empty')}</button></p></div>`)}
  <//>`;
}

await drawPage('tray', Tray);
