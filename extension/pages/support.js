// The support page: all help in the reader's country, and one minute of questions to find some.

import directories from './directories.json' with { type: 'json' };
import { watchExit } from './quick-exit.js';
import { askHelp, keepCountry, readCountry } from './support-ask.js';
import { make, makeCard, makeCommunity, makeContact, makeList } from './support-cards.js';
import { Choice } from './support-choice.js';
import { showSites } from './support-sites.js';
import { loadWords, say, sayAll, sayName } from './words.js';

/**
 * @typedef {import('../protocol').Help} Help
 * @typedef {import('../protocol').Resource} Resource
 * @typedef {import('../protocol').ResourcesReply} ResourcesReply
 */

const NOWHERE = 'XX';
const packed = /** @type {Resource[]} */ (directories);
const UNPAIRED = ['unpaired', 'unknown'];

/** @param {string} id */
function find(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** The number for life in danger, or that the reader has to know theirs. @param {Resource[]} numbers */
function showDanger(numbers) {
  const contacts = numbers.flatMap(({ contacts }) => contacts.map(makeContact));
  find('danger-ways').replaceChildren(...contacts);
  find('danger-words').textContent = say(contacts.length > 0 ? 'support_danger_call' : 'support_danger_unknown');
}

/** @param {ResourcesReply} reply */
async function showCountry({ country, countries }) {
  const named = await readCountry();
  const select = /** @type {HTMLSelectElement} */ (find('country'));
  const names = countries.map((code) => ({ code, name: sayName('region', code) }));
  names.sort((a, b) => a.name.localeCompare(b.name));
  const options = [
    { code: '', name: say('support_country_guess') },
    ...names,
    { code: NOWHERE, name: say('support_country_none') },
  ].map(({ code, name }) => new Option(name, code));
  select.replaceChildren(...options);
  select.value = named ?? '';
  const known = country ? sayName('region', country) : '';
  const guess = named ? 'support_showing' : 'support_showing_guess';
  find('showing').textContent = known ? say(guess, known) : say('support_showing_none');
  find('place').hidden = false;
  openCountries(!known);
}

/** Shows or hides the list of countries. @param {boolean} isOpen */
function openCountries(isOpen) {
  find('country-row').hidden = !isOpen;
  find('change').setAttribute('aria-expanded', String(isOpen));
}

/** @param {ResourcesReply} reply */
function showEverything({ country, resources, communities }) {
  const lines = resources.filter(({ kind }) => kind === 'line');
  const others = resources.filter(({ kind }) => kind !== 'line');
  // Where the companion cannot read its lists, those packed here stand in.
  const rest = others.some(({ kind }) => kind === 'directory') ? others : [...others, ...packed];
  const name = country ? sayName('region', country) : '';
  find('all').hidden = lines.length === 0;
  find('all-words').textContent = say('support_all', [name, String(lines.length)]);
  find('all-lines').replaceChildren(makeList(lines.map((line) => makeCard(line))));
  find('no-lines').hidden = lines.length > 0;
  find('more-links').replaceChildren(
    make('h3', say('support_pages')),
    makeList(rest.map((each) => makeCard(each))),
  );
  if (communities.length > 0) {
    const words = make('p', say('support_communities_words'), 'soft');
    const cards = makeList(communities.map(makeCommunity));
    find('more-links').append(make('h3', say('support_communities')), words, cards);
  }
}

/** What is packed with the extension, for when the companion does not answer. @param {string} code */
function showOffline(code) {
  find('offline').hidden = false;
  find('offline-words').textContent = say(`state_${code}`) || say('state_off');
  find('offline-more').textContent = say(UNPAIRED.includes(code) ? 'support_offline_pair' : 'support_offline');
  for (const id of ['doors', 'choice', 'all', 'no-lines', 'more', 'place']) find(id).hidden = true;
  find('packed').replaceChildren(makeList(packed.map((directory) => makeCard(directory))));
  showDanger([]);
}

const choice = new Choice(find('choice'), find('doors'), () => load());

async function load() {
  const reply = await askHelp();
  if (!reply || reply.error) {
    showOffline(reply?.error?.code ?? 'off');
    return;
  }
  find('offline').hidden = true;
  find('more').hidden = false;
  showDanger(reply.emergency);
  showEverything(reply);
  await showCountry(reply);
  const lines = reply.resources.filter(({ kind }) => kind === 'line');
  choice.start(lines);
  if (lines.length === 0) find('doors').hidden = true;
}

await loadWords();
sayAll();
// In the language that somebody has reviewed, which may not be the rest of the extension's.
document.documentElement.lang = say('support_lang');
document.documentElement.dir = say('support_dir');

watchExit(find('leave'));
showDanger([]);
showSites(find('sites'), find('site-list'));
find('again').addEventListener('click', load);
find('change').addEventListener('click', () => {
  const isOpen = find('country-row').hasAttribute('hidden');
  openCountries(isOpen);
  if (isOpen) find('country').focus();
});
find('country').addEventListener('change', async ({ target }) => {
  await keepCountry(/** @type {HTMLSelectElement} */ (target).value);
  await load();
  if (find('country-row').hidden) find('change').focus();
});

await load();
