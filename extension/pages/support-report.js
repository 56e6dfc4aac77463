// "Report a wrong number": words to copy, for whoever looks after the lists. Nothing is sent from here.

import { make } from './support-cards.js';
import { say } from './words.js';

/** @typedef {import('../protocol').Resource} Resource */

/** What those who look after the lists need, in English: they read it. @param {Resource} resource */
function writeReport({ id, name, contacts, checked_on: checkedOn, checked_by: checkedBy }) {
  const shown = contacts.map(({ kind, display }) => `${kind} ${display}`).join(', ');
  return [
    `Wrong number: ${id}`,
    `Name: ${name}`,
    `Shown: ${shown}`,
    `Checked: ${checkedOn} by ${checkedBy}`,
    'What is wrong: ',
    'The service says so at (link): ',
    '',
  ].join('\n');
}

/** @param {HTMLTextAreaElement} words @param {HTMLElement} said */
async function copy(words, said) {
  words.select();
  try {
    await navigator.clipboard.writeText(words.value);
    said.textContent = say('report_copied');
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    said.textContent = say('report_select');
  }
}

/** A button that opens the words under a card's facts. @param {Resource} resource */
export function makeReport(resource) {
  const place = make('details', undefined, 'report');
  place.append(make('summary', say('report_number')));
  place.addEventListener('toggle', () => {
    if (!place.open || place.children.length > 1) return;
    const words = make('textarea');
    words.value = writeReport(resource);
    words.rows = 7;
    words.dir = 'ltr';
    words.spellcheck = false;
    words.setAttribute('aria-label', say('report_label', resource.name));
    const said = make('p', '', 'soft');
    said.setAttribute('role', 'status');
    const button = make('button', say('report_copy'));
    button.type = 'button';
    button.addEventListener('click', () => copy(words, said));
    place.append(make('p', say('report_words'), 'soft'), words, button, said);
  });
  return place;
}
