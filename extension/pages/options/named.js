// What a setting is called, in the reader's language where it is known here, else in the companion's.

import { html } from '../../vendor/htm-preact.js';
import { say } from '../words.js';

/** @typedef {import('./change.js').Setting} Setting */

/** The key of a setting's sentences. @param {string} name */
export function keyOf(name) {
  return name.replaceAll('.', '_');
}

/**
 * Settings that are alike but for one word share their sentences.
 * @param {string} name
 * @returns {[key: string, word: string]}
 */
function findSentence(name) {
  const [whole, part] = name.split('.');
  if (whole === 'calm' && part) return ['calm_kind', say(`category_${part}`)];
  const group = whole === 'minutes' && say(`choice_site_group_${part}`);
  return group ? ['minutes_group', group] : [keyOf(name), ''];
}

/** @param {Pick<Setting, 'name' | 'title'>} setting */
export function sayTitle({ name, title }) {
  const [whole, part] = name.split('.');
  const category = part && say(`category_${part}`);
  if (category && whole === 'action') return category;
  if (category && whole === 'dial') return say('dial_label', category);
  const [key, word] = findSentence(name);
  return say(`setting_${key}`, word) || title;
}

/** @param {{ id: string, setting: Setting }} props */
export function Help({ id, setting: { name, help } }) {
  return html`<p class="soft" id=${`${id}-help`}>${say(`help_${findSentence(name)[0]}`) || help}</p>`;
}
