// A dial from few notes to many. The companion counts in shares of certainty, where less means more
// notes; on the dial the named positions stand a quarter apart.

import { html } from '../../vendor/htm-preact.js';
import { say, sayShare } from '../words.js';

/** @typedef {import('./change.js').Setting} Setting */

const STEPS = 100;

/** The dial's points from left to right: place (0 to 1) and share. @param {Setting} setting @returns {[number, number][]} */
function listPoints({ positions = [], least, most }) {
  const named = positions.map(({ value }) => value).sort((a, b) => b - a);
  const shares = [most ?? 1, ...named, least ?? 0];
  return shares.map((share, index) => [index / (shares.length - 1), share]);
}

/** @param {[number, number][]} points @param {number} from 0 or 1: which of a point's two is given @param {number} given */
function interpolate(points, from, given) {
  const to = 1 - from;
  for (let index = 1; index < points.length; index++) {
    const [before, after] = [points[index - 1], points[index]];
    const part = (given - before[from]) / (after[from] - before[from]);
    if (part <= 1) return before[to] + Math.max(0, part) * (after[to] - before[to]);
  }
  return points[points.length - 1][to];
}

/** Where a share stands, from 0 to 1. @param {Setting} setting @param {number} share */
export function findPlace(setting, share) {
  return interpolate(listPoints(setting), 1, share);
}

/** The share at a place, in hundredths. @param {Setting} setting @param {number} place */
function findShare(setting, place) {
  return Math.round(interpolate(listPoints(setting), 0, place) * 100) / 100;
}

/** The share at another place; a step too small for a hundredth is made one.
 * @param {Setting} setting @param {number} share @param {number} place */
export function turnTo(setting, share, place) {
  const found = findShare(setting, place);
  if (found !== share) return found;
  const step = place > findPlace(setting, share) ? -0.01 : 0.01;
  return Math.round(Math.min(setting.most ?? 1, Math.max(setting.least ?? 0, share + step)) * 100) / 100;
}

/** The name of where the dial stands: a position's, or the two that it is between.
 * @param {Setting} setting @param {number} share */
function sayPlace({ positions = [] }, share) {
  const here = positions.find(({ value }) => Math.abs(value - share) < 0.005);
  if (here) return say(`dial_${here.name}`);
  const sorted = [...positions].sort((a, b) => b.value - a.value);
  const next = sorted.findIndex(({ value }) => value < share);
  if (next === 0) return say('dial_fewer', say(`dial_${sorted[0].name}`));
  if (next === -1) return say('dial_more', say(`dial_${sorted[sorted.length - 1].name}`));
  return say('dial_between', [say(`dial_${sorted[next - 1].name}`), say(`dial_${sorted[next].name}`)]);
}

/**
 * @param {object} props
 * @param {Setting} props.setting
 * @param {number} props.share
 * @param {string} props.label
 * @param {boolean} props.disabled
 * @param {(share: number) => void} props.turn
 */
export function Dial({ setting, share, label, disabled, turn }) {
  const place = findPlace(setting, share);
  const words = `${sayPlace(setting, share)}. ${say('dial_share', sayShare(share))}`;
  return html`<div class="dial">
    <input type="range" min="0" max=${STEPS} step="1" value=${Math.round(place * STEPS)} disabled=${disabled}
      aria-label=${label} aria-valuetext=${words} style=${`--filled: ${place * 100}%`}
      onInput=${(/** @type {any} */ { target }) => turn(turnTo(setting, share, target.valueAsNumber / STEPS))} />
    ${(setting.positions ?? []).map(({ name, value }) => html`<button type="button" tabindex="-1" aria-hidden="true"
      class=${Math.abs(value - share) < 0.005 ? 'place here' : 'place'} style=${`--at: ${findPlace(setting, value)}`}
      disabled=${disabled} onClick=${() => turn(value)}>${say(`dial_${name}`)}</button>`)}
  </div>
  <p class="soft">${words}</p>`;
}
