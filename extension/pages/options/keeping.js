// The line at the foot of the page: keep what is being tried, or undo it; and undo what was kept.

import { html, useEffect, useRef } from '../../vendor/htm-preact.js';
import { say } from '../words.js';
import { isEmpty } from './change.js';

/**
 * @typedef {import('./book.js').Book} Book
 * @typedef {import('../../protocol').PreviewReply} Preview
 */

/** @param {Book} book */
function sayIt({ said, change }) {
  if (said?.kind === 'elsewhere') return say('keep_elsewhere');
  if (said?.kind === 'refused') return said.words || say('keep_refused');
  if (said?.kind === 'away') return say('keep_away');
  if (!isEmpty(change)) return say('keep_trying');
  return said ? say(`keep_${said.kind}`) : '';
}

/** What the change comes to, for where the posts themselves are out of sight. @param {Preview} preview */
function saySum({ seen, samples }) {
  const [kind, part] = seen.count > 0 ? ['seen', seen] : ['samples', samples];
  return `${say(`try_${kind}`, [part.after, part.count])} (${say('try_before', part.before)})`;
}

/** @param {{ book: Book, preview: Preview | null }} props */
export function Keeping({ book, preview }) {
  const { change, canUndo, keep, drop, undo, hush } = book;
  const isTrying = !isEmpty(change);
  const words = sayIt(book);
  const bar = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (!isTrying) return undefined;
    const warn = (/** @type {BeforeUnloadEvent} */ event) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isTrying]);

  /** The button that was pressed goes away; the keys go on from here. @param {() => unknown} act */
  async function press(act) {
    await act();
    bar.current?.focus();
  }

  return html`<div class=${words ? 'keeping' : 'keeping empty'} ref=${bar} tabindex="-1" role="region" aria-label=${say('keep_label')}>
    <p><span role="status">${words}</span>${isTrying && preview && html` <span class="soft">${saySum(preview)}</span>`}</p>
    ${isTrying && html`<span class="row">
      <button type="button" class="main" onClick=${() => press(keep)}>${say('keep')}</button>
      <button type="button" onClick=${() => press(drop)}>${say('undo')}</button>
    </span>`}
    ${!isTrying && words && html`<span class="row">
      ${canUndo && html`<button type="button" onClick=${() => press(undo)}>${say('undo')}</button>`}
      <button type="button" class="remove" aria-label=${say('close')} onClick=${() => press(hush)}>×</button>
    </span>`}
  </div>`;
}
