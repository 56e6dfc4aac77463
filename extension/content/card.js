'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// One note, mark or "couldn't judge" dot. Where and when it stands is notes.js's business.
{
  const { say, make, makeActor, makeSign, copy } = mindfulFeed.elements;
  /** What a part of a note is copied from, and what is then written into the copy.
   * @typedef {{ name: string, draw: () => HTMLElement, write?: (made: HTMLElement) => void }} Plan
   * @typedef {{ [part in Part]?: Plan }} Plans */
  /** Most notes never show but one of these, so that each is made when it is first shown.
   * @type {WeakMap<HTMLElement, Plans>} */
  const unfilled = new WeakMap();

  /** @param {string} kind */
  function makeFrame(kind) {
    const frame = make('div', 'frame');
    frame.dataset.kind = kind;
    frame.lang = say('lang');
    if (kind === 'unjudged') return frame;
    frame.setAttribute('role', 'note');
    frame.setAttribute('aria-label', say('note_label'));
    return frame;
  }

  /** A note with the part that it shows first, copied in one go.
   * @param {string} kind @param {Plans} plans @param {Stand} stand */
  function makeWith(kind, plans, stand) {
    const { [stand.part]: plan, ...others } = plans;
    const frame = copy(`${kind} ${stand.mode} ${stand.theme} ${stand.isAfloat} ${plan?.name}`, () => {
      const drawn = makeFrame(kind);
      if (plan) drawn.append(plan.draw());
      mindfulFeed.card.turn(drawn, stand);
      return drawn;
    });
    plan?.write?.(/** @type {HTMLElement} */ (frame.firstElementChild));
    unfilled.set(frame, others);
    return frame;
  }

  function drawPill() {
    const pill = makeActor('pill', '', 'open');
    pill.append(makeSign(), make('span', 'title'));
    return pill;
  }

  /** What the buttons in a note do. Only the reader can press them: pages cannot see them, let alone click
   * them by script. @param {HTMLElement} frame @param {Told} told @param {CardActs} acts */
  function listen(frame, { annotation, about }, acts) {
    frame.addEventListener('click', ({ isTrusted, target }) => {
      const button = isTrusted && target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest('[data-act]')) : null;
      const act = /** @type {keyof CardActs | 'why' | 'help' | undefined} */ (button?.dataset.act);
      if (!button || !act) return;
      if (act === 'why' || act === 'help') mindfulFeed.turnPanel(frame, button, () => mindfulFeed.panels[act](annotation, about), acts.closed);
      else acts[act]();
    });
  }

  /** @param {Told} told @param {CardActs} acts @param {Stand} stand */
  function makeNote(told, acts, stand) {
    const { annotation, view } = told;
    const title = view.discreet ? say('note_discreet') : /** @type {NonNullable<Annotation['note']>} */ (annotation.note).title;
    /** @type {Plans} */
    const plans = {
      line: mindfulFeed.line.plan(told, title),
      pill: {
        name: 'pill',
        draw: drawPill,
        write(pill) {
          /** @type {Element} */ (pill.lastElementChild).textContent = title;
          pill.setAttribute('aria-label', say('note_open', title));
        },
      },
      dot: {
        name: 'dot',
        draw: () => makeActor('dot', '', 'show'),
        write: (dot) => dot.setAttribute('aria-label', say('note_show', title)),
      },
    };
    const frame = makeWith('note', plans, stand);
    listen(frame, told, acts);
    return frame;
  }

  /** @param {string} tag @param {Part} part @param {string} words */
  function drawMark(tag, part, words) {
    const [place, inner] = [make(tag, part), make('span')];
    inner.append(makeSign(), make('span', '', words));
    place.append(inner);
    return place;
  }

  /** @param {string} words @param {Stand} stand */
  function makeMark(words, stand) {
    const pill = { name: `mark's pill ${words}`, draw: () => drawMark('span', 'pill', words) };
    const line = { name: `mark's line ${words}`, draw: () => drawMark('p', 'line', words) };
    return makeWith('mark', { pill, line }, stand);
  }

  /** @param {string} words @param {Stand} stand */
  function drawUnjudged(words, stand) {
    const frame = makeFrame('unjudged');
    const dot = make('span', 'dot dotted');
    dot.tabIndex = 0;
    dot.setAttribute('role', 'img');
    dot.setAttribute('aria-label', words);
    const tip = make('span', 'tip', words);
    tip.setAttribute('aria-hidden', 'true');
    frame.append(dot, tip);
    mindfulFeed.card.turn(frame, stand);
    return frame;
  }

  /** The mark that a reader is shown. @param {Pick<Told, 'annotation' | 'view'>} told */
  function findMark({ annotation, view }) {
    return view.marks && !view.discreet ? annotation.mark : null;
  }

  mindfulFeed.card = {
    hasWords: (told) => Boolean(told.annotation.note || told.annotation.status === 'unjudged' || told.about || findMark(told)),

    build(told, acts, stand) {
      const { annotation, about } = told;
      if (annotation.note) return makeNote(told, acts, stand);
      const related = about ? say(`about_${about}`) : '';
      if (annotation.status === 'unjudged') {
        const reason = say(`unjudged_${annotation.reason}`) || say('unjudged_other');
        const words = related ? `${reason} ${related}.` : reason;
        return copy(`unjudged ${stand.theme} ${stand.isAfloat} ${words}`, () => drawUnjudged(words, stand));
      }
      const mark = findMark(told);
      return makeMark([mark && (say(`mark_${mark}`) || mark), related].filter(Boolean).join(' · '), stand);
    },

    turn(frame, { mode, theme, isAfloat }) {
      frame.setAttribute('data-mode', mode);
      frame.setAttribute('data-theme', theme);
      frame.classList.toggle('afloat', isAfloat);
    },

    fill(frame, part) {
      const plans = unfilled.get(frame);
      const plan = plans?.[part];
      if (!plans || !plan) return;
      const made = copy(plan.name, plan.draw);
      plan.write?.(made);
      delete plans[part];
      // A panel stands under the line.
      if (part === 'line') frame.append(made);
      else frame.prepend(made);
    },

    thank(frame) {
      frame.querySelector('.panel')?.remove();
      frame.querySelector('.line')?.replaceChildren(...mindfulFeed.line.thank());
      /** @type {HTMLElement | null} */ (frame.querySelector('.line button'))?.focus();
    },
  };
}
