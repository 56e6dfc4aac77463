// The sentences of the extension's pages in the reader's language. The browser alone would take its
// own language; here the one that the reader chose comes first.

/** The languages of _locales, each in its own name. */
export const LANGUAGES = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  de: 'Deutsch',
  pt: 'Português',
  hi: 'हिन्दी',
  ar: 'العربية',
  ja: '日本語',
};

/** @typedef {{ message: string, placeholders?: Record<string, { content: string }> }} Sentence */

const JSON_TYPE = /** @type {const} */ ({ with: { type: 'json' } });
/** @type {Record<string, () => Promise<{ default: Record<string, Sentence> }>>} */
const FILES = {
  en: () => import('../_locales/en/messages.json', JSON_TYPE),
  es: () => import('../_locales/es/messages.json', JSON_TYPE),
  fr: () => import('../_locales/fr/messages.json', JSON_TYPE),
  de: () => import('../_locales/de/messages.json', JSON_TYPE),
  pt: () => import('../_locales/pt/messages.json', JSON_TYPE),
  hi: () => import('../_locales/hi/messages.json', JSON_TYPE),
  ar: () => import('../_locales/ar/messages.json', JSON_TYPE),
  ja: () => import('../_locales/ja/messages.json', JSON_TYPE),
};

/** @type {Record<string, Sentence>} */
let sentences = {};
let language = 'en';

/** The one of `LANGUAGES` that a tag like "pt-BR" means, or English. @param {string} tag */
export function pickLanguage(tag) {
  const [base] = tag.toLowerCase().split(/[-_]/);
  return Object.hasOwn(LANGUAGES, base) ? base : 'en';
}

/** The language that the reader chose, or the browser's. */
async function readLanguage() {
  const { language: chosen } = await chrome.storage.local.get('language');
  return pickLanguage(typeof chosen === 'string' && chosen ? chosen : chrome.i18n.getUILanguage());
}

/** Loads the sentences and gives the page their language and direction. */
export async function loadWords() {
  language = await readLanguage();
  sentences = (await FILES[language]()).default;
  document.documentElement.lang = language;
  document.documentElement.dir = say('dir');
}

/** Fills every element that names its sentence in `data-say`. */
export function sayAll() {
  for (const element of document.querySelectorAll('[data-say]')) {
    element.textContent = say(/** @type {HTMLElement} */ (element).dataset.say ?? '');
  }
}

/**
 * A sentence with its values, as chrome.i18n.getMessage would say it; empty where there is none.
 * @param {string} name
 * @param {string | number | (string | number)[]} [values]
 */
export function say(name, values = []) {
  const given = [values].flat();
  const { message = '', placeholders = {} } = Object.hasOwn(sentences, name) ? sentences[name] : {};
  return message.replace(/\$(\w+)\$/g, (_, word) => {
    const place = /^\$(\d)$/.exec(placeholders[word.toLowerCase()]?.content ?? '');
    return place ? sayNumber(given[Number(place[1]) - 1] ?? '') : '';
  });
}

/** Numbers as the language writes them; words as they are. @param {string | number} value */
function sayNumber(value) {
  return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
}

/** A share like 0.4 as "40%". @param {number} share */
export function sayShare(share) {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** @param {string} date as YYYY-MM-DD, or with a time */
export function sayDate(date) {
  const day = new Date(date.length === 10 ? `${date}T12:00:00` : date);
  return Number.isNaN(day.getTime()) ? date : new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(day);
}

/** The time of day. @param {number} moment milliseconds */
export function sayTime(moment) {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(moment);
}

/** The name of a country or language. @param {'region' | 'language'} type @param {string} code */
export function sayName(type, code) {
  try {
    return new Intl.DisplayNames(language, { type }).of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
}

/** The language of the page now. */
export function currentLanguage() {
  return language;
}
