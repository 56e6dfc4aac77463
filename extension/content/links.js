'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Which post quotes or answers which, and where a post's links lead.
{
  const MOST_LINKS = 16;
  /** @type {Element[] | null} */
  let listed = null;

  /** Every post of the page; many are read in one go, so it is listed once for all of them. @param {Site} site */
  function listPosts(site) {
    if (!listed) {
      listed = mindfulFeed.posts.find(document.body, site);
      queueMicrotask(() => (listed = null));
    }
    return listed;
  }

  /** @param {Element} post @param {Site} site */
  function find(post, site) {
    const { names, posts } = mindfulFeed;

    /** @param {Element | null | undefined} other */
    function nameOf(other) {
      return other && other !== post ? names.of(other, site) : undefined;
    }

    /** @param {import('../sites').Named | undefined} named */
    function findNamed(named) {
      const name = named && names.read(post, named.name, site);
      const found = name && document.querySelector(named.post.replace('{name}', CSS.escape(name)));
      return found ? (posts.closest(found, site) ?? posts.find(found, site)[0]) : null;
    }

    /** The first post of the nearest thread that another post began, or the one before in it. */
    function findInThread() {
      const selector = site.thread ?? '';
      for (let thread = post.closest(selector); thread; thread = thread.parentElement?.closest(selector) ?? null) {
        const inside = posts.find(thread, site);
        if (inside[0] !== post) return inside[site.answers === 'above' ? inside.indexOf(post) - 1 : 0];
      }
      return null;
    }

    /** The nearest post before that stands less deep. @param {string} depth */
    function findAbove(depth) {
      const own = Number(names.read(post, depth, site) ?? NaN);
      const all = listPosts(site);
      for (let at = all.indexOf(post) - 1; at >= 0 && own > 0; at--) {
        if (Number(names.read(all[at], depth, site) ?? NaN) < own) return all[at];
      }
      return null;
    }

    const inside = site.quote && !posts.isPlain(post) ? posts.pickFirst(post, site.quote, site) : null;
    const quotes = nameOf(inside?.matches(site.post) ? inside : findNamed(site.quoted));
    const answered = findNamed(site.answered) ?? (site.thread ? findInThread() : site.depth ? findAbove(site.depth) : null);
    const repliesTo = nameOf(answered);
    return { ...(quotes && { quotes }), ...(repliesTo && { replies_to: repliesTo }) };
  }

  /** Hosts only: never an address. @param {Element[]} parts */
  function listHosts(parts) {
    const hosts = new Set();
    for (const part of parts) {
      // Most have none, and a list of none costs more than the first of none.
      if (!part.querySelector('a[href]')) continue;
      for (const link of part.querySelectorAll('a[href]')) {
        const { protocol, hostname } = /** @type {HTMLAnchorElement} */ (link);
        if (/^https?:$/.test(protocol) && hostname !== location.hostname) hosts.add(hostname);
      }
    }
    return hosts.size > 0 ? { links: [...hosts].slice(0, MOST_LINKS) } : {};
  }

  mindfulFeed.links = { find, listHosts };
}
