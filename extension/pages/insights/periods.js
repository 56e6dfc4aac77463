// Sums by day or by week, of one site or all: pure.

/**
 * @typedef {import('../../protocol').SiteSum} SiteSum
 * @typedef {{ noted: number, opened: number, skipped: number }} Kind
 * @typedef {object} Period the sums of a day, a week or a month
 * @property {string} day its first day, or YYYY-MM
 * @property {number} minutes
 * @property {number} seen
 * @property {number} noted
 * @property {number} negative
 * @property {number} neutral
 * @property {number} positive
 * @property {number} pauses
 * @property {number} pauses_taken
 * @property {Record<string, Kind>} kinds
 */

const COUNTS = /** @type {const} */ (['minutes', 'seen', 'negative', 'neutral', 'positive', 'pauses', 'pauses_taken']);

/** @param {Date} date */
function nameDay(date) {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** @param {string} day */
export function readDay(day) {
  const [year, month, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

/** The day after so many days, by the calendar: no day is skipped where clocks change. @param {string} day @param {number} count */
export function addDays(day, count) {
  const date = readDay(day);
  return nameDay(new Date(date.getFullYear(), date.getMonth(), date.getDate() + count));
}

/** The Monday of a day's week. @param {string} day */
export function startWeek(day) {
  return addDays(day, -((readDay(day).getDay() + 6) % 7));
}

/** @param {string} day @returns {Period} */
function begin(day) {
  return { day, minutes: 0, seen: 0, noted: 0, negative: 0, neutral: 0, positive: 0, pauses: 0, pauses_taken: 0, kinds: {} };
}

/** @param {Period} period @param {SiteSum} sum */
function add(period, sum) {
  for (const name of COUNTS) period[name] += sum[name];
  for (const { category, noted, opened, skipped } of sum.kinds) {
    const kind = (period.kinds[category] ??= { noted: 0, opened: 0, skipped: 0 });
    kind.noted += noted;
    kind.opened += opened;
    kind.skipped += skipped;
    period.noted += noted;
  }
}

/**
 * One period for every day or week from the first to the last, those with nothing too.
 * @param {SiteSum[]} sums @param {{ site: string, step: 'day' | 'week', first: string, last: string }} choice
 * @returns {Period[]}
 */
export function listPeriods(sums, { site, step, first, last }) {
  /** @type {Map<string, Period>} */
  const periods = new Map();
  const start = step === 'week' ? startWeek(first) : first;
  for (let day = start; day <= last; day = addDays(day, step === 'week' ? 7 : 1)) periods.set(day, begin(day));
  for (const sum of sums) {
    if (sum.day.length !== 10 || (site && sum.site !== site)) continue;
    const period = periods.get(step === 'week' ? startWeek(sum.day) : sum.day);
    if (period) add(period, sum);
  }
  return [...periods.values()];
}

/** Everything together. @param {SiteSum[]} sums @param {{ site: string, first: string }} choice */
export function addUp(sums, { site, first }) {
  const whole = begin('');
  for (const sum of sums) if ((!site || sum.site === site) && sum.day >= first.slice(0, sum.day.length)) add(whole, sum);
  return whole;
}

/** The sites of the sums, the most read first. @param {SiteSum[]} sums */
export function listSites(sums) {
  /** @type {Record<string, number>} */
  const minutes = {};
  for (const { site, minutes: spent } of sums) minutes[site] = (minutes[site] ?? 0) + spent;
  return Object.keys(minutes).sort((a, b) => minutes[b] - minutes[a]);
}
