'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Where notes stand. Many come at once, so all is read first and then all is written: the page is
// laid out twice, not twice a note.
{
  const HALF = 12;
  // A reader who scrolls fast is a part of a screen further on before anything is drawn.
  const FAR = 1.5;
  // Without room of its own in lists that lay their items out in a grid or a row with gaps.
  const AFLOAT = ':host { position: absolute !important; }';

  /** Whether something cuts off what stands out over the post's top edge. @param {Element} post @param {number} top */
  function isCut(post, top) {
    /** @type {Element | null} */
    let around = post;
    for (let steps = 0; around && steps < 4; steps++, around = around.parentElement) {
      const { overflowY, contain, contentVisibility } = getComputedStyle(around);
      const cuts = overflowY !== 'visible' || /paint|content|strict/.test(contain) || contentVisibility === 'auto';
      if (cuts && top - around.getBoundingClientRect().top < HALF) return true;
    }
    return false;
  }

  /** @param {Entry} entry @param {(entry: Entry, seen: Seen) => Mode} choose */
  function look(entry, choose) {
    const { place, post } = entry;
    const { top, height } = post.getBoundingClientRect();
    const seen = { isBelow: top >= innerHeight * FAR };
    const mode = choose(entry, seen);
    const isRow = /flex|grid/.test(getComputedStyle(place).display);
    return { entry, mode, isRow, theme: mindfulFeed.theme.of(place), height, ...seen };
  }

  /** @param {ReturnType<typeof look>} seen @returns whether its place is still to be measured */
  function stand({ entry, mode, isRow, theme, isBelow, height }) {
    const { place, host, frame, position, post, hasRoom } = entry;
    if (host.parentElement !== place) place.prepend(host);
    const takesRoom = (hasRoom && mode === 'flow') || mode === 'fold';
    // A fold on the screen keeps the height of its post.
    const isFree = mode === 'fold' && hasRoom && (isBelow || entry.wasRoomy || entry.isFree);
    entry.isFree = isFree;
    if (frame.dataset.mode !== mode || !entry.isSettled) {
      frame.removeAttribute('style');
      if (mode === 'fold') mindfulFeed.fold.close(host, post, entry.answers);
      else mindfulFeed.fold.open(host);
    } else if (mode === 'fold' && isFree) frame.removeAttribute('style');
    const isKept = mode === 'fold' && !isFree && frame.style.minBlockSize === '';
    frame.dataset.mode = mode;
    frame.dataset.theme = theme;
    frame.classList.toggle('afloat', !takesRoom);
    const floating = isRow && !takesRoom ? AFLOAT : '';
    if (position.textContent !== floating) position.textContent = floating;
    entry.isSettled = true;
    return { entry, isKept, height, takesRoom };
  }

  /** @param {ReturnType<typeof stand>} stood */
  function measure({ entry: { host, frame, post }, isKept, height, takesRoom }) {
    const edge = post.getBoundingClientRect();
    if (isKept) {
      const own = frame.getBoundingClientRect().height;
      const kept = `${own + height - edge.height}px`;
      return height < edge.height ? { minBlockSize: kept, maxBlockSize: kept } : { minBlockSize: kept };
    }
    if (takesRoom) return {};
    const at = host.getBoundingClientRect();
    const isRtl = getComputedStyle(host).direction === 'rtl';
    const across = isRtl ? edge.right - at.right : edge.left - at.left;
    const isOpen = frame.dataset.mode === 'flow';
    const down = edge.top - at.top - (isOpen || isCut(post, edge.top) ? -1 : HALF);
    return {
      inlineSize: `${edge.width}px`,
      maxBlockSize: isOpen ? `${Math.max(edge.height - 2, 2 * HALF)}px` : '',
      translate: `${across}px ${down}px`,
    };
  }

  mindfulFeed.layout = {
    settle(entries, choose) {
      const seen = entries.map((entry) => look(entry, choose));
      const stood = seen.map(stand);
      const measured = stood.map(measure);
      entries.forEach(({ frame }, index) => {
        Object.assign(frame.style, measured[index]);
        frame.classList.toggle('tight', frame.dataset.mode === 'fold' && frame.style.maxBlockSize !== '');
      });
    },
  };
}
