// Two doors and three short questions instead of a wall of numbers.

import { askHelp } from './support-ask.js';
import { make, makeCard, makeList } from './support-cards.js';
import { say } from './words.js';
import { hasWay, makeAdvice, pickLines } from './support-fit.js';

/**
 * @typedef {import('../protocol').Help} Help
 * @typedef {{ door?: 'me' | 'someone', topic?: string, how?: string, who?: string }} Answers
 */

const TOPICS = ['suicide', 'despair', 'anxiety', 'eating', 'abuse', 'harassment', 'grief', 'substance'];
const HOWS = ['text', 'chat', 'call'];
const AUDIENCES = ['everyone', 'youth', 'parents', 'lgbtq', 'indigenous', 'veterans'];
const ORDER = /** @type {const} */ (['topic', 'how', 'who']);

export class Choice {
  /**
   * @param {HTMLElement} place where the questions stand
   * @param {HTMLElement} doors the two doors, shown while no question is
   * @param {() => void} failed called when the companion no longer answers
   */
  constructor(place, doors, failed) {
    this.place = place;
    this.doors = doors;
    this.failed = failed;
    /** @type {Help[]} */
    this.lines = [];
    /** @type {Answers} */
    this.answers = {};
    for (const door of /** @type {NodeListOf<HTMLElement>} */ (doors.querySelectorAll('[data-door]'))) {
      door.addEventListener('click', () => this.answer('door', String(door.dataset.door)));
    }
  }

  /** Begins again, for the lines of a country. @param {Help[]} lines */
  start(lines) {
    this.lines = lines;
    this.answers = {};
    this.place.replaceChildren();
    this.place.hidden = true;
    this.doors.hidden = false;
  }

  /** The answers that a question has in this country. @param {typeof ORDER[number]} name */
  listOptions(name) {
    if (name === 'topic') return TOPICS;
    if (name === 'how') {
      const has = HOWS.filter((how) => this.lines.some((line) => hasWay(line, how)));
      return has.length > 1 ? [...has, 'any'] : [];
    }
    const has = AUDIENCES.filter((who) => this.lines.some((line) => line.audience === who));
    return has.some((who) => who !== 'everyone') ? [...new Set(['everyone', ...has])] : [];
  }

  /** The questions that have more than one answer here. */
  listQuestions() {
    return ORDER.filter((name) => this.listOptions(name).length > 1);
  }

  /** @param {keyof Answers} name @param {string} value */
  answer(name, value) {
    this.answers = { ...this.answers, [name]: value };
    return this.showNext();
  }

  showNext() {
    this.doors.hidden = true;
    this.place.hidden = false;
    const open = this.listQuestions().find((name) => !this.answers[name]);
    return open ? this.showQuestion(open) : this.showResult();
  }

  /** Takes the last answer back. */
  goBack() {
    const given = this.listQuestions().filter((name) => this.answers[name]);
    const last = given.at(-1);
    if (last) {
      delete this.answers[last];
      this.showNext();
      return;
    }
    const { door } = this.answers;
    this.start(this.lines);
    /** @type {HTMLElement | null} */ (this.doors.querySelector(`[data-door="${door}"]`))?.focus();
  }

  /** @param {typeof ORDER[number]} name */
  showQuestion(name) {
    const questions = this.listQuestions();
    const step = say('support_step', [String(questions.indexOf(name) + 1), String(questions.length)]);
    const heading = this.makeHeading(say(`support_ask_${name}_${this.answers.door}`) || say(`support_ask_${name}`));
    const options = make('div', undefined, 'options');
    options.setAttribute('role', 'group');
    options.setAttribute('aria-labelledby', heading.id);
    for (const value of this.listOptions(name)) {
      options.append(makeButton(say(`support_${name}_${value}`), 'option', () => this.answer(name, value)));
    }
    this.show(heading, make('p', step, 'soft'), options, this.makeBack());
  }

  async showResult() {
    const { door, topic, how, who } = this.answers;
    const audience = /** @type {Help['audience']} */ (who ?? 'everyone');
    const asked = this.answers;
    const reply = await askHelp({ topic, door, audience });
    if (asked !== this.answers) return;
    if (!reply || reply.error) {
      this.failed();
      return;
    }
    const [pages, lines] = [reply.resources, pickLines(reply.resources, how)];
    const page = pages.find(({ kind, topics }) => kind === 'page' && topics.includes(topic ?? ''));
    const heading = this.makeHeading(say(lines.cards.length > 0 ? 'support_found' : 'support_found_none'));
    const words = lines.notes.map((note) => make('p', say(note)));
    const cards = lines.cards.map((line) => makeCard(line, how));
    if (page) cards.push(makeCard(page));
    const advice = door === 'someone' ? [makeAdvice(topic)] : [];
    const again = makeButton(say('support_again'), 'quiet', () => {
      this.start(this.lines);
      /** @type {HTMLElement | null} */ (this.doors.querySelector('button'))?.focus();
    });
    this.show(heading, ...words, makeList(cards), ...advice, this.makeBack(again));
  }

  /** @param {string} words */
  makeHeading(words) {
    const heading = make('h2', words);
    heading.id = 'question';
    heading.tabIndex = -1;
    return heading;
  }

  /** @param {HTMLElement[]} others */
  makeBack(...others) {
    const row = make('div', undefined, 'back');
    row.append(makeButton(say('support_back'), 'quiet', () => this.goBack()), ...others);
    return row;
  }

  /** Puts a step in place and leads the reader's focus to its heading. @param {HTMLElement} heading @param {Element[]} rest */
  show(heading, ...rest) {
    this.place.replaceChildren(heading, ...rest);
    heading.focus();
  }
}

/** @param {string} words @param {string} className @param {() => void} act */
function makeButton(words, className, act) {
  const button = make('button', words, className);
  button.type = 'button';
  button.addEventListener('click', act);
  return button;
}
