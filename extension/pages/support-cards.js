// How a source of help looks on the support page. Names, numbers and links stand as they came.

/**
 * @typedef {import('../protocol').Contact} Contact
 * @typedef {import('../protocol').Resource} Resource
 * @typedef {import('../protocol').Help} Help
 * @typedef {import('../protocol').Community} Community
 */

import { makeReport } from './support-report.js';
import { say, sayDate, sayName } from './words.js';

const SAFE_LINK = /^(tel:|sms:|https?:\/\/)/;

/** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {string} [text] @param {string} [className] */
export function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** @param {Contact} contact */
export function makeContact({ kind, display, link }) {
  const words = say(`contact_${kind}`, display) || display;
  if (!SAFE_LINK.test(link)) return make('span', words, `way ${kind}`);
  const anchor = make('a', words, `way ${kind}`);
  anchor.href = link;
  anchor.rel = 'noopener noreferrer';
  anchor.referrerPolicy = 'no-referrer';
  if (link.startsWith('http')) anchor.target = '_blank';
  return anchor;
}

/** "Open now", or that it is closed, where its hours are certain. @param {Help} help */
function makeOpen({ is_open: isOpen }) {
  const name = isOpen === null || isOpen === undefined ? '' : isOpen ? 'open' : 'closed';
  return name ? [make('span', say(`support_${name}`), `tag ${name}`)] : [];
}

/** A line's hours and languages. @param {Help} help */
function sayDetails({ hours, languages = [], audience }) {
  const spoken = languages.map((language) => sayName('language', language)).join(', ');
  const forWhom = audience && audience !== 'everyone' ? say(`support_for_${audience}`) : '';
  return [forWhom, hours, spoken].filter(Boolean).join(' · ');
}

/**
 * A card for one source of help.
 * @param {Help | Resource} resource
 * @param {string} [how] the kind of contact to put first
 */
export function makeCard(resource, how) {
  const help = /** @type {Help} */ (resource);
  const item = make('li', undefined, 'card');
  const name = make('h3');
  name.append(make('bdi', resource.name));
  const ways = make('div', undefined, 'ways');
  const contacts = [...resource.contacts];
  contacts.sort((a, b) => Number(b.kind === how) - Number(a.kind === how));
  ways.append(...contacts.map(makeContact));
  const details = resource.kind === 'line' ? sayDetails(help) : '';
  const checked = resource.checked_by === 'provider' ? 'checked_provider' : 'checked_sources';
  const facts = make('p', details, 'soft');
  const tags = makeOpen(help);
  if (tags.length > 0) facts.prepend(...tags, ' ');
  item.append(name, ways, facts);
  if (resource.kind === 'line' && contacts.every(({ kind }) => kind === 'web')) {
    item.append(make('p', say('support_stale'), 'soft'));
  }
  item.append(make('p', say(checked, sayDate(resource.checked_on)), 'soft checked'));
  if (resource.kind === 'line' && contacts.some(({ kind }) => kind !== 'web')) item.append(makeReport(resource));
  return item;
}

/** A community, with its ages and rules. @param {Community} community */
export function makeCommunity(community) {
  const card = makeCard(community);
  const rules = make('p');
  rules.append(make('bdi', `${community.ages}. ${community.rules}`));
  card.querySelector('h3')?.after(rules);
  return card;
}

/** @param {Element[]} cards */
export function makeList(cards) {
  const list = make('ul', undefined, 'cards');
  list.append(...cards);
  return list;
}
