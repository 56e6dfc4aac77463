// What fits a reader's answers: a few lines, and what helps somebody else.

import { make } from './support-cards.js';
import { say } from './words.js';

/** @typedef {import('../protocol').Help} Help */

const MOST = 3;

/** @param {Help} line @param {string} how */
export function hasWay(line, how) {
  return line.contacts.some(({ kind }) => kind === how);
}

/**
 * The lines to show and what has to be said of them: first those for the topic, or those who listen
 * to anything; among them those that can be reached in the chosen way.
 * @param {Help[]} resources
 * @param {string | undefined} how
 */
export function pickLines(resources, how) {
  const lines = resources.filter(({ kind }) => kind === 'line');
  const notes = [];
  let found = lines.filter(({ fits }) => fits);
  if (found.length === 0) {
    found = lines.filter(({ topics, audience }) => audience === 'everyone' && topics.includes('distress'));
    if (found.length > 0) notes.push('support_general');
  }
  const reached = how && how !== 'any' ? found.filter((line) => hasWay(line, how)) : found;
  if (reached.length === 0 && found.length > 0) notes.push(`support_no_${how}`);
  const cards = (reached.length > 0 ? reached : found).slice(0, MOST);
  return { cards, notes };
}

/** What helps someone else. @param {string | undefined} topic */
export function makeAdvice(topic) {
  const box = make('section', undefined, 'advice');
  const list = make('ul');
  const names = topic === 'suicide' ? ['ask', 'listen', 'together', 'report', 'self'] : ['notice', 'listen', 'together', 'report', 'self'];
  list.append(...names.map((name) => make('li', say(`support_advice_${name}`))));
  box.append(make('h3', say('support_advice')), list);
  return box;
}
