'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Finds posts in a page that says nothing of itself: elements that repeat side by side, each with a
// link of its own and words that differ from post to post.
{
  const MOST_ELEMENTS = 20_000;
  const FEWEST = 3;
  const SHORTEST = 20;
  const ASIDE = 'nav, header, footer, aside, form, button, select, [role="navigation"], [role="banner"]';

  /** Selectors that fit an element and could fit others like it. @param {Element} element */
  function nameKinds(element) {
    const tag = CSS.escape(element.localName);
    const kinds = [...element.classList].map((name) => `${tag}.${CSS.escape(name)}`);
    const around = element.parentElement?.classList[0];
    return kinds.length > 0 ? kinds : [around ? `.${CSS.escape(around)} > ${tag}` : tag];
  }

  /** @param {Iterable<Element>} elements */
  function group(elements) {
    /** @type {Map<string, Element[]>} */
    const kinds = new Map();
    for (const element of elements) {
      for (const kind of nameKinds(element)) kinds.set(kind, [...(kinds.get(kind) ?? []), element]);
    }
    return kinds;
  }

  /** Whether three or more stand side by side. @param {Element[]} alike */
  function isRow(alike) {
    const rows = new Map();
    for (const { parentElement } of alike) rows.set(parentElement, (rows.get(parentElement) ?? 0) + 1);
    return Math.max(...rows.values()) >= FEWEST;
  }

  /** What stands in a post and in no post inside it. @param {Element} post @param {string} kind */
  function listOwn(post, kind) {
    return [...post.querySelectorAll('*')].filter((part) => part.closest(kind) === post);
  }

  /** One value a post, if nearly every post has one of its own. @param {string[]} values @param {number} count */
  function differ(values, count) {
    return values.length >= count * 0.8 && new Set(values).size >= values.length * 0.9;
  }

  /** The kind of link that leads to the post itself: another one in every post, with a number if
   * there is such a kind. @param {Map<string, Element[]>} parts @param {number} count */
  function findLink(parts, count) {
    const found = [];
    for (const [kind, links] of parts) {
      const hrefs = links.map((link) => link.getAttribute('href') ?? '');
      if (!links.every((link) => link.matches('a[href]')) || links.length > count) continue;
      if (differ(hrefs, count)) found.push({ kind, isNumbered: hrefs.every((href) => /\d/.test(href)) });
    }
    return (found.find(({ isNumbered }) => isNumbered) ?? found[0])?.kind;
  }

  /** The kind of part with the most words that is neither link nor holder of the post's own link.
   * @param {Map<string, Element[]>} parts @param {number} count @param {string} post @param {string} link */
  function findWords(parts, count, post, link) {
    let best = { kind: '', length: 0 };
    for (const [kind, elements] of parts) {
      const isOther = elements.some((part) => part.matches(`a, time, ${ASIDE}`) || part.querySelector(`${post}, ${link}`));
      const words = elements.map((part) => part.textContent?.trim() ?? '').filter(Boolean);
      const length = words.join('').length;
      if (!isOther && differ(words, count) && length > best.length) best = { kind, length };
    }
    return best;
  }

  /** @param {Element | ShadowRoot} root */
  function learn(root) {
    const all = [...root.querySelectorAll('*')].slice(0, MOST_ELEMENTS);
    const candidates = group(all.filter((element) => !element.closest(ASIDE) && element.querySelector('a[href]')));
    let best = null;
    let most = 0;
    for (const [post, alike] of candidates) {
      if (alike.length < FEWEST || !isRow(alike)) continue;
      const parts = group(alike.flatMap((each) => listOwn(each, post)));
      const link = findLink(parts, alike.length);
      const words = link && findWords(parts, alike.length, post, link);
      if (!words || words.length < SHORTEST * alike.length || words.length <= most) continue;
      most = words.length;
      best = { post, text: words.kind, post_id: [`${link}@href`, '@id'], thread: post };
    }
    return best;
  }

  mindfulFeed.siblings = { learn };
}
