// The popup's list of the posts on the screen: what was noted, and what the reader says to it.

import { CATEGORIES } from './categories.js';
import { ask } from './ask.js';
import { say } from './words.js';

/** @typedef {{ id: string, text: string, category?: string, title?: string, scores?: Record<string, number> }} Post */

/** @param {string} tag @param {string} [text] @param {string} [className] */
function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** @param {string} words @param {() => void} act */
function makeButton(words, act) {
  const button = /** @type {HTMLButtonElement} */ (make('button', words, 'quiet'));
  button.type = 'button';
  button.onclick = act;
  return button;
}

/** Thanks, with the way back. @param {HTMLElement} place @param {object} feedback @param {() => void} again */
async function send(place, feedback, again) {
  const { error } = await ask('feedback', feedback);
  const words = make('p', say(error ? 'feedback_away' : 'feedback_thanks'), 'soft');
  const undo = makeButton(say('undo'), async () => {
    await ask('feedback', { ...feedback, undo: true });
    again();
  });
  place.replaceChildren(words, ...(error ? [] : [undo]));
  words.setAttribute('role', 'status');
  if (!error) undo.focus();
}

/** "Should have had a note", and for what. @param {HTMLElement} place @param {Post} post @param {() => void} again */
function offerMissed(place, { scores = {} }, again) {
  const select = /** @type {HTMLSelectElement} */ (make('select'));
  select.setAttribute('aria-label', say('missed_what'));
  select.add(new Option(say('missed_what'), ''));
  for (const { id } of CATEGORIES) if (id in scores) select.add(new Option(say(`category_${id}`), id));
  select.onchange = () => send(place, { category: select.value, verdict: 'missed', score: scores[select.value] }, again);
  place.replaceChildren(select);
  select.focus();
}

/** @param {Post} post */
function makeRow(post) {
  const { text, category, title, scores } = post;
  const row = make('li');
  const words = make('p', text, 'post-text');
  words.dir = 'auto';
  const acts = make('div', undefined, 'row acts');
  const show = () => {
    const score = category ? scores?.[category] : undefined;
    const own = category === 'own' || (category && score === undefined);
    if (category && !own) acts.replaceChildren(makeButton(say('not_this'), () => send(acts, { category, verdict: 'not_this', score }, show)));
    else if (!category && scores) acts.replaceChildren(makeButton(say('missed'), () => offerMissed(acts, post, show)));
    else acts.replaceChildren();
  };
  show();
  row.append(words, make('p', title ?? say('post_plain'), 'soft'), acts);
  return row;
}

/** Fills the list from the page in a tab, each time it is opened. @param {() => Promise<number | undefined>} findTabId */
export function offerPosts(findTabId) {
  const details = /** @type {HTMLDetailsElement} */ (document.getElementById('posts'));
  details.addEventListener('toggle', async () => {
    if (!details.open) return;
    const posts = await listPosts(await findTabId());
    const rows = posts.length > 0 ? posts.map(makeRow) : [make('li', say('posts_none'), 'soft')];
    details.querySelector('ul')?.replaceChildren(...rows);
  });
}

/** @param {number | undefined} tabId @returns {Promise<Post[]>} */
async function listPosts(tabId) {
  if (tabId === undefined) return [];
  try {
    const { posts } = await chrome.tabs.sendMessage(tabId, { tell: 'list' }, { frameId: 0 });
    return posts ?? [];
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
}
