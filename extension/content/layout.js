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

  /** Whether something cuts off what stands out over the post's top edge. @param {Element} post @param {number} top */
  function isCut(post, top) {
    const { listAround, cutsOff } = mindfulFeed.shapes;
    return listAround(post).some((around) => cutsOff(around) && top - around.getBoundingClientRect().top < HALF);
  }

  /** @param {Entry} entry @param {(entry: Entry, seen: Seen) => Mode} choose */
  function look(entry, choose) {
    const { place, post, hasRoom } = entry;
    const { top, width, height } = post.getBoundingClientRect();
    const seen = { isBelow: top >= innerHeight * FAR };
    const mode = choose(entry, seen);
    const takesRoom = (hasRoom && mode === 'flow') || mode === 'fold';
    const shape = mindfulFeed.shapes.of(place, post);
    const isRow = !takesRoom && shape.isRow;
    const isInside = !takesRoom && (mode === 'flow' || (shape.canCut && isCut(post, top)));
    const edge = takesRoom ? null : shape.edge;
    return { entry, mode, isRow, isInside, theme: shape.theme, width, height, takesRoom, edge, ...seen };
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
    if (host.parentElement !== place) place.insertBefore(host, place.firstChild);
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

  /** The note as it is to be, or as it was turned to what it is to be.
   * @param {ReturnType<typeof look>} seen @param {boolean} isFree */
  function turn({ entry, mode, theme, takesRoom }, isFree) {
    const stand = { part: PARTS[mode], mode, theme, isAfloat: !takesRoom };
    const { host, frame } = entry;
    if (!frame) {
      entry.frame = entry.draw(stand);
      entry.root.append(entry.frame);
      return entry.frame;
    }
    mindfulFeed.card.fill(frame, stand.part);
    const isOther = frame.dataset.mode !== mode;
    if (isOther) {
      frame.classList.remove('tight');
      mindfulFeed.fold.open(host);
    }
    if (isOther || (mode === 'fold' && isFree)) frame.removeAttribute('style');
    mindfulFeed.card.turn(frame, stand);
    return frame;
  }

  /** @param {ReturnType<typeof look>} seen */
  function stand(seen) {
    const { entry, mode, isRow, isInside, isBelow, width, height, takesRoom, edge } = seen;
    const { place, host, post, hasRoom } = entry;
    const isFold = mode === 'fold';
    // A fold on the screen keeps the height of its post.
    const isFree = isFold && hasRoom && (isBelow || entry.wasRoomy || entry.isFree);
    const isFoldedAnew = isFold && entry.frame?.dataset.mode !== mode;
    const frame = turn(seen, isFree);
    entry.isFree = isFree;
    // A fold hides what is around it; any other note is whole before the page has it.
    if (isFold) putInto(place, host);
    if (isFoldedAnew) mindfulFeed.fold.close(host, post, entry.answers);
    const isKept = isFold && !isFree && frame.style.minBlockSize === '';
    if (isFold) frame.classList.toggle('tight', frame.style.maxBlockSize !== '');
    if (isRow || entry.isSettled) host.toggleAttribute('afloat', isRow);
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
    return { entry, frame, isKept, height };
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
    const kept = stood.map(({ entry: { post }, frame, isKept }) => {
      if (!isKept) return {};
      const own = losses.get(post) ?? 0;
      const size = `${frame.getBoundingClientRect().height + own}px`;
      return own < 0 ? { minBlockSize: size, maxBlockSize: size } : { minBlockSize: size };
    });
    stood.forEach(({ frame }, at) => {
      Object.assign(frame.style, kept[at]);
      if (kept[at].maxBlockSize) frame.classList.add('tight');
    });
  }

  mindfulFeed.layout = {
    settle(entries, choose) {
      const seen = entries.map((entry) => look(entry, choose));
      keepHeights(seen.map(stand));
    },
  };
}
