'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// What a post is called: by what the site says, or else by what the post says.
{
  const NAME = /^[^\x00-\x1f\x7f]{1,128}$/;

  /** A site has a few, and each is read in every post. @type {Map<string, ReturnType<typeof parse>>} */
  const sources = new Map();

  /** @param {string} source */
  function parse(source) {
    const [, selector = '', attribute = '', pattern] = /^(.*)@([a-z-]+)(?:~(.+))?$/.exec(source) ?? [];
    return { selector, attribute, pattern: pattern ? new RegExp(pattern) : null };
  }

  /** @param {string} source */
  function split(source) {
    const parts = sources.get(source) ?? parse(source);
    sources.set(source, parts);
    return parts;
  }

  /**
   * What a source says: `@attribute` of the post, `selector@attribute` of the first such element of
   * its own, `@attribute~pattern` a part of it.
   * @param {Element} post @param {string} source @param {Site} site
   */
  function read(post, source, site) {
    const { selector, attribute, pattern } = split(source);
    const holder = selector ? mindfulFeed.posts.pickFirst(post, selector, site) : post;
    const value = holder?.getAttribute(attribute)?.trim() ?? '';
    const name = pattern ? pattern.exec(value)?.[0] : value;
    return name && NAME.test(name) ? name : undefined;
  }

  /** 53 bits of a text, written short. Not secret: it only tells posts of one page apart. @param {string} text */
  function hash(text) {
    let [high, low] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    return ((high >>> 0) * 2 ** 21 + ((low >>> 0) >>> 11)).toString(36);
  }

  mindfulFeed.names = {
    read,

    /** A second look, and a second element with this post in it, give the same name. */
    of(post, site) {
      for (const source of site.post_id) {
        const name = read(post, source, site);
        if (name) return name;
      }
      const author = mindfulFeed.posts.pickFirst(post, 'a[href]', site)?.getAttribute('href') ?? '';
      return `~${hash(`${author.split(/[?#]/)[0]}\n${mindfulFeed.posts.readText(post, site)}`)}`;
    },
  };
}
