'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// One note, mark or "couldn't judge" dot. Where and when it stands is notes.js's business.
{
  const { say, make, makeActor, makeSign, copy } = mindfulFeed.elements;
  /** Most notes never show but one of these, so that each is made when it is first shown.
   * @type {WeakMap<HTMLElement, { [part in Part]?: () => HTMLElement }>} */
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

  function drawPill() {
    const pill = makeActor('pill', '', 'open');
    pill.append(makeSign(), make('span', 'title', ' '));
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

  /** @param {Told} told @param {CardActs} acts */
  function makeNote(told, acts) {
    const { annotation, view } = told;
    const title = view.discreet ? say('note_discreet') : /** @type {NonNullable<Annotation['note']>} */ (annotation.note).title;
    const frame = copy('note', () => makeFrame('note'));
    listen(frame, told, acts);
    unfilled.set(frame, {
      line: () => mindfulFeed.line.make(told, title),
      pill() {
        const pill = copy('pill', drawPill);
        /** @type {Element} */ (pill.lastElementChild?.firstChild).textContent = title;
        pill.setAttribute('aria-label', say('note_open', title));
        return pill;
      },
      dot() {
        const dot = makeActor('dot', '', 'show');
        dot.setAttribute('aria-label', say('note_show', title));
        return dot;
      },
    });
    return frame;
  }

  /** @param {string} tag @param {Part} part @param {string} words */
  function drawMark(tag, part, words) {
    const [place, inner] = [make(tag, part), make('span')];
    inner.append(makeSign(), make('span', '', words));
    place.append(inner);
    return place;
  }

  /** @param {string} words */
  function makeMark(words) {
    const frame = copy('mark', () => makeFrame('mark'));
    unfilled.set(frame, {
      pill: () => copy(`mark's pill ${words}`, () => drawMark('span', 'pill', words)),
      line: () => copy(`mark's line ${words}`, () => drawMark('p', 'line', words)),
    });
    return frame;
  }

  /** @param {string} words */
  function drawUnjudged(words) {
    const frame = makeFrame('unjudged');
    const dot = make('span', 'dot dotted');
    dot.tabIndex = 0;
    dot.setAttribute('role', 'img');
    dot.setAttribute('aria-label', words);
    const tip = make('span', 'tip', words);
    tip.setAttribute('aria-hidden', 'true');
    frame.append(dot, tip);
    return frame;
  }

  /** The mark that a reader is shown. @param {Pick<Told, 'annotation' | 'view'>} told */
  function findMark({ annotation, view }) {
    return view.marks && !view.discreet ? annotation.mark : null;
  }

  mindfulFeed.card = {
    hasWords: (told) => Boolean(told.annotation.note || told.annotation.status === 'unjudged' || told.about || findMark(told)),

    build(told, acts) {
      const { annotation, about } = told;
      if (annotation.note) return makeNote(told, acts);
      const related = about ? say(`about_${about}`) : '';
      if (annotation.status === 'unjudged') {
        const reason = say(`unjudged_${annotation.reason}`) || say('unjudged_other');
        const words = related ? `${reason} ${related}.` : reason;
        return copy(`unjudged ${words}`, () => drawUnjudged(words));
      }
      const mark = findMark(told);
      return makeMark([mark && (say(`mark_${mark}`) || mark), related].filter(Boolean).join(' · '));
    },

    fill(frame, part) {
      const parts = unfilled.get(frame);
      const made = parts?.[part]?.();
      if (!parts || !made) return;
      delete parts[part];
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
