// Quiet hours: times of the week in which notes are off, more careful, or folded.

import { html, useEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { currentLanguage, say } from '../words.js';
import { Help, sayTitle } from './named.js';

/** @typedef {import('../../protocol').QuietHours} QuietHours */

/** @type {QuietHours['days']} */
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** @type {QuietHours['effect'][]} */
const EFFECTS = ['off', 'careful', 'fold'];
/** @type {QuietHours} */
const EMPTY = { days: DAYS, start: '22:00', end: '07:00', effect: 'off' };

/** The name of a day of the week. @param {string} day @param {'short' | 'long'} weekday */
function sayDay(day, weekday) {
  // 1 January 2024 was a Monday.
  const date = new Date(2024, 0, 1 + DAYS.indexOf(/** @type {any} */ (day)), 12);
  return new Intl.DateTimeFormat(currentLanguage(), { weekday }).format(date);
}

/** @param {QuietHours} hours */
function sayHours({ days, start, end, effect }) {
  const when = days.length === DAYS.length ? say('hours_daily')
    : new Intl.ListFormat(currentLanguage(), { style: 'narrow' }).format(DAYS.filter((day) => days.includes(day)).map((day) => sayDay(day, 'short')));
  return say('hours_row', [when, start, end === '24:00' ? '00:00' : end, say(`hours_${effect}`)]);
}

/** @param {{ id: string, hours: QuietHours, turn: (part: Partial<QuietHours>) => void }} props */
function HoursForm({ id, hours, turn }) {
  const { days, start, end, effect } = hours;
  const flip = (/** @type {any} */ day) => turn({ days: DAYS.filter((each) => days.includes(each) !== (each === day)) });
  return html`<fieldset class="days"><legend class="unseen">${say('hours_days')}</legend>
      ${DAYS.map((day) => html`<label title=${sayDay(day, 'long')}><input type="checkbox" id=${`${id}-${day}`} checked=${days.includes(day)} onChange=${() => flip(day)} />
        <span>${sayDay(day, 'short')}</span></label>`)}
    </fieldset>
    <div class="row more">
      <label>${say('hours_from')} <input type="time" id=${`${id}-start`} required value=${start} onInput=${(/** @type {any} */ { target }) => turn({ start: target.value })} /></label>
      <label>${say('hours_to')} <input type="time" required value=${end === '24:00' ? '00:00' : end} onInput=${(/** @type {any} */ { target }) => turn({ end: target.value === '00:00' ? '24:00' : target.value })} /></label>
      <label>${say('hours_effect')} <select value=${effect} onChange=${(/** @type {any} */ { target }) => turn({ effect: target.value })}>
        ${EFFECTS.map((each) => html`<option value=${each} selected=${each === effect}>${say(`hours_${each}`)}</option>`)}</select></label>
    </div>`;
}

/** @param {import('./field.js').FieldProps} props */
export function Hours({ id, setting, value, isFixed, save }) {
  const [hours, setHours] = useState(/** @type {QuietHours | null} */ (null));
  const list = /** @type {QuietHours[]} */ (value);
  const wasOpen = useRef(false);
  const isOpen = hours !== null;
  useEffect(() => {
    // The button and the form that it opens take turns, and the keys go on from the one that comes.
    if (isOpen !== wasOpen.current) document.getElementById(`${id}-${isOpen ? DAYS[0] : 'add'}`)?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  /** @param {SubmitEvent} event */
  function add(event) {
    event.preventDefault();
    if (!hours || hours.days.length === 0) return;
    save([...list, hours]);
    setHours(null);
  }

  /** The button goes with its hours, so the keys go on from the one that adds. @param {QuietHours} gone */
  function remove(gone) {
    save(list.filter((each) => each !== gone));
    document.getElementById(`${id}-add`)?.focus();
  }

  return html`<h3 id=${id}>${sayTitle(setting)}</h3>
    <${Help} id=${id} setting=${setting} />
    ${list.length > 0 && html`<ul class="rows" aria-labelledby=${id}>
      ${list.map((each, index) => html`<li key=${index} class="row apart"><span>${sayHours(each)}</span>
        <button type="button" class="quiet" disabled=${isFixed} aria-label=${say('remove_word', sayHours(each))}
          onClick=${() => remove(each)}>${say('remove')}</button></li>`)}
    </ul>`}
    ${hours ? html`<form class="add" onSubmit=${add}>
        <${HoursForm} id=${id} hours=${hours} turn=${(/** @type {Partial<QuietHours>} */ part) => setHours({ ...hours, ...part })} />
        <div class="row"><button class="main" disabled=${hours.days.length === 0}>${say('add')}</button>
        <button type="button" onClick=${() => setHours(null)}>${say('cancel')}</button></div>
      </form>`
    : html`<button type="button" id=${`${id}-add`} disabled=${isFixed || list.length >= (setting.most ?? Infinity)} onClick=${() => setHours(EMPTY)}>${say('hours_add')}</button>`}`;
}
