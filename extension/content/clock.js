'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// The one clock of what is counted in a page. A tick is no measure of time: a machine that slept, or a
// page that was busy, is told by what the clock says between two ticks.
{
  /** @type {Set<() => unknown>} */
  const ticking = new Set();

  mindfulFeed.clock = {
    now: () => Date.now(),

    /** Ticks until what is returned is called. */
    every(milliseconds, tick) {
      const timer = setInterval(tick, milliseconds);
      ticking.add(tick);
      return () => {
        clearInterval(timer);
        ticking.delete(tick);
      };
    },

    /** Lets everything tick now; done once all that came of it is. */
    tick: () => Promise.all([...ticking].map((tick) => tick())),
  };
}
