'use strict';

// Starts in a page that the reader allowed, and again whenever the background says to look.
{
  // Scripts of an earlier run, from before an update, cannot ask any more: their notes go.
  mindfulFeed.stop?.();
  for (const left of document.querySelectorAll('mindful-feed-note, mindful-feed-pause')) left.remove();

  const { clock, feed, generic, notes } = mindfulFeed;
  const LOOK_ROUND = 1000;
  /** @type {Feed | null} */
  let running = null;

  /** @param {boolean} [mayAskAgain] whether a page that follows its posts already asks about them anew */
  async function look(mayAskAgain = true) {
    const { site, view } = await chrome.runtime.sendMessage({ ask: 'site' });
    if (!site) {
      running?.stop();
      running = null;
    } else if (running) {
      running.recheck(view, mayAskAgain);
    } else {
      running = (site.id === 'generic' ? generic : feed).create(site, view);
    }
  }

  /** What the extension's own pages say to this one; parts.d.ts has the answers.
   * @param {any} message @param {unknown} _sender @param {(reply: object) => void} reply */
  function hear(message, _sender, reply) {
    if (message?.tell === 'look' || message?.tell === 'begin') {
      look(message.tell === 'look');
      reply({ here: true });
    }
    if (message?.tell === 'count') reply(running?.count() ?? { notes: 0, posts: 0, found: 0 });
    if (message?.tell === 'list') reply({ posts: running?.list() ?? [] });
  }

  /** @param {PageTransitionEvent} event back from the back/forward cache, where nothing was heard */
  function comeBack({ persisted }) {
    if (persisted) look();
  }

  // Once the extension was updated, turned off or removed, its notes go by themselves.
  const endTicks = clock.every(LOOK_ROUND, () => chrome.runtime?.id || mindfulFeed.stop?.());
  chrome.runtime.onMessage.addListener(hear);
  addEventListener('pageshow', comeBack);

  mindfulFeed.stop = () => {
    endTicks();
    running?.stop();
    notes.stop();
    removeEventListener('pageshow', comeBack);
    chrome.runtime?.onMessage?.removeListener(hear);
  };

  look();
}
