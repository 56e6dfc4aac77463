'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Where posts stand in a page, and what they say, by a site's selectors alone.
{
  const LONGEST = 4000;

  /** @type {WeakMap<Site, string>} */
  const borders = new WeakMap();

  /** What begins a post, a quoted one too. @param {Site} site */
  function listBorders(site) {
    const known = borders.get(site) ?? (site.quote ? `${site.post}, ${site.quote}` : site.post);
    borders.set(site, known);
    return known;
  }

  /** The post that is being read, if there is no other in it: then all that is in it is its own.
   * @type {Element | null} */
  let plain = null;

  /** Whether an element in a post is its own, or begins a post in it. @param {Element} found @param {Element} post @param {Site} site */
  function isOwn(found, post, site) {
    const border = listBorders(site);
    const nearest = found.closest(border);
    return nearest === post || (nearest === found && found.parentElement?.closest(border) === post);
  }

  /**
   * The post's own elements of a kind: not those of a post quoted in it.
   * @param {Element} post @param {string} selector @param {Site} site
   * @returns {Element[]}
   */
  function pickOwn(post, selector, site) {
    const all = post.querySelectorAll(selector);
    if (all.length === 0) return [];
    return post === plain ? [...all] : Array.prototype.filter.call(all, (found) => isOwn(found, post, site));
  }

  /** The first of the post's own elements of a kind. @param {Element} post @param {string} selector @param {Site} site */
  function pickFirst(post, selector, site) {
    return post === plain ? post.querySelector(selector) : (pickOwn(post, selector, site)[0] ?? null);
  }

  /** @param {Element} post @param {Site} site */
  function isClosed(post, site) {
    if (!site.collapsed) return false;
    if (post.matches(site.collapsed)) return true;
    if (!post.querySelector(site.collapsed)) return false;
    const inside = post.querySelectorAll(site.collapsed);
    // A post inside that is closed closes itself alone.
    return Array.prototype.some.call(inside, (closed) => closed.closest(listBorders(site)) === post);
  }

  /** The text without what the companion would cut anyway. @param {string} text */
  function cutText(text) {
    return text.length > LONGEST ? Array.from(text).slice(0, LONGEST).join('') : text;
  }

  /** @param {Element[]} parts @param {Site} site */
  function readParts(parts, site) {
    return cutText(parts.map((part) => mindfulFeed.text.read(part, site.ignore)).join('\n\n').trim());
  }

  /** @param {Element} post @param {Site} site @returns {ReadPost | null} */
  function readOpen(post, site) {
    if (isClosed(post, site)) return null;
    const parts = pickOwn(post, site.text, site);
    const isFolded = mindfulFeed.notes?.isFolded(post);
    if (site.drawn && !isFolded && !parts.some((part) => part.checkVisibility())) return null;
    const text = readParts(parts, site);
    const id = mindfulFeed.names.of(post, site);
    const lang = parts[0]?.closest('[lang]')?.getAttribute('lang') || undefined;
    const { find, listHosts } = mindfulFeed.links;
    return { id, text, ...(lang && { lang }), ...find(post, site), ...listHosts(parts), ...mindfulFeed.authors.read(post, site) };
  }

  mindfulFeed.posts = {
    isOwn,
    isPlain: (post) => post === plain,
    pickOwn,
    pickFirst,

    readText: (post, site) => readParts(pickOwn(post, site.text, site), site),

    find(root, site) {
      const { list, closest } = mindfulFeed.roots;
      const found = [...root.querySelectorAll(site.post)];
      for (const inside of list(root, site)) found.push(...inside.querySelectorAll(site.post));
      if (root instanceof Element && root.matches(site.post)) found.unshift(root);
      return site.feed ? found.filter((post) => closest(post, /** @type {string} */ (site.feed))) : found;
    },

    distanceOf(post) {
      const { top, bottom } = post.getBoundingClientRect();
      return Math.max(0, top - innerHeight, -bottom);
    },

    findAnswers({ post, quote, thread }) {
      // Within :has() there can be no other.
      if (!thread || post.includes(':has(')) return undefined;
      return quote ? `:is(${post}):not(${quote})` : post;
    },

    findNext(post, site, answers) {
      const all = mindfulFeed.posts.find(document.body, site);
      const isNext = (/** @type {Element} */ other) => !post.contains(other) || (answers && other.matches(answers));
      return all.slice(all.indexOf(post) + 1).find(isNext) ?? null;
    },

    closest(node, site) {
      const { closest } = mindfulFeed.roots;
      const post = closest(node, site.post);
      return post && (!site.feed || closest(post, site.feed)) ? post : null;
    },

    /** The post, or null while the page keeps its words closed. */
    read(post, site) {
      plain = post.querySelector(listBorders(site)) ? null : post;
      try {
        return readOpen(post, site);
      } finally {
        plain = null;
      }
    },

    /** The element whose first child the post's note becomes. */
    place(post, site) {
      return (site.place && pickFirst(post, site.place, site)) || post;
    },
  };
}
