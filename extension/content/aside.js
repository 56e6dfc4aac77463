'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Sets a post aside for later, as a link, when the reader says so; and finds the link that leads to it.
{
  const { say, make, makeButton } = mindfulFeed.elements;
  const LINK = /^(https:\/\/|http:\/\/127\.0\.0\.1[:/])[^\s]{1,2000}$/;
  const HERE = `${location.origin}/`;

  /** A link within the site, as the browser resolves it. @param {Element | null | undefined} link */
  function resolve(link) {
    const href = link instanceof HTMLAnchorElement ? link.href : '';
    return href.startsWith(HERE) && LINK.test(href) ? href : null;
  }

  /** Where the post's time is, its own address is. @param {Element[]} inside @param {Element} post @param {Site} site */
  function findTimed(inside, post, site) {
    for (const time of inside) {
      if (time.localName !== 'time' || !mindfulFeed.posts.isOwn(time, post, site)) continue;
      const around = time.closest('a[href]');
      const href = resolve(around && post.contains(around) ? around : time.querySelector('a[href]'));
      if (href) return href;
    }
    return null;
  }

  /** Else a link with the post's name is it. @param {Element[]} inside @param {Element} post @param {string} id @param {Site} site */
  function findNamed(inside, post, id, site) {
    for (const link of [post, ...inside]) {
      if (!link.getAttribute('href')?.includes(id)) continue;
      const href = link === post || mindfulFeed.posts.isOwn(link, post, site) ? resolve(link) : null;
      if (href) return href;
    }
    return null;
  }

  mindfulFeed.aside = {
    findLink(post, id, site) {
      const inside = [...post.querySelectorAll('time, a[href]')];
      return findTimed(inside, post, site) ?? findNamed(inside, post, id, site);
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
      frame?.querySelector('.panel')?.remove();
      frame?.querySelector('.line')?.replaceChildren(words, buttons);
      if (typeof reply?.added === 'number') {
        entry.isAside = true;
        turn(entry, 'fold');
      }
      undo.focus({ preventScroll: true });
    },
  };
}
