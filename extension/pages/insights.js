// The private mirror: what was read, in sums that never leave this machine.

import { html, useEffect, useMemo, useState } from '../vendor/htm-preact.js';
import { CompanionCard, isThere, useCompanion } from './companion-state.js';
import { ask } from './ask.js';
import { Chart, sayDays, sayNumber } from './insights/chart.js';
import { drawPage, Frame } from './insights/frame.js';
import { Kinds } from './insights/kinds.js';
import { addDays, addUp, chooseStep, findFirst, listPeriods, listSites } from './insights/periods.js';
import { saveFile } from './save-file.js';
import { say, sayShare } from './words.js';

/** @typedef {import('../protocol').SiteSum} SiteSum */

const SPANS = [7, 30, 90, 400];
const EVER = 0;
// As far back as the companion can be asked: what is over 400 days old is there by the month.
const MOST_DAYS = 4000;

/** @param {number} part @param {number} whole */
function share(part, whole) {
  return sayShare(whole > 0 ? part / whole : 0);
}

/** @param {{ sums: SiteSum[], span: number, site: string, today: string }} props */
function Charts({ sums, span, site, today }) {
  const first = span === EVER ? findFirst(sums, today) : addDays(today, 1 - span);
  const [step, periods, whole] = useMemo(() => {
    const choice = { site, step: chooseStep(sums, first, today), first, last: today };
    return /** @type {const} */ ([choice.step, listPeriods(sums, choice), addUp(sums, choice)]);
  }, [sums, site, first]);
  const { minutes, seen, noted, negative, neutral, positive, pauses, pauses_taken: taken } = whole;
  const judged = negative + neutral + positive;
  const shared = { periods, step };
  if (minutes === 0 && seen === 0) return html`<p class="card empty">${say('insights_nothing')}</p>`;
  return html`<div class="charts">
    <${Chart} ...${shared} id="minutes" title=${say('insights_minutes')} change="limits" words=${say('insights_minutes_words', [sayNumber(minutes)])}
      lines=${[{ name: 'minutes', words: say('insights_minutes'), colour: '--chart-1', read: (/** @type {any} */ each) => each.minutes }]} />
    <${Chart} ...${shared} id="posts" title=${say('insights_posts')} change="kinds" words=${say('insights_posts_words', [sayNumber(noted), sayNumber(seen)])}
      isStacked=${true} lines=${[
        { name: 'plain', words: say('insights_plain'), colour: '--chart-2', read: (/** @type {any} */ each) => Math.max(0, each.seen - each.noted) },
        { name: 'noted', words: say('insights_noted'), colour: '--chart-1', read: (/** @type {any} */ each) => each.noted },
      ]} />
    <${Kinds} kinds=${whole.kinds} />
    <${Chart} ...${shared} id="mood" title=${say('insights_mood')} change="calm"
      words=${judged ? say('insights_mood_words', [share(negative, judged), share(positive, judged)]) : say('insights_nothing')}
      isStacked=${true} lines=${[
        { name: 'positive', words: say('insights_positive'), colour: '--chart-3', read: (/** @type {any} */ each) => each.positive },
        { name: 'neutral', words: say('insights_neutral'), colour: '--chart-2', read: (/** @type {any} */ each) => each.neutral },
        { name: 'negative', words: say('insights_negative'), colour: '--chart-1', read: (/** @type {any} */ each) => each.negative },
      ]} />
    <${Chart} ...${shared} id="pauses" title=${say('insights_pauses')} change="pauses"
      words=${pauses ? say('insights_pauses_words', [sayNumber(taken), sayNumber(pauses)]) : say('insights_pauses_none')}
      isStacked=${true} lines=${[
        { name: 'read_on', words: say('insights_read_on'), colour: '--chart-2', read: (/** @type {any} */ each) => Math.max(0, each.pauses - each.pauses_taken) },
        { name: 'taken', words: say('insights_taken'), colour: '--chart-1', read: (/** @type {any} */ each) => each.pauses_taken },
      ]} />
  </div>`;
}

/** @param {{ sums: SiteSum[], today: string }} props */
function Mirror({ sums, today }) {
  const [span, setSpan] = useState(7);
  const [site, setSite] = useState('');
  const [trouble, setTrouble] = useState('');
  const spans = findFirst(sums, today) < addDays(today, 1 - 400) ? [...SPANS, EVER] : SPANS;

  async function save() {
    const { csv, error } = await ask('insights', { request: { csv: true, days: MOST_DAYS } });
    setTrouble(error ? say('keep_away') : '');
    if (!error) saveFile(`mindful-feed-${today}.csv`, csv, 'text/csv');
  }

  return html`<p class="lead">${say('insights_lead')}</p>
    <div class="row apart">
      <fieldset class="row"><legend class="unseen">${say('insights_span')}</legend><div class="choices">${spans.map((days) => html`<label key=${days}>
        <input type="radio" name="span" checked=${span === days} onChange=${() => setSpan(days)} /><span>${days === EVER ? say('insights_ever') : sayDays(days)}</span></label>`)}</div></fieldset>
      <label class="row">${say('insights_site')} <select onChange=${(/** @type {any} */ { target }) => setSite(target.value)}>
        <option value="" selected=${site === ''}>${say('insights_all')}</option>
        ${listSites(sums).map((each) => html`<option key=${each} value=${each} selected=${site === each}>${each}</option>`)}</select></label>
      <button type="button" onClick=${save}>${say('insights_csv')}</button>
    </div>
    <p class="trouble" role="alert">${trouble}</p>
    <${Charts} sums=${sums} span=${span} site=${site} today=${today} />`;
}

function Insights() {
  const [companion, look] = useCompanion();
  const [sums, setSums] = useState(/** @type {SiteSum[] | null} */ (null));
  useEffect(() => {
    if (isThere(companion.state)) ask('insights', { request: { days: MOST_DAYS } }).then((reply) => reply.sums && setSums(reply.sums));
  }, [companion.state]);
  const now = new Date();
  const today = addDays(`${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`, 0);
  return html`<${Frame} name="insights">
    ${!isThere(companion.state) && companion.state !== 'asking' && html`<${CompanionCard} companion=${companion} look=${look} />`}
    ${sums && (sums.length > 0 ? html`<${Mirror} sums=${sums} today=${today} />` : html`<div class="card empty"><h2>${say('insights_none')}</h2>
      <p>${say('insights_none_words')}</p><p><a href="options.html#mirror">${say('insights_change')}</a></p></div>`)}
  <//>`;
}

await drawPage('insights', Insights);
