// A setting drawn by its kind. What the companion adds later is drawn too, with its own words.

import { html } from '../../vendor/htm-preact.js';
import { currentLanguage, LANGUAGES, say, sayName } from '../words.js';
import { beginChange, isOwn, readTried } from './change.js';
import { Hours } from './hours.js';
import { Help, keyOf, sayTitle } from './named.js';
import { Own } from './own.js';
import { Topics } from './topics.js';
import { Words } from './words-list.js';

/**
 * @typedef {import('./book.js').Book} Book
 * @typedef {import('./change.js').Setting} Setting
 * @typedef {import('./change.js').Value} Value
 * @typedef {{ id: string, setting: Setting, value: any, isFixed: boolean, save: (value: Value) => void }} FieldProps
 */

/** @param {FieldProps} props */
function Switch({ id, setting, value, isFixed, save }) {
  return html`<div class="row apart">
    <div class="what"><h3><label for=${id}>${sayTitle(setting)}</label></h3><${Help} id=${id} setting=${setting} /></div>
    <input type="checkbox" role="switch" id=${id} checked=${value} disabled=${isFixed} aria-describedby=${`${id}-help`}
      onChange=${(/** @type {any} */ { target }) => save(target.checked)} />
  </div>`;
}

/** The name of a choice: countries and languages by their own. @param {Setting} setting @param {{ value: string, title: string }} choice */
function sayChoice({ name }, { value, title }) {
  const own = say(`choice_${keyOf(name)}_${value.toLowerCase() || 'none'}`);
  if (own) return own;
  if (name === 'language') return /** @type {Record<string, string>} */ (LANGUAGES)[value] ?? title;
  return name === 'country' ? sayName('region', value) : title;
}

/** @param {FieldProps} props */
function Choice({ id, setting, value, isFixed, save }) {
  const named = (setting.choices ?? []).map((each) => ({ value: each.value, title: sayChoice(setting, each) }));
  if (setting.name === 'country') {
    named.sort((a, b) => Number(a.value.length === 2 && a.value !== 'XX') - Number(b.value.length === 2 && b.value !== 'XX')
      || a.title.localeCompare(b.title, currentLanguage()));
  }
  return html`<div class="row apart">
    <div class="what"><h3><label for=${id}>${sayTitle(setting)}</label></h3><${Help} id=${id} setting=${setting} /></div>
    <select id=${id} disabled=${isFixed} value=${value} aria-describedby=${`${id}-help`} onChange=${(/** @type {any} */ { target }) => save(target.value)}>
      ${named.map((each) => html`<option value=${each.value} selected=${each.value === value}>${each.title}</option>`)}
    </select>
  </div>`;
}

/** @param {FieldProps} props */
function Amount({ id, setting, value, isFixed, save }) {
  return html`<div class="row apart">
    <div class="what"><h3><label for=${id}>${sayTitle(setting)}</label></h3><${Help} id=${id} setting=${setting} /></div>
    <input type="number" id=${id} value=${value} min=${setting.least} max=${setting.most} disabled=${isFixed} aria-describedby=${`${id}-help`}
      onChange=${(/** @type {any} */ { target }) => target.reportValidity() && !Number.isNaN(target.valueAsNumber) && save(target.valueAsNumber)} />
  </div>`;
}

/** @type {Partial<Record<Setting['kind'], (props: FieldProps) => unknown>>} */
const KINDS = { switch: Switch, choice: Choice, number: Amount, words: Words, topics: Topics, hours: Hours };

/**
 * @param {object} props
 * @param {Book} props.book
 * @param {Setting} props.setting
 * @param {boolean} props.isFixed
 * @param {string | null} [props.site] the one site that it is for
 */
export function Field({ book, setting, isFixed, site = null }) {
  const settings = /** @type {import('./change.js').Settings} */ (book.settings);
  const Kind = KINDS[setting.kind];
  if (!Kind) return null;
  const value = readTried(settings, setting, book.change.site === site ? book.change : beginChange(site));
  const save = (/** @type {Value} */ next) => book.save({ site, set: { [setting.name]: next } });
  const id = `${site === null ? 'set' : 'site'}-${keyOf(setting.name)}`;
  return html`<li class="card field" data-setting=${setting.name}>
    <${Kind} id=${id} setting=${setting} value=${value} isFixed=${isFixed} save=${save} />
    ${isOwn(settings, setting.name, beginChange(site)) && html`<${Own} isFixed=${isFixed} drop=${() => book.save({ site, unset: [setting.name] })} />`}
  </li>`;
}
