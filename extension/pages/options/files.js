// Settings as files: saved, and read back whole or not at all.

import { html, useState } from '../../vendor/htm-preact.js';
import { ask } from '../ask.js';
import { saveFile } from '../save-file.js';
import { say } from '../words.js';
import { sayTitle } from './named.js';

/**
 * @typedef {import('./book.js').Book} Book
 * @typedef {import('../../protocol').ImportReply} ImportReply
 * @typedef {{ content: string, reply?: ImportReply, trouble?: string }} Read
 */

const KINDS = ['settings', 'mastodon', 'labels', 'feedback'];
// The companion takes no more in one message; the file is one field of it.
const MOST = 200_000;

/** @param {{ code: string, because?: string, message?: string }} error */
function sayTrouble({ code, because, message }) {
  if (because === 'too_large') return say('import_large');
  if (because === 'changed_elsewhere') return say('keep_elsewhere');
  return code === 'refused' ? [say('import_bad'), message].filter(Boolean).join(' ') : say('keep_away');
}

/** @param {{ isFixed: boolean }} props */
function Exports({ isFixed }) {
  const [trouble, setTrouble] = useState('');

  /** @param {string} kind */
  async function download(kind) {
    const reply = await ask('export', { request: { kind } });
    setTrouble(reply.error ? say('keep_away') : '');
    if (!reply.error) saveFile(reply.name, reply.content);
  }

  return html`<ul class="rows">
    ${KINDS.map((kind) => html`<li key=${kind} class="row apart"><span><strong>${say(`file_${kind}`)}</strong> <span class="soft">${say(`file_${kind}_words`)}</span></span>
      <button type="button" disabled=${isFixed} aria-label=${say('file_save_label', say(`file_${kind}`))} onClick=${() => download(kind)}>${say('file_save')}</button></li>`)}
  </ul><p class="trouble" role="alert">${trouble}</p>`;
}

/** What a file would change, before it does. @param {{ book: Book, read: Read, isFixed: boolean, done: (words: string) => void }} props */
function Trial({ book, read, isFixed, done }) {
  const { kind, changed, left_out: leftOut } = /** @type {ImportReply} */ (read.reply);
  const names = changed.map((name) => sayTitle({ name, title: book.settings?.settings.find((each) => each.name === name)?.title ?? name }));

  async function take() {
    const before = await ask('export', { request: { kind: 'settings' } });
    const { error } = await ask('import', { request: { content: read.content, revision: book.settings?.revision } });
    if (error) return done(sayTrouble(error));
    book.remember(before.content);
    await book.load();
    return done('');
  }

  return html`<div class="trial" role="group" aria-label=${say('import_label')}>
    <p><strong>${say(`import_${kind}`)}</strong> ${names.length === 0 ? say('import_nothing') : say('import_changes', names.length)}</p>
    ${names.length > 0 && html`<ul class="dots">${names.map((name) => html`<li>${name}</li>`)}</ul>`}
    ${leftOut.length > 0 && html`<p>${say('import_left')}</p><ul class="dots">${leftOut.map((words) => html`<li dir="auto">${words}</li>`)}</ul>`}
    <div class="row">${names.length > 0 && html`<button type="button" class="main" disabled=${isFixed} onClick=${take}>${say('import_take')}</button>`}
      <button type="button" onClick=${() => done('')}>${say('cancel')}</button></div>
  </div>`;
}

/** @param {{ book: Book, isFixed: boolean }} props */
export function Files({ book, isFixed }) {
  const [read, setRead] = useState(/** @type {Read | null} */ (null));

  /** @param {any} event */
  async function open({ target }) {
    const [file] = target.files;
    if (!file) return;
    const content = file.size > MOST ? '' : await file.text();
    target.value = '';
    if (!content) return setRead({ content, trouble: say(file.size > MOST ? 'import_large' : 'import_empty') });
    const reply = await ask('import', { request: { content, trial: true } });
    setRead(reply.error ? { content, trouble: sayTrouble(reply.error) } : { content, reply });
  }

  return html`<div class="card">
    <h3>${say('file_export')}</h3>
    <${Exports} isFixed=${isFixed} />
    <h3><label for="import">${say('file_import')}</label></h3>
    <p class="soft" id="import-words">${say('file_import_words')}</p>
    <input type="file" id="import" accept=".json,application/json" disabled=${isFixed} aria-describedby="import-words" onChange=${open} />
    <p class="trouble" role="alert">${read?.trouble ?? ''}</p>
    ${read?.reply && html`<${Trial} book=${book} read=${read} isFixed=${isFixed}
      done=${(/** @type {string} */ trouble) => setRead(trouble ? { content: '', trouble } : null)} />`}
  </div>`;
}
