// What the companion is doing, for pages drawn with Preact, and the pairing form.

import { useCallback, useEffect, useState, html } from '../vendor/htm-preact.js';
import { askFor, COMPANION } from '../grants.js';
import { ask } from './ask.js';
import { say } from './words.js';

/** A companion that does not answer is looked for this often. */
const AGAIN = 2000;

/** @typedef {{ state: string, port: number, model?: string }} CompanionState */

/** Whether the companion takes questions. @param {string} state */
export function isThere(state) {
  return ['ready', 'loading', 'failed', 'busy'].includes(state);
}

/**
 * The companion's state, asked again until it is there.
 * @returns {[CompanionState, () => Promise<void>]} the state, and a way to ask at once
 */
export function useCompanion() {
  const [found, setFound] = useState(/** @type {CompanionState} */ ({ state: 'asking', port: 0 }));
  const look = useCallback(async () => {
    const reply = await ask('state');
    if (reply.state) setFound(reply);
  }, []);
  useEffect(() => {
    if (found.state === 'ready') return undefined;
    if (found.state === 'asking') look();
    const timer = setInterval(() => !document.hidden && look(), AGAIN);
    return () => clearInterval(timer);
  }, [found.state]);
  return [found, look];
}

/** @param {{ paired: () => void }} props */
function PairingForm({ paired }) {
  const [trouble, setTrouble] = useState('');
  const [isBusy, setBusy] = useState(false);

  /** @param {SubmitEvent} event */
  async function pair(event) {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (document.getElementById('code'));
    setBusy(true);
    const { error } = await ask('pair', { code: field.value });
    setBusy(false);
    if (!error) return paired();
    setTrouble(say(`pair_${error.because}`) || say(`pair_${error.code}`) || say('pair_refused'));
    field.focus();
  }

  return html`<form class="pairing" onSubmit=${pair}>
    <label for="code">${say('code_label')}</label>
    <div class="row">
      <input id="code" autocomplete="off" autocapitalize="characters" spellcheck="false" dir="ltr"
        maxlength="12" placeholder="XXXX-XXXX" required aria-describedby="pairing-trouble" />
      <button class="main" disabled=${isBusy}>${say('pair')}</button>
    </div>
    <p id="pairing-trouble" class="trouble" role="alert">${trouble}</p>
  </form>`;
}

/**
 * The state in plain words, with the one thing to do.
 * @param {{ companion: CompanionState, look: () => void }} props
 */
export function CompanionCard({ companion, look }) {
  const { state, port } = companion;
  const isUnpaired = state === 'unpaired' || state === 'unknown';
  return html`<section class="card companion" data-state=${state} aria-label=${say('companion')}>
    <div role="status">
      <p class="state"><span class="light" aria-hidden="true"></span><strong>${say(`state_${state}`) || say('state_busy')}</strong></p>
      <p class="soft">${say(`state_${state}_more`, String(port))}</p>
    </div>
    ${isUnpaired && html`<${PairingForm} paired=${look} />`}
    ${state === 'blocked' && html`<button class="main" onClick=${() => askFor([COMPANION]).then(look)}>${say('allow')}</button>`}
  </section>`;
}
