// Sums by day, week or month, of one site or all: pure. Old days were merged into months, and those are
// drawn among months alone: beside a week, a month would look like a very long one.

/**
 * @typedef {import('../../protocol').SiteSum} SiteSum
 * @typedef {{ noted: number, opened: number, skipped: number }} Kind
 * @typedef {'day' | 'week' | 'month'} Step
 * @typedef {{ site: string, step: Step, first: string, last: string }} Choice from the first day to the last
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
function startWeek(day) {
  return addDays(day, -((readDay(day).getDay() + 6) % 7));
}

const MOST_DAYS = 31;
const MOST_WEEKS = 60;

/**
 * How finely a time can be drawn: bars must not be too thin, and a merged month cannot be parted.
 * @param {SiteSum[]} sums @param {string} first @param {string} last @returns {Step}
 */
export function chooseStep(sums, first, last) {
  const days = (readDay(last).getTime() - readDay(first).getTime()) / 86_400_000;
  const hasMonth = sums.some(({ day }) => day.length === 7 && day > first.slice(0, 7));
  if (hasMonth || days > MOST_WEEKS * 7) return 'month';
  return days >= MOST_DAYS ? 'week' : 'day';
}

/** The first day of the oldest sum. @param {SiteSum[]} sums @param {string} today */
export function findFirst(sums, today) {
  return sums.reduce((first, { day }) => (`${day}-01`.slice(0, 10) < first ? `${day}-01`.slice(0, 10) : first), today);
}

/** The name of the period that a day or month is drawn in. @param {string} day @param {Step} step */
function placeIn(day, step) {
  if (step === 'month') return day.slice(0, 7);
  return step === 'week' ? startWeek(day) : day;
}

/** @param {string} period @param {Step} step */
function goOn(period, step) {
  if (step !== 'month') return addDays(period, step === 'week' ? 7 : 1);
  const month = readDay(period);
  return nameDay(new Date(month.getFullYear(), month.getMonth() + 1, 1)).slice(0, 7);
}

/** Whether a sum is of the site and time. @param {SiteSum} sum @param {Choice} choice */
function isMeant({ day, site: of }, { site, step, first, last }) {
  if (site && of !== site) return false;
  return day.length === 7 ? step === 'month' && day >= first.slice(0, 7) : day >= first && day <= last;
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
 * One period for every day, week or month from the first to the last, those with nothing too.
 * @param {SiteSum[]} sums @param {Choice} choice @returns {Period[]}
 */
export function listPeriods(sums, choice) {
  const { step, first, last } = choice;
  /** @type {Map<string, Period>} */
  const periods = new Map();
  const end = placeIn(last, step);
  for (let name = placeIn(first, step); name <= end; name = goOn(name, step)) periods.set(name, begin(name));
  for (const sum of sums) {
    const period = isMeant(sum, choice) && periods.get(placeIn(sum.day, step));
    if (period) add(period, sum);
  }
  return [...periods.values()];
}

/** Everything that is drawn, together. @param {SiteSum[]} sums @param {Choice} choice */
export function addUp(sums, choice) {
  const whole = begin('');
  for (const sum of sums) if (isMeant(sum, choice)) add(whole, sum);
  return whole;
}

/** The sites of the sums, the most read first. @param {SiteSum[]} sums */
export function listSites(sums) {
  /** @type {Record<string, number>} */
  const minutes = {};
  for (const { site, minutes: spent } of sums) minutes[site] = (minutes[site] ?? 0) + spent;
  return Object.keys(minutes).sort((a, b) => minutes[b] - minutes[a]);
}
