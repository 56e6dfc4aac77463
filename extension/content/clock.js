'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// The one clock of what is counted in a page. A tick is no measure of time: a machine that slept, or a
// page that was busy, is told by what the clock says between two ticks.
{
  /** What ticks equally often ticks together: the page is woken once for all of it.
   * @typedef {{ timer: number, ticks: Set<() => unknown> }} Beat */
  /** @type {Map<number, Beat>} */
  const beats = new Map();

  /** @param {number} milliseconds @returns {Beat} */
  function begin(milliseconds) {
    const ticks = new Set();
    const timer = setInterval(() => {
      for (const tick of ticks) tick();
    }, milliseconds);
    const beat = { timer, ticks };
    beats.set(milliseconds, beat);
    return beat;
  }

  mindfulFeed.clock = {
    now: () => Date.now(),

    /** Ticks until what is returned is called. */
    every(milliseconds, tick) {
      const beat = beats.get(milliseconds) ?? begin(milliseconds);
      beat.ticks.add(tick);
      return () => {
        beat.ticks.delete(tick);
        if (beat.ticks.size > 0 || beats.get(milliseconds) !== beat) return;
        clearInterval(beat.timer);
        beats.delete(milliseconds);
      };
    },

    /** Lets everything tick now; done once all that came of it is. */
    tick: () => Promise.all([...beats.values()].flatMap(({ ticks }) => [...ticks]).map((tick) => tick())),
  };
}
