// A chart of bars, one a day, week or month, drawn by uPlot; and the same numbers as a table, for who reads those.

import { html, useEffect, useRef, useState } from '../../vendor/htm-preact.js';
import uPlot from '../../vendor/uplot.js';
import { currentLanguage, say } from '../words.js';
import { readDay } from './periods.js';

/**
 * @typedef {import('./periods.js').Period} Period
 * @typedef {{ name: string, words: string, colour: string, read: (period: Period) => number }} Line
 */

const HEIGHT = 190;
const dark = matchMedia('(prefers-color-scheme: dark)');

/** @param {string} name */
function readColour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** @param {string} day or a month */
export function sayDay(day) {
  /** @type {Intl.DateTimeFormatOptions} */
  const parts = day.length === 7 ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat(currentLanguage(), parts).format(readDay(day));
}

/** @param {number} number */
export function sayNumber(number) {
  return new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 1 }).format(number);
}

/** As "7 days", in the plural of the language. @param {number} count */
export function sayDays(count) {
  return new Intl.NumberFormat(currentLanguage(), { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(count);
}

/** For the canvas, which runs from left to right, while some languages write their dates the other way. @param {string} words */
function isolate(words) {
  return `\u2068${words}\u2069`;
}

/** Each line on top of the ones after it, the tallest first, so that all are seen. @param {Period[]} periods @param {Line[]} lines */
function stack(periods, lines) {
  return lines.map((_, place) => periods.map((period) => lines.slice(place).reduce((sum, { read }) => sum + read(period), 0)));
}

/** @param {Element} place @param {Period[]} periods @param {Line[]} lines @param {boolean} isStacked */
function draw(place, periods, lines, isStacked) {
  const [ink, line] = [readColour('--soft'), readColour('--line')];
  const bars = uPlot.paths.bars({ size: [0.72, 44], radius: 0.12 });
  const rows = isStacked ? stack(periods, lines) : lines.map(({ read }) => periods.map(read));
  const font = '12px system-ui, sans-serif';
  const most = Math.max(1, ...rows.flat());
  return new uPlot({
    width: Math.max(200, place.clientWidth),
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    padding: [12, 8, 0, 0],
    scales: { x: { time: false, range: () => [-0.6, periods.length - 0.4] }, y: { range: () => [0, most * 1.08] } },
    axes: [
      { stroke: ink, font, grid: { show: false }, ticks: { show: false }, size: 32, gap: 8, space: 72,
        values: (_, splits) => splits.map((at) => (Number.isInteger(at) && periods[at] ? isolate(sayDay(periods[at].day)) : '')) },
      { stroke: ink, font, grid: { stroke: line, width: 1 }, ticks: { show: false }, size: 44, gap: 8,
        values: (_, splits) => splits.map((each) => (Number.isInteger(each) ? sayNumber(each) : '')) },
    ],
    series: [{}, ...lines.map(({ colour, words }) => ({ label: words, paths: bars, fill: readColour(colour), stroke: readColour(colour), width: 0, points: { show: false } }))],
  }, [periods.map((_, place) => place), ...rows], place);
}

/** @param {{ periods: Period[], lines: Line[], isStacked?: boolean, words: string }} props */
function Bars({ periods, lines, isStacked = false, words }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const [theme, setTheme] = useState(dark.matches);
  useEffect(() => {
    const turn = () => setTheme(dark.matches);
    dark.addEventListener('change', turn);
    return () => dark.removeEventListener('change', turn);
  }, []);
  useEffect(() => {
    const element = /** @type {HTMLElement} */ (place.current);
    const plot = draw(element, periods, lines, isStacked);
    const sizes = new ResizeObserver(() => plot.setSize({ width: Math.max(200, element.clientWidth), height: HEIGHT }));
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      plot.destroy();
    };
  }, [periods, theme]);
  return html`<div class="bars" dir="ltr" role="img" aria-label=${words} ref=${place}></div>`;
}

/** @param {{ periods: Period[], lines: Line[], step: string }} props */
function Table({ periods, lines, step }) {
  const told = periods.filter((period) => lines.some(({ read }) => read(period) > 0));
  return html`<details><summary>${say('insights_numbers')}</summary><div class="scrolls" tabindex="0" role="group" aria-label=${say('insights_numbers')}><table>
    <thead><tr><th scope="col">${say(`insights_${step}`)}</th>${lines.map(({ words }) => html`<th scope="col">${words}</th>`)}</tr></thead>
    <tbody>${told.map((period) => html`<tr key=${period.day}><th scope="row">${sayDay(period.day)}</th>
      ${lines.map(({ read }) => html`<td>${sayNumber(read(period))}</td>`)}</tr>`)}</tbody></table></div></details>`;
}

/**
 * A card with a chart, what it says in a sentence, and the way to what would change it.
 * @param {{ id: string, title: string, words: string, change: string, periods: Period[], lines: Line[], step: string, isStacked?: boolean }} props
 */
export function Chart({ id, title, words, change, periods, lines, step, isStacked }) {
  const isBare = periods.every((period) => lines.every(({ read }) => read(period) === 0));
  return html`<section class="card chart" id=${id} aria-labelledby=${`${id}-title`}>
    <h2 id=${`${id}-title`}>${title}</h2><p class="soft">${words}</p>
    ${isBare || html`<${Bars} periods=${periods} lines=${lines} isStacked=${isStacked} words=${`${title}. ${words}`} />
    <ul class="row legend">${lines.map(({ name, words: label, colour }) => html`<li key=${name}><span class="dab" data-colour=${colour.slice(2)} aria-hidden="true"></span>${label}</li>`)}</ul>`}
    <div class="row apart">${isBare ? html`<span></span>` : html`<${Table} periods=${periods} lines=${lines} step=${step} />`}<a href=${`options.html#${change}`}>${say('insights_change')}</a></div>
  </section>`;
}
