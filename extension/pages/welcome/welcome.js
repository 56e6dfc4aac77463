// The welcome, one step after the other. Every step can be skipped and gone back to.

import { html, useEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { CATEGORIES } from '../categories.js';
import { useCompanion } from '../companion-state.js';
import { say } from '../words.js';
import { Done } from './done.js';
import { Hard } from './hard.js';
import { Hello } from './hello.js';
import { How } from './how.js';
import { saveAnswers } from './save.js';
import { Where } from './where.js';

/**
 * What the reader answered. `hard` is null while the first question is skipped.
 * @typedef {{ hard: string[] | null, level: 'note' | 'fold' | null }} Answers
 * @typedef {'saved' | 'away' | 'nothing'} Outcome
 */

const STEPS = [Hello, Hard, How, Where, Done];
const QUESTIONS = 3;

export function Welcome() {
  const [companion, look] = useCompanion();
  const [step, setStep] = useState(0);
  const [answers, setAnswers] = useState(/** @type {Answers} */ ({ hard: null, level: null }));
  const [outcome, setOutcome] = useState(/** @type {Outcome} */ ('nothing'));
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  const isFirst = useRef(true);

  useEffect(() => {
    // The keys go on from the new step's heading, which is read out.
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [step]);

  useEffect(() => {
    if (step === STEPS.length - 1) saveAnswers(answers).then(setOutcome);
  }, [step, companion.state]);

  /** @param {Partial<Answers>} [part] */
  function next(part) {
    if (part) setAnswers((before) => ({ ...before, ...part }));
    setStep(step + 1);
  }

  const Step = STEPS[step];
  return html`<div class="step" data-step=${step}>
    ${step > 0 && step <= QUESTIONS && html`<p class="soft">${say('welcome_step', [step, QUESTIONS])}</p>`}
    <${Step} heading=${heading} companion=${companion} look=${look} answers=${answers} outcome=${outcome} next=${next}
      back=${() => setStep(step - 1)} leave=${() => setStep(STEPS.length - 1)} categories=${CATEGORIES} />
  </div>`;
}
