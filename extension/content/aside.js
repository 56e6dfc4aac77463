'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Sets a post aside for later, as a link, when the reader says so; and finds the link that leads to it.
{
  const { say, make, makeButton } = mindfulFeed.elements;
  const LINK = /^(https:\/\/|http:\/\/127\.0\.0\.1[:/])[^\s]{1,2000}$/;

  /** The links of a post, those with its time in them first: that is where a post's own address is.
   * @param {Element} post @param {Site} site */
  function listLinks(post, site) {
    const links = /** @type {HTMLAnchorElement[]} */ (mindfulFeed.posts.pickOwn(post, 'a[href]', site));
    if (post instanceof HTMLAnchorElement) links.unshift(post);
    return [...links.filter((link) => link.querySelector('time') || link.closest('time')), ...links];
  }

  mindfulFeed.aside = {
    findLink(post, id, site) {
      const links = listLinks(post, site).filter(({ href, origin }) => origin === location.origin && LINK.test(href));
      const timed = links.find((link) => link.querySelector('time') || link.closest('time'));
      const named = links.find(({ href }) => href.includes(id));
      return (timed ?? named)?.href ?? null;
    },

    async offer(entry, turn, restore) {
      const { annotation, frame } = entry;
      const link = entry.findLink();
      const category = annotation.note?.category;
      const reply = await mindfulFeed.exposure.send({ ask: 'later', request: { add: { link, category } } });
      const words = make('p', 'words', typeof reply?.added === 'number' ? say('aside_done') : say('aside_failed'));
      const buttons = make('div', 'acts');
      const undo = makeButton('', say(reply?.added === undefined ? 'close' : 'undo'), async () => {
        if (typeof reply?.added === 'number') await mindfulFeed.exposure.send({ ask: 'later', request: { take: [reply.added] } });
        restore();
      });
      buttons.append(undo);
      frame.querySelector('.panel')?.remove();
      frame.querySelector('.line')?.replaceChildren(words, buttons);
      if (typeof reply?.added === 'number') {
        entry.isAside = true;
        turn(entry, 'fold');
      }
      undo.focus({ preventScroll: true });
    },
  };
}
