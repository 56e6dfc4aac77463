'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// The calm view's dimming, by a style sheet beside the page's own: what stands beside a note of a chosen
// kind is dimmed until the pointer or the keys are in it. No node of the page is touched.
{
  const HOST = 'mindful-feed-note';
  const SHARE = '--mindful-feed-dim';
  const RULES = `@layer mindful-feed {
    ${HOST}[dim] ~ * { opacity: var(${SHARE}, 1) !important }
    :is(:hover, :focus-within) > ${HOST}[dim] ~ * { opacity: 1 !important }
  }`;
  /** @typedef {{ host: HTMLElement, post: Element, category: string }} Marked */
  /** @type {Set<Marked>} */
  const marked = new Set();
  /** @type {Calm | null} */
  let calm = null;
  /** @type {CSSStyleSheet | undefined} */
  let sheet;

  /** @param {Marked} note */
  function show({ host, post, category }) {
    const isDim = calm?.how === 'dim' && calm.categories.some((each) => each === category);
    host.toggleAttribute('dim', isDim);
    if (!isDim) return;
    sheet ??= new CSSStyleSheet();
    sheet.replaceSync(RULES.replace(`var(${SHARE}, 1)`, String(calm?.opacity)));
    const root = /** @type {Document | ShadowRoot} */ (post.getRootNode());
    if (root.adoptedStyleSheets && !root.adoptedStyleSheets.includes(sheet)) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    }
  }

  mindfulFeed.dim = {
    /** A note stands in a post now. */
    mark(host, post, category) {
      const note = { host, post, category };
      marked.add(note);
      show(note);
    },

    /** What the calm view is by now. */
    set(next) {
      if (JSON.stringify(next) === JSON.stringify(calm)) return;
      calm = next;
      for (const note of marked) {
        if (note.host.isConnected) show(note);
        else marked.delete(note);
      }
    },

    stop() {
      mindfulFeed.dim.set(null);
      marked.clear();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    },
  };
}
