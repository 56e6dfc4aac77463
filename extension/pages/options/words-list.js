// A list of words, such as the ones whose posts are always shown plain.

import { html, useState } from '../../vendor/htm-preact.js';
import { say } from '../words.js';
import { Help, sayTitle } from './named.js';

/** Filled beside notes; here its entries can only be taken out. */
const PUT_AWAY = 'hidden_help';

/** @param {import('./field.js').FieldProps} props */
export function Words({ id, setting, value, isFixed, save }) {
  const [typed, setTyped] = useState('');
  const words = /** @type {string[]} */ (value);
  const nameOf = (/** @type {string} */ word) => setting.choices?.find((each) => each.value === word)?.title ?? word;

  /** @param {SubmitEvent} event */
  function add(event) {
    event.preventDefault();
    const word = typed.trim();
    if (word && !words.includes(word)) save([...words, word]);
    setTyped('');
  }

  /** The button goes with its word, so the keys go on from the field or the title. @param {string} word */
  function remove(word) {
    save(words.filter((each) => each !== word));
    document.getElementById(id)?.focus();
  }

  const canAdd = setting.name !== PUT_AWAY;
  return html`${canAdd ? html`<h3><label for=${id}>${sayTitle(setting)}</label></h3>` : html`<h3 id=${id} tabindex="-1">${sayTitle(setting)}</h3>`}
    <${Help} id=${id} setting=${setting} />
    ${words.length > 0 && html`<ul class="chips" aria-label=${sayTitle(setting)}>
      ${words.map((word) => html`<li key=${word}><bdi>${nameOf(word)}</bdi>
        <button type="button" class="remove" disabled=${isFixed} aria-label=${say('remove_word', nameOf(word))}
          onClick=${() => remove(word)}>×</button></li>`)}
    </ul>`}
    ${canAdd && html`<form class="row add" onSubmit=${add}>
      <input id=${id} value=${typed} dir="auto" maxlength="80" autocomplete="off" disabled=${isFixed || words.length >= (setting.most ?? Infinity)}
        aria-describedby=${`${id}-help`} onInput=${(/** @type {any} */ { target }) => setTyped(target.value)} />
      <button disabled=${isFixed || !typed.trim()}>${say('add')}</button>
    </form>`}`;
}
