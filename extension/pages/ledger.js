// Every stored byte, in plain words, each part with its own way out.

import { html, useEffect, useState } from '../vendor/htm-preact.js';
import { CompanionCard, isThere, useCompanion } from './companion-state.js';
import { ask } from './ask.js';
import { listKept } from './insights/browser-kept.js';
import { drawPage, Frame } from './insights/frame.js';
import { sayNumber } from './insights/chart.js';
import { say, sayDate } from './words.js';

/**
 * @typedef {import('../protocol').LedgerReply} LedgerReply
 * @typedef {LedgerReply['parts'][number]} Part
 */

/** @param {{ part: Pick<Part, 'id' | 'title' | 'words' | 'bytes' | 'since'>, erase?: () => void }} props */
function Row({ part: { id, title, words, bytes, since }, erase }) {
  return html`<li class="row apart" data-part=${id}><div class="what"><h3><bdi>${say(`ledger_${id}`) || title}</bdi></h3>
      <p class="soft"><bdi>${say(`ledger_${id}_words`) || words}</bdi></p>
      <p class="soft">${say('ledger_bytes', [sayNumber(bytes)])}${since && ` · ${say('ledger_since', sayDate(since))}`}</p></div>
    ${erase && html`<button type="button" onClick=${erase} aria-label=${say('ledger_erase_label', say(`ledger_${id}`) || title)}>${say('ledger_erase')}</button>`}</li>`;
}

/** @param {{ what: string, yes: () => void, no: () => void }} props */
function Sure({ what, yes, no }) {
  useEffect(() => document.getElementById('sure')?.focus(), []);
  return html`<div class="aside row apart" role="alertdialog" aria-labelledby="sure-words"><p id="sure-words">${say('ledger_sure', what)}</p>
    <div class="row"><button type="button" id="sure" onClick=${no}>${say('ledger_no')}</button>
    <button type="button" class="main" onClick=${yes}>${say('ledger_yes')}</button></div></div>`;
}

function Ledger() {
  const [companion, look] = useCompanion();
  const [reply, setReply] = useState(/** @type {LedgerReply | null} */ (null));
  const [kept, setKept] = useState(/** @type {Awaited<ReturnType<typeof listKept>>} */ ([]));
  const [asked, setAsked] = useState(/** @type {{ part: string, title: string } | null} */ (null));
  const [told, setTold] = useState('');

  async function read() {
    const found = await ask('ledger');
    if (found.parts) setReply(found);
    setKept(await listKept());
  }
  useEffect(() => {
    if (isThere(companion.state)) read();
    else listKept().then(setKept);
  }, [companion.state]);

  /** @param {string} part */
  async function erase(part) {
    setAsked(null);
    const found = await ask('erase', { parts: [part] });
    setTold(say(found.error ? 'keep_away' : 'ledger_erased'));
    if (found.parts) setReply(found);
    setKept(await listKept());
    if (part === 'all') look();
  }

  const away = !isThere(companion.state) && companion.state !== 'asking';
  return html`<${Frame} name="ledger"><p class="lead">${say('ledger_lead')}</p>
    ${away && html`<${CompanionCard} companion=${companion} look=${look} />`}
    <p role="status">${told}</p>
    ${asked && html`<${Sure} what=${asked.title} yes=${() => erase(asked.part)} no=${() => setAsked(null)} />`}
    ${reply && html`<section class="card" aria-labelledby="companion-kept"><h2 id="companion-kept">${say('ledger_companion')}</h2>
      <p class="soft">${say('ledger_total', [sayNumber(reply.bytes)])}</p>
      <ul class="rows">${reply.parts.map((part) => html`<${Row} key=${part.id} part=${part}
        erase=${part.part && (() => setAsked({ part: String(part.part), title: say(`ledger_${part.id}`) || part.title }))} />`)}</ul>
      <p class="row apart"><span class="soft">${say('ledger_memory')}</span>
        <button type="button" class="main" onClick=${() => setAsked({ part: 'all', title: say('ledger_all') })}>${say('ledger_erase_all')}</button></p></section>`}
    <section class="card" aria-labelledby="browser-kept"><h2 id="browser-kept">${say('ledger_browser')}</h2>
      <p class="soft">${say('ledger_browser_words')}</p>
      <ul class="rows">${kept.map((part) => html`<${Row} key=${part.id} part=${part} />`)}</ul></section>
  <//>`;
}

await drawPage('ledger', Ledger);
