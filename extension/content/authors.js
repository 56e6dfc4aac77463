'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Which account a post is from, where the site itself says so: never a display name, and never a link
// in the words of a post. The background alone compares it with the list of known organisations.
{
  /** @type {WeakMap<Site, string[]>} */
  const outside = new WeakMap();

  /** A site's sources, each held to what is not in the words. @param {Site} site */
  function listSources(site) {
    const known = outside.get(site);
    if (known) return known;
    const listed = (site.author?.from ?? []).map((source) => {
      const [, selector, rest] = /^(.*)(@[a-z-]+(?:~.+)?)$/.exec(source) ?? [];
      return `${selector && `:is(${selector}):not(:is(${site.text}) *)`}${rest}`;
    });
    outside.set(site, listed);
    return listed;
  }

  mindfulFeed.authors = {
    read(post, site) {
      for (const source of listSources(site)) {
        const author = mindfulFeed.names.read(post, source, site);
        if (author) return { author };
      }
      return {};
    },
  };
}
