'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// What the extension's own pages are told of this one when they ask.
{
  const LONGEST = 80;

  /** Those that are so near to the screen. @param {Known[]} followed @param {number} far pixels */
  function pickNear(followed, far) {
    return followed.filter(([post, read]) => read && post.isConnected && mindfulFeed.posts.distanceOf(post) <= far)
      .map(([, read]) => /** @type {ReadPost} */ (read));
  }

  mindfulFeed.report = {
    count(followed, known, view, site) {
      const near = pickNear(followed, innerHeight);
      return {
        notes: view.popupOnly ? near.filter((read) => known.get(read)?.note).length : mindfulFeed.notes.count(),
        posts: near.length,
        found: mindfulFeed.posts.find(document.body, site).length,
      };
    },

    list: (followed, known) => pickNear(followed, 0).map((read) => {
      const { id, text } = read;
      const { note, scores } = known.get(read) ?? {};
      return { id, text: text.slice(0, LONGEST), category: note?.category, title: note?.title, scores };
    }),
  };
}
