'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// The calm view's dimming, by a style sheet beside the page's own: what stands beside a note of a chosen
// kind is dimmed until the pointer or the keys are in it. No node of the page is touched.
{
  const HOST = 'mindful-feed-note';
  // Not every Firefox takes sheets of a content script (bug 1751346); there it is an element of its own.
  const canAdopt = !('openOrClosedShadowRoot' in Element.prototype);
  const MOST_KEPT = 400;
  /** @typedef {{ host: HTMLElement, category: string }} Marked */
  /** @type {Map<Element, Marked>} */
  const marked = new Map();
  /** @type {Calm | null} */
  let calm = null;
  /** @typedef {Document | ShadowRoot} Root */
  /** @type {Map<Root, HTMLStyleElement | CSSStyleSheet>} */
  const sheets = new Map();

  /** @param {number} opacity */
  function writeRules(opacity) {
    return `@layer mindful-feed {
      ${HOST}[dim] ~ * { opacity: ${opacity} !important }
      :is(:hover, :focus-within) > ${HOST}[dim] ~ * { opacity: 1 !important }
    }`;
  }

  /** @param {Root} root @param {string} rules */
  function keepSheet(root, rules) {
    const sheet = sheets.get(root) ?? (canAdopt ? new CSSStyleSheet() : document.createElement('style'));
    sheets.set(root, sheet);
    if (sheet instanceof CSSStyleSheet) {
      if (sheet.cssRules.length === 0) sheet.replaceSync(rules);
      if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    } else if (!sheet.isConnected) {
      sheet.textContent = rules;
      (root instanceof Document ? root.documentElement : root).append(sheet);
    }
  }

  function dropSheets() {
    for (const [root, sheet] of sheets) {
      if (sheet instanceof HTMLStyleElement) sheet.remove();
      else root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
    }
    sheets.clear();
  }

  /** @param {Element} post @param {Marked} note */
  function show(post, { host, category }) {
    const isDim = calm?.how === 'dim' && calm.categories.some((each) => each === category);
    host.toggleAttribute('dim', isDim);
    if (isDim) keepSheet(/** @type {Root} */ (post.getRootNode()), writeRules(calm?.opacity ?? 1));
  }

  /** Lets go of posts that left the page. */
  function forgetGone() {
    for (const post of marked.keys()) if (!post.isConnected) marked.delete(post);
  }

  mindfulFeed.dim = {
    /** A note stands in a post now. */
    mark(host, post, category) {
      marked.set(post, { host, category });
      show(post, { host, category });
      if (marked.size > MOST_KEPT) forgetGone();
    },

    /** What the calm view is by now. */
    set(next) {
      if (JSON.stringify(next) === JSON.stringify(calm)) return;
      calm = next;
      dropSheets();
      forgetGone();
      for (const [post, note] of marked) show(post, note);
    },

    stop() {
      mindfulFeed.dim.set(null);
      marked.clear();
    },
  };
}
