// A few choices of which one holds, side by side.

import { html } from '../../vendor/htm-preact.js';

/**
 * @param {object} props
 * @param {string} props.name
 * @param {string} props.labelledby
 * @param {string} props.value
 * @param {{ value: string, title: string }[]} props.options
 * @param {boolean} [props.disabled]
 * @param {(value: string) => void} props.pick
 */
export function Choices({ name, labelledby, value, options, disabled, pick }) {
  return html`<div class="choices" role="radiogroup" aria-labelledby=${labelledby}>
    ${options.map((each) => html`<label><input type="radio" name=${name} value=${each.value}
      checked=${each.value === value} disabled=${disabled} onChange=${() => pick(each.value)} /><span>${each.title}</span></label>`)}
  </div>`;
}
