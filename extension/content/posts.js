'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Where posts stand in a page, and what they say, by a site's selectors alone.
{
  const LONGEST = 4000;
  const unnamed = new WeakMap();
  let unnamedCount = 0;

  /**
   * The post's own elements of a kind: not those of a post quoted in it.
   * @param {Element} post @param {string} selector @param {Site} site
   * @returns {Element[]}
   */
  function pickOwn(post, selector, site) {
    const borders = site.quote ? `${site.post}, ${site.quote}` : site.post;
    return [...post.querySelectorAll(selector)].filter((found) => {
      const border = found.closest(borders);
      return border === post || (border === found && found.parentElement?.closest(borders) === post);
    });
  }

  /**
   * A name for the post that a second look would give too: the first of the site's sources, each
   * `selector@attribute`, or `@attribute` of the post itself.
   * @param {Element} post @param {Site} site
   */
  function readId(post, site) {
    for (const source of site.post_id) {
      const at = source.lastIndexOf('@');
      const holder = at === 0 ? post : pickOwn(post, source.slice(0, at), site)[0];
      const id = holder?.getAttribute(source.slice(at + 1))?.trim();
      if (id && id.length <= 128 && !/[\x00-\x1f\x7f]/.test(id)) return id;
    }
    if (!unnamed.has(post)) unnamed.set(post, `post-${++unnamedCount}`);
    return unnamed.get(post);
  }

  /** @param {Element} post @param {Site} site */
  function isClosed(post, site) {
    if (!site.collapsed) return false;
    return post.matches(site.collapsed) || pickOwn(post, site.collapsed, site).length > 0;
  }

  /** The text without what the companion would cut anyway. @param {string} text */
  function cutText(text) {
    return text.length > LONGEST ? Array.from(text).slice(0, LONGEST).join('') : text;
  }

  mindfulFeed.posts = {
    find(root, site) {
      const found = [...root.querySelectorAll(site.post)];
      if (root.matches(site.post)) found.unshift(root);
      return site.feed ? found.filter((post) => post.closest(/** @type {string} */ (site.feed))) : found;
    },

    closest(node, site) {
      const element = node instanceof Element ? node : node.parentElement;
      const post = element?.closest(site.post) ?? null;
      return post && (!site.feed || post.closest(site.feed)) ? post : null;
    },

    /** The post, or null while the page keeps its words closed. */
    read(post, site) {
      if (isClosed(post, site)) return null;
      const parts = pickOwn(post, site.text, site);
      const text = cutText(parts.map((part) => mindfulFeed.text.read(part, site.ignore)).join('\n\n').trim());
      const id = readId(post, site);
      const lang = parts[0]?.closest('[lang]')?.getAttribute('lang') || undefined;
      const quoted = site.quote ? pickOwn(post, site.quote, site)[0] : undefined;
      const quotes = quoted?.matches(site.post) ? readId(quoted, site) : undefined;
      return { id, text, key: `${id}\n${text}`, ...(lang && { lang }), ...(quotes && { quotes }) };
    },

    /** The element whose first child the post's note becomes. */
    place(post, site) {
      return (site.place && pickOwn(post, site.place, site)[0]) || post;
    },
  };
}
