// The whole options page: sections one below the other, and beside them what a change would do.

import { html, useEffect } from '../../vendor/htm-preact.js';
import { CompanionCard, isThere, useCompanion } from '../companion-state.js';
import { say } from '../words.js';
import { useBook } from './book.js';
import { Category } from './category.js';
import { isEmpty } from './change.js';
import { Field } from './field.js';
import { Files } from './files.js';
import { Keeping } from './keeping.js';
import { Scope } from './scope.js';
import { Sites, usePlaces } from './sites.js';
import { Told } from './told.js';
import { Tryout, usePreview } from './tryout.js';
import { Erase } from './erase.js';

/** A companion that does not answer is looked for this often. */
const AGAIN = 2000;

/**
 * @typedef {import('./book.js').Book} Book
 * @typedef {import('./change.js').Settings} Settings
 */

/** @param {{ id: string, title: string, words?: string, children?: unknown }} props */
function Section({ id, title, words, children }) {
  return html`<section id=${id} class="section" aria-labelledby=${`${id}-title`}>
    <h2 id=${`${id}-title`}>${title}</h2>
    ${words && html`<p class="soft">${words}</p>`}
    ${children}
  </section>`;
}

/** Whether there is nothing to show of a list that only fills up elsewhere. @param {Settings['settings'][number]} setting */
function isBare({ name, value }) {
  return name === 'hidden_help' && Array.isArray(value) && value.length === 0;
}

/** The groups of the companion's table that are not the kinds of posts. @param {Settings} settings */
function listGroups({ groups, settings }) {
  return groups
    .map((group) => ({ ...group, settings: settings.filter((each) => each.group === group.id && !each.category && !isBare(each)) }))
    .filter((group) => group.settings.length > 0);
}

/** @param {{ book: Book, isFixed: boolean, children?: unknown }} props */
function Sections({ book, isFixed, children }) {
  const [places, look] = usePlaces();
  const settings = /** @type {Settings} */ (book.settings);
  // Other pages link to a section, which was not there yet when this page was loaded.
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), []);
  const kinds = [...new Set(settings.settings.flatMap(({ category }) => category ?? []))];
  const { site } = book.change;
  const groups = listGroups(settings);
  const parts = [
    { id: 'kinds', title: say('section_kinds') },
    { id: 'sites', title: say('sites') },
    ...groups.map((group) => ({ id: group.id, title: say(`group_${group.id}`) || group.title })),
    { id: 'told', title: say('section_told') },
    { id: 'files', title: say('section_files') },
    { id: 'erase', title: say('section_erase') },
  ];
  return html`<nav aria-label=${say('sections')}><ul>${parts.map(({ id, title }) => html`<li><a href=${`#${id}`}>${title}</a></li>`)}</ul></nav>
    <div class="sections">
      <${Section} id="kinds" title=${say('section_kinds')} words=${say('section_kinds_words')}>
        <${Scope} book=${book} places=${places} />
        <ul class="stack">${kinds.map((id) => html`<${Category} key=${id} book=${book} id=${id} isFixed=${isFixed} />`)}
          ${site !== null && settings.settings.filter((each) => each.scope === 'site' && !each.category).map((setting) =>
            html`<${Field} key=${setting.name} book=${book} setting=${setting} isFixed=${isFixed} site=${site} />`)}</ul>
      <//>
      <${Section} id="sites" title=${say('sites')} words=${say('section_sites_words')}><${Sites} places=${places} look=${look} /><//>
      ${groups.map((group) => html`<${Section} key=${group.id} id=${group.id} title=${say(`group_${group.id}`) || group.title}>
        <ul class="stack">${group.settings.map((setting) => html`<${Field} key=${setting.name} book=${book} setting=${setting} isFixed=${isFixed} />`)}</ul><//>`)}
      <${Section} id="told" title=${say('section_told')} words=${say('section_told_words')}><${Told} book=${book} isFixed=${isFixed} /><//>
      <${Section} id="files" title=${say('section_files')}><${Files} book=${book} isFixed=${isFixed} /><//>
      <${Section} id="erase" title=${say('section_erase')}><${Erase} book=${book} isFixed=${isFixed} /><//>
    </div>
    ${children}`;
}

/** @param {{ book: Book }} props */
function Trying({ book }) {
  const { change, settings } = book;
  const found = usePreview(change, settings?.revision ?? 0);
  return html`<${Tryout} isTrying=${!isEmpty(change)} found=${found} /><${Keeping} book=${book} preview=${found.preview} />`;
}

export function Options() {
  const book = useBook();
  const [companion, look] = useCompanion();
  const { settings, trouble, load } = book;
  const isFixed = trouble !== '';

  useEffect(() => {
    if (!trouble || trouble === 'asking') return undefined;
    const timer = setInterval(() => !document.hidden && load(), AGAIN);
    return () => clearInterval(timer);
  }, [trouble]);

  async function lookAgain() {
    await look();
    await load();
  }

  return html`<header class="top"><h1 class="brand"><img src="../icons/icon.svg" alt="" width="30" height="30" />${say('settings')}</h1>
      <a href="support.html">${say('support')}</a></header>
    <main>
      ${trouble && trouble !== 'asking' && html`<div class="offline">
        <${CompanionCard} companion=${isThere(companion.state) ? { ...companion, state: trouble } : companion} look=${lookAgain} />
        ${settings && html`<p class="aside">${say('options_known')}</p>`}
        <button type="button" onClick=${lookAgain}>${say('options_again')}</button>
      </div>`}
      <div class="board">${settings && html`<${Sections} book=${book} isFixed=${isFixed}>
        ${isFixed ? html`<div></div>` : html`<${Trying} book=${book} />`}<//>`}</div>
    </main>`;
}
