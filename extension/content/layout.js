'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Where notes stand. Many come at once, so all is read first, then all is written, and what depends on
// where the browser puts them is read once it has laid out the page anyway, just before it is drawn.
{
  const HALF = 12;
  // A reader who scrolls fast is a part of a screen further on before anything is drawn.
  const FAR = 1.5;
  /** What each mode shows. @type {Record<Mode, Part>} */
  const PARTS = { flow: 'line', fold: 'line', overlay: 'pill', dot: 'dot' };
  const PLAIN = /^(block|flow-root|list-item)$/;

  /** What was read of the page's elements in one go: many notes stand in the same ones.
   * @typedef {{ themes: Map<Element, 'light' | 'dark'>, cutting: Map<Element, number> }} Known */

  /** The top edge at which an element cuts off what stands out over it, or -Infinity. @param {Element} element */
  function readCut(element) {
    const { overflowY, contain, contentVisibility } = getComputedStyle(element);
    const cuts = overflowY !== 'visible' || /paint|content|strict/.test(contain) || contentVisibility === 'auto';
    return cuts ? element.getBoundingClientRect().top : -Infinity;
  }

  /** Whether something cuts off what stands out over the post's top edge.
   * @param {Element} post @param {number} top @param {Known} known */
  function isCut(post, top, { cutting }) {
    /** @type {Element | null} */
    let around = post;
    for (let steps = 0; around && steps < 4; steps++, around = around.parentElement) {
      const cut = cutting.get(around) ?? readCut(around);
      cutting.set(around, cut);
      if (top - cut < HALF) return true;
    }
    return false;
  }

  /** How far the first child of a post stands from its edge, in pixels, where that is plain to see.
   * @param {Element} post */
  function readEdge(post) {
    const look = getComputedStyle(post);
    const { display, columnCount, writingMode, paddingBlockStart, paddingInlineStart } = look;
    if (!PLAIN.test(display) || columnCount !== 'auto' || writingMode !== 'horizontal-tb') return null;
    if (getComputedStyle(post, '::before').content !== 'none') return null;
    return {
      across: parseFloat(paddingInlineStart) + parseFloat(look.borderInlineStartWidth),
      down: parseFloat(paddingBlockStart) + parseFloat(look.borderBlockStartWidth),
    };
  }

  /** @param {Entry} entry @param {(entry: Entry, seen: Seen) => Mode} choose @param {Known} known */
  function look(entry, choose, known) {
    const { place, post, hasRoom } = entry;
    const { top, width, height } = post.getBoundingClientRect();
    const seen = { isBelow: top >= innerHeight * FAR };
    const mode = choose(entry, seen);
    const takesRoom = (hasRoom && mode === 'flow') || mode === 'fold';
    const isRow = !takesRoom && /flex|grid/.test(getComputedStyle(place).display);
    const isInside = !takesRoom && (mode === 'flow' || isCut(post, top, known));
    const theme = mindfulFeed.theme.of(place, known.themes);
    const edge = takesRoom || place !== post ? null : readEdge(post);
    return { entry, mode, isRow, isInside, theme, width, height, takesRoom, edge, ...seen };
  }

  /** The notes that lie over their post and are still to be put at its edge.
   * @type {WeakMap<Element, { host: Element, post: Element, out: number }>} */
  const waiting = new WeakMap();

  /** @param {HTMLElement} frame */
  function findPlace(frame) {
    const { host, post, out } = waiting.get(frame) ?? {};
    if (!host || !post || !frame.classList.contains('afloat')) return '';
    const [edge, at] = [post.getBoundingClientRect(), host.getBoundingClientRect()];
    const across = getComputedStyle(host).direction === 'rtl' ? edge.right - at.right : edge.left - at.left;
    return `${across}px ${edge.top - at.top - Number(out)}px`;
  }

  // Told after the browser has laid out the page, and before it draws it.
  const placing = new ResizeObserver((seen) => {
    const frames = seen.map(({ target }) => /** @type {HTMLElement} */ (target));
    const places = frames.map(findPlace);
    frames.forEach((frame, index) => {
      placing.unobserve(frame);
      frame.style.translate = places[index];
    });
  });

  /** @param {Element} place @param {HTMLElement} host */
  function putInto(place, host) {
    if (host.parentElement !== place) place.prepend(host);
  }

  /** How a note lies over its post. A transform would be a layer of its own, which costs the page something
   * in every frame.
   * @param {Pick<ReturnType<typeof look>, 'mode' | 'width' | 'height' | 'edge'> & { out: number }} seen */
  function writeFloat({ mode, width, height, edge, out }) {
    const rules = [`inline-size: ${width}px`];
    if (mode === 'flow') rules.push(`max-block-size: ${Math.max(height - 2, 2 * HALF)}px`);
    if (edge) rules.push(`inset-inline-start: ${-edge.across}px`, `inset-block-start: ${-edge.down - out}px`);
    return rules.join(';');
  }

  /** @param {ReturnType<typeof look>} seen */
  function stand({ entry, mode, isRow, isInside, theme, isBelow, width, height, takesRoom, edge }) {
    const { place, host, frame, post, hasRoom } = entry;
    mindfulFeed.card.fill(frame, PARTS[mode]);
    // A fold hides what is around it; any other note is whole before the page has it.
    if (mode === 'fold') putInto(place, host);
    // A fold on the screen keeps the height of its post.
    const isFree = mode === 'fold' && hasRoom && (isBelow || entry.wasRoomy || entry.isFree);
    entry.isFree = isFree;
    if (frame.dataset.mode !== mode || !entry.isSettled) {
      if (entry.isSettled) {
        frame.removeAttribute('style');
        frame.classList.remove('tight');
        mindfulFeed.fold.open(host);
      }
      if (mode === 'fold') mindfulFeed.fold.close(host, post, entry.answers);
      frame.setAttribute('data-mode', mode);
    } else if (mode === 'fold' && isFree) frame.removeAttribute('style');
    const isKept = mode === 'fold' && !isFree && frame.style.minBlockSize === '';
    frame.setAttribute('data-theme', theme);
    frame.classList.toggle('afloat', !takesRoom);
    if (mode === 'fold') frame.classList.toggle('tight', frame.style.maxBlockSize !== '');
    host.toggleAttribute('afloat', isRow);
    if (!takesRoom) {
      const out = isInside ? -1 : HALF;
      frame.style.cssText = writeFloat({ mode, width, height, edge, out });
      if (!edge) {
        waiting.set(frame, { host, post, out });
        placing.observe(frame);
      }
    }
    putInto(place, host);
    entry.isSettled = true;
    return { entry, isKept, height };
  }

  /** How much lower each post became by its own note, not by those of the posts inside it. What is out of
   * sight in a folded post lost nothing by its own.
   * @param {ReturnType<typeof stand>[]} stood @returns {Map<Element, number>} */
  function findLosses(stood) {
    const after = stood.map(({ entry: { post } }) => post.getBoundingClientRect().height);
    const all = new Map(stood.flatMap(({ entry: { post }, height }, at) => (after[at] > 0 ? [[post, height - after[at]]] : [])));
    const own = new Map(all);
    for (const [post, lost] of all) {
      let outer = post.parentElement;
      while (outer && !all.has(outer)) outer = outer.parentElement;
      if (outer) own.set(outer, (own.get(outer) ?? 0) - lost);
    }
    return own;
  }

  /** Folds on the screen, as high as their posts were. @param {ReturnType<typeof stand>[]} stood */
  function keepHeights(stood) {
    if (!stood.some(({ isKept }) => isKept)) return;
    const losses = findLosses(stood);
    const kept = stood.map(({ entry: { post, frame }, isKept }) => {
      if (!isKept) return {};
      const own = losses.get(post) ?? 0;
      const size = `${frame.getBoundingClientRect().height + own}px`;
      return own < 0 ? { minBlockSize: size, maxBlockSize: size } : { minBlockSize: size };
    });
    stood.forEach(({ entry: { frame } }, at) => {
      Object.assign(frame.style, kept[at]);
      if (kept[at].maxBlockSize) frame.classList.add('tight');
    });
  }

  mindfulFeed.layout = {
    settle(entries, choose) {
      const known = { themes: new Map(), cutting: new Map() };
      const seen = entries.map((entry) => look(entry, choose, known));
      keepHeights(seen.map(stand));
    },
  };
}
