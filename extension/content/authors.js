'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Which account a post is from, where the site itself says so: never a display name, and never a link
// in the words of a post. The background alone compares it with the list of known organisations.
mindfulFeed.authors = {
  read(post, site) {
    for (const source of site.author?.from ?? []) {
      const [, selector, rest] = /^(.*)(@[a-z-]+(?:~.+)?)$/.exec(source) ?? [];
      const outside = selector && `:is(${selector}):not(:is(${site.text}) *)`;
      const author = mindfulFeed.names.read(post, `${outside}${rest}`, site);
      if (author) return { author };
    }
    return {};
  },
};
