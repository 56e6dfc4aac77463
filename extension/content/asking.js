'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// When the companion is asked, about how many posts at once, and what happens when it cannot answer.
{
  const MOST_POSTS = 32;
  const MOST_BYTES = 200_000;
  const SOON = 40;
  // A companion that was away is noticed within five seconds of its return.
  const AGAIN = 2500;
  const BROKEN = 30_000;
  // A page that nobody has touched for this long asks no more until somebody does.
  const RESTING = 10 * 60_000;
  const encoder = new TextEncoder();
  const SIGNS_OF_LIFE = ['scroll', 'keydown', 'pointerdown', 'pointermove'];

  /** As many posts as one request may carry, no two with one id. @param {ReadPost[]} posts @param {number} most */
  function pickBatch(posts, most) {
    const batch = new Map();
    let bytes = 0;
    for (const post of posts) {
      if (batch.has(post.id)) continue;
      bytes += encoder.encode(JSON.stringify(post.text)).length + 400;
      if (batch.size === most || (batch.size > 0 && bytes > MOST_BYTES)) break;
      batch.set(post.id, post);
    }
    return [...batch.values()];
  }

  /** @param {AskingHooks} hooks @returns {Asking} */
  function create({ wanted, answered, away }) {
    let most = MOST_POSTS;
    let isAsking = false;
    let isStopped = false;
    let isResting = false;
    let lastSign = Date.now();
    /** @type {number | undefined} */
    let timer;

    /** @param {number} wait milliseconds */
    function later(wait) {
      clearTimeout(timer);
      if (!isStopped) timer = setTimeout(ask, wait);
    }

    function soon() {
      if (!isAsking) later(SOON);
    }

    async function ask() {
      if (isAsking || isStopped || document.hidden) return;
      if (Date.now() - lastSign > RESTING) {
        isResting = true;
        return;
      }
      const { posts, onScreen } = wanted();
      const batch = pickBatch(posts, Math.min(most, onScreen || most));
      if (batch.length === 0) return;
      isAsking = true;
      const reply = await send(batch);
      isAsking = false;
      if (!isStopped) take(batch, reply);
    }

    /** @param {ReadPost[]} batch */
    async function send(batch) {
      const posts = batch.map(({ key: _key, ...post }) => post);
      const lang = document.documentElement.lang;
      const reply = await mindfulFeed.message.send({ ask: 'annotate', request: { lang, posts } });
      // After an update the page's scripts are on their own; else the background just went to sleep.
      if (!chrome.runtime?.id) mindfulFeed.stop?.();
      return reply;
    }

    /** @param {ReadPost[]} batch @param {any} reply */
    function take(batch, reply) {
      if (reply?.annotations) {
        most = Math.min(MOST_POSTS, most * 2);
        answered(batch, reply.annotations, reply.epoch);
        return soon();
      }
      const { code, retry_after: seconds } = reply?.error ?? { code: 'broken' };
      if (code === 'busy') return later((seconds ?? 1) * 1000 * (1 + Math.random() / 2));
      if (code === 'asleep') return later(1000);
      if (code === 'put_aside') return soon();
      if (code === 'broken') return later(BROKEN);
      if (code === 'refused') return split(batch);
      away();
      // The others end in the popup, which has every page look again.
      if (code === 'off' || code === 'stranger') later(AGAIN);
    }

    /** Finds the one post that the companion refuses, and leaves it alone. @param {ReadPost[]} batch */
    function split(batch) {
      if (batch.length === 1) answered(batch, [], '');
      most = Math.max(1, Math.floor(batch.length / 2));
      soon();
    }

    function noteSign() {
      lastSign = Date.now();
      if (!isResting) return;
      isResting = false;
      soon();
    }

    function onVisible() {
      if (!document.hidden) noteSign(), soon();
    }

    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, noteSign, { passive: true, capture: true });
    document.addEventListener('visibilitychange', onVisible);

    return {
      soon,
      stop() {
        isStopped = true;
        clearTimeout(timer);
        for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, noteSign, { capture: true });
        document.removeEventListener('visibilitychange', onVisible);
      },
    };
  }

  mindfulFeed.asking = { create };
}
