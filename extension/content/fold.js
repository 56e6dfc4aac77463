'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Folds a post to its note by a style sheet beside the page's own: no node of the page is touched, and
// what is folded is out of sight for eyes, ears, keys and "find in page" alike.
{
  const HOST = 'mindful-feed-note';
  // Firefox does not take sheets of a content script (bug 1751346); there each note brings its own.
  const canAdopt = !('openOrClosedShadowRoot' in Element.prototype);
  /** @type {Map<Document | ShadowRoot, { sheet: CSSStyleSheet, rules: Set<string> }>} */
  const sheets = new Map();

  /** What is in a post but the way to its note. Table cells stay where they are, or the others of their
   * row would move. @param {string} host @param {number} depth how many steps that way is */
  function writeWay(host, depth) {
    /** @type {string[][]} */
    const [gone, blank] = [[], []];
    let inside = host;
    for (let step = 1; step <= depth; step++) {
      const around = `:has(> ${'* > '.repeat(step - 1)}${host})`;
      gone.push(`${around} > :not(${inside}, td, th)`);
      blank.push(`${around} > :is(td, th):not(${inside})`);
      inside = around;
    }
    return `${gone.join()} { display: none !important } ${blank.join()} { visibility: hidden !important }`;
  }

  /** Where answers stand inside the post, what is in it but them. @param {string} host @param {number} depth
   * @param {string} answers their selector */
  function writeBetween(host, depth, answers) {
    const post = `:has(> ${'* > '.repeat(depth - 1)}${host})`;
    const shown = [`${post} :is(${answers})`, `${post} :is(${answers}) *`, `:has(${answers})`, `:has(${host})`, host];
    return `${post} :not(${shown.join()}) { display: none !important }`;
  }

  /** An important rule in a layer wins over those of the page outside one.
   * @param {number} depth @param {string | undefined} answers */
  function writeRule(depth, answers) {
    const host = `${HOST}[fold="${depth}"]`;
    return `@layer mindful-feed { ${answers ? writeBetween(host, depth, answers) : writeWay(host, depth)} }`;
  }

  /** @param {Document | ShadowRoot} root @param {string} rule */
  function adopt(root, rule) {
    const kept = sheets.get(root) ?? { sheet: new CSSStyleSheet(), rules: new Set() };
    sheets.set(root, kept);
    if (!kept.rules.has(rule)) kept.sheet.insertRule(rule);
    kept.rules.add(rule);
    if (!root.adoptedStyleSheets.includes(kept.sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, kept.sheet];
  }

  mindfulFeed.fold = {
    close(host, post, answers) {
      let depth = 1;
      for (let around = host.parentElement; around && around !== post; around = around.parentElement) depth++;
      const rule = writeRule(depth, answers);
      if (canAdopt) adopt(/** @type {Document | ShadowRoot} */ (host.getRootNode()), rule);
      else host.replaceChildren(Object.assign(document.createElement('style'), { textContent: rule }));
      host.setAttribute('fold', String(depth));
    },

    open(host) {
      host.removeAttribute('fold');
      host.replaceChildren();
    },

    /** Leaves no sheet behind. */
    stop() {
      for (const [root, { sheet }] of sheets) {
        root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
      }
      sheets.clear();
    },
  };
}
