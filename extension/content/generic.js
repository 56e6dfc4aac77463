'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Reads a site that has no file: what its pages say of themselves by standards, or else what repeats
// in them, becomes the same few selectors that a file would give.
{
  const { posts, roots, siblings } = mindfulFeed;
  const LOOK_AGAIN = 500;
  const MOST_PATIENT = 10_000;
  const COMMENTS = ['SocialMediaPosting', 'DiscussionForumPosting', 'Comment'].map((type) => `[itemtype$="/${type}"]`).join();
  const OWN_LINK = 'a:has(time)@href';
  const ARTICLE = {
    text: 'article > header h1, article > :not(header, footer, section, aside, nav, figure, form, article, button)',
    ignore: 'header, footer, aside, nav, figure, form, article, button',
    post_id: [OWN_LINK, 'a[rel~="bookmark"]@href', '@id'],
  };

  /** The nearer to a promise of the page that this is a post, the earlier. */
  const STANDARDS = [
    {
      post: COMMENTS,
      text: '[itemprop~="headline"], [itemprop~="articleBody"], [itemprop~="text"]',
      post_id: [OWN_LINK, 'a[itemprop~="url"]:not([itemprop~="author"] *)@href', '@id'],
      thread: COMMENTS,
    },
    {
      post: '.h-entry',
      text: '.p-name:not(.e-content, .e-content *), .e-content',
      post_id: ['a.u-url@href', '@id'],
      answered: { name: 'a.u-in-reply-to@href', post: '.h-entry:has(a.u-url[href="{name}"])' },
    },
    { post: '[role="feed"] article', thread: '[role="feed"] article', ...ARTICLE },
    { post: 'article', thread: 'article', ...ARTICLE },
  ];

  /** What this page calls a post, or null while there is none. @param {Site} site @returns {Site | null} */
  function learnIn(site) {
    for (const standard of STANDARDS) {
      const learned = { ...site, ...standard, drawn: /** @type {const} */ (true) };
      if (posts.find(document.body, learned).some((post) => posts.readText(post, learned))) return learned;
    }
    for (const root of [document.body, ...roots.list(document.body, site)]) {
      const repeated = siblings.learn(root);
      if (repeated) return { ...site, ...repeated, drawn: true };
    }
    return null;
  }

  /** The names of the page's own elements that have a shadow root. */
  function nameHosts() {
    const found = new Set();
    /** @param {Element | ShadowRoot} root */
    function search(root) {
      for (const element of root.querySelectorAll('*')) {
        if (!element.localName.includes('-')) continue;
        const inside = roots.open(element);
        if (inside) found.add(CSS.escape(element.localName)), search(inside);
      }
    }
    search(document.body);
    return [...found].join();
  }

  /** @param {Site} site @returns {Site | null} */
  function learn(site) {
    const shadow = learnIn(site) ? '' : nameHosts();
    return learnIn(shadow ? { ...site, shadow } : site);
  }

  /** A feed that learns as soon as there are posts, and again once there are none of that kind.
   * @param {Site} site @param {View} [view] @returns {Feed} */
  function create(site, view) {
    /** @type {Site | null} */
    let learned = null;
    /** @type {Feed | null} */
    let feed = null;
    let wait = LOOK_AGAIN;
    /** @type {number | undefined} */
    let timer;

    function look() {
      timer = undefined;
      if (learned && posts.find(document.body, learned).length > 0) return;
      feed?.stop();
      learned = learn(site);
      feed = learned && mindfulFeed.feed.create(learned, view);
      // In a shadow root posts can come without any sign that the page shows.
      if (learned || wait > MOST_PATIENT) return;
      timer = setTimeout(look, wait);
      wait *= 2;
    }

    const changes = new MutationObserver(() => {
      timer ??= setTimeout(look, LOOK_AGAIN);
    });
    changes.observe(document.documentElement, { childList: true, subtree: true });
    look();

    return {
      recheck(changed, mayAskAgain) {
        view = changed ?? view;
        feed?.recheck(view, mayAskAgain);
      },
      count: () => feed?.count() ?? { notes: 0, posts: 0, found: 0 },
      list: () => feed?.list() ?? [],
      stop() {
        changes.disconnect();
        clearTimeout(timer);
        feed?.stop();
      },
    };
  }

  mindfulFeed.generic = { create };
}
