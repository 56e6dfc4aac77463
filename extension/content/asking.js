'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// When the companion is asked, about how many posts at once, and what happens when it cannot answer.
{
  const MOST_POSTS = 32;
  // What is on the screen goes first, and some of what is next to it in the same question.
  const FEW = 20;
  const MOST_BYTES = 200_000;
  // Long enough for all that came with one frame.
  const SOON = 5;
  // What is not on the screen yet is gathered for a moment: few questions cost the page less than many.
  const GATHERING = 200;
  // Answers that come so close to each other are shown as one: going over a page once costs it less than
  // twice, and the reader sees it change once.
  const TOGETHER = 150;
  // A companion that was away is noticed within five seconds of its return.
  const AGAIN = 2500;
  // A first fault may be over at once; one that comes again is not asked about often.
  const BROKEN = 30_000;
  // A page that nobody has touched for this long asks no more until somebody does.
  const RESTING = 10 * 60_000;
  const SIGN_EVERY = 60_000;
  const SIGNS_OF_LIFE = ['scroll', 'keydown', 'pointerdown', 'pointermove'];

  /** @typedef {{ batch: ReadPost[], annotations: Annotation[], epoch: string }} Heard */

  /** As many posts as one request may carry, no two with one id. @param {ReadPost[]} posts @param {number} most */
  function pickBatch(posts, most) {
    const batch = new Map();
    let bytes = 0;
    for (const post of posts) {
      if (batch.has(post.id)) continue;
      // No letter takes more than three bytes; what is refused nevertheless is halved.
      bytes += post.text.length * 3 + 400;
      if (batch.size === most || (batch.size > 0 && bytes > MOST_BYTES)) break;
      batch.set(post.id, post);
    }
    return [...batch.values()];
  }

  /** Whether something comes within so many milliseconds. @param {Promise<any>} coming @param {number} wait @returns {Promise<boolean>} */
  function comesWithin(coming, wait) {
    return new Promise((tell) => {
      const timer = setTimeout(tell, wait, false);
      coming.then(() => (clearTimeout(timer), tell(true)));
    });
  }

  /** @param {AskingHooks} hooks @returns {Asking} */
  function create({ wanted, answered, away }) {
    let most = MOST_POSTS;
    let isAsking = false;
    let isStopped = false;
    let isResting = false;
    let isListening = false;
    /** Whether there was reason to ask while a question was on its way. */
    let isCalled = false;
    /** Whether more was wanted than the question could hold. */
    let isPart = false;
    /** When the next question is, or 0. */
    let due = 0;
    /** Whether some of what waits for the next question is on the screen. */
    let isUrgent = false;
    /** How often in a row the extension itself failed. */
    let faults = 0;
    /** Before this the companion, which has too much to do, is left alone. */
    let heldUntil = 0;
    let lastSign = Date.now();
    /** @type {number | undefined} */
    let timer;

    /** @param {number} wait milliseconds */
    function later(wait) {
      if (due) clearTimeout(timer);
      due = performance.now() + wait;
      if (!isStopped) timer = setTimeout(ask, wait);
    }

    /** @param {number} wait milliseconds */
    function hold(wait) {
      heldUntil = performance.now() + wait;
      later(wait);
    }

    function soon(isOnScreen = true) {
      isUrgent ||= isOnScreen;
      if (isAsking) {
        isCalled = true;
        return;
      }
      const wait = Math.max(isOnScreen ? SOON : GATHERING, heldUntil - performance.now());
      if (!due || due > performance.now() + wait) later(wait);
    }

    /** Without a pause: the page was woken already, and wakes for each timer again. */
    function now() {
      isUrgent = true;
      if (isAsking || heldUntil > performance.now()) soon();
      else ask();
    }

    async function ask() {
      // What was due later is asked now.
      if (due) clearTimeout(timer);
      due = 0;
      if (isAsking || isStopped || document.hidden) return;
      listen();
      if (Date.now() - lastSign > RESTING) {
        isResting = true;
        return;
      }
      const atOnce = isUrgent ? Math.min(most, FEW) : most;
      const { posts, onScreen } = wanted(atOnce);
      const batches = pickBatches(posts, Math.min(most, Math.max(onScreen, atOnce)));
      if (batches.length === 0) return;
      isAsking = true;
      isCalled = false;
      const asked = batches.flat().length;
      isPart = asked < posts.length;
      isUrgent = asked < onScreen;
      const isDone = await hearOut(batches, send(batches));
      isAsking = false;
      if (isDone && isPart) ask();
      else if (isDone && isCalled) soon(isUrgent);
    }

    /** What does not fit into the first question goes with it in a second. @param {ReadPost[]} posts @param {number} first */
    function pickBatches(posts, first) {
      const batch = pickBatch(posts, first);
      if (most < MOST_POSTS || batch.length === posts.length) return batch.length > 0 ? [batch] : [];
      const asked = new Set(batch.map(({ id }) => id));
      const rest = pickBatch(posts.filter(({ id }) => !asked.has(id)), most);
      return rest.length > 0 ? [batch, rest] : [batch];
    }

    /** @param {ReadPost[][]} batches */
    function send(batches) {
      const lang = document.documentElement.lang;
      return mindfulFeed.message.sendTogether(batches.map((posts) => ({ ask: 'annotate', request: { lang, posts } })));
    }

    /** Whether the answer to the next question is worth waiting for, by how long the one before it took.
     * @param {ReadPost[]} batch @param {number} took milliseconds @param {ReadPost[]} next @param {Promise<any>} reply */
    async function isSoon(batch, took, next, reply) {
      return (took * next.length) / batch.length <= TOGETHER && comesWithin(reply, TOGETHER);
    }

    /** Whether all were answered. @param {ReadPost[][]} batches @param {Promise<any>[]} replies */
    async function hearOut(batches, replies) {
      const began = performance.now();
      /** Those whose answers wait for the next ones. @type {Heard[]} */
      let heard = [];
      const tell = () => {
        if (heard.length > 0 && !isStopped) answered(heard.flatMap(({ batch }) => batch), heard.flatMap(({ annotations }) => annotations), heard[0].epoch);
        heard = [];
      };
      for (const [at, batch] of batches.entries()) {
        const reply = await replies[at];
        // After an update the page's scripts are on their own; else the background just went to sleep.
        if (!chrome.runtime?.id) mindfulFeed.stop?.();
        if (isStopped) return false;
        if (reply?.epoch !== heard[0]?.epoch) tell();
        if (!reply?.annotations) {
          isAsking = false;
          fail(batch, reply);
          return false;
        }
        most = Math.min(MOST_POSTS, most * 2);
        faults = 0;
        heard.push({ batch, annotations: reply.annotations, epoch: reply.epoch });
        const next = batches[at + 1];
        if (!next || !(await isSoon(batch, performance.now() - began, next, replies[at + 1]))) tell();
      }
      return true;
    }

    /** @param {ReadPost[]} batch @param {any} reply */
    function fail(batch, reply) {
      const { code, retry_after: seconds } = reply?.error ?? { code: 'broken' };
      if (code === 'busy') return hold((seconds ?? 1) * 1000 * (1 + Math.random() / 2));
      if (code === 'asleep') return later(1000);
      if (code === 'put_aside') return soon();
      if (code === 'broken') return later(faults++ ? BROKEN : AGAIN);
      if (code === 'refused') return split(batch);
      away();
      // The others end in the popup, which has every page look again: maybe it just did.
      if (code === 'off' || code === 'stranger' || isCalled) later(AGAIN);
    }

    /** Finds the one post that the companion refuses, and leaves it alone. @param {ReadPost[]} batch */
    function split(batch) {
      if (batch.length === 1) answered(batch, [], '');
      most = Math.max(1, Math.floor(batch.length / 2));
      soon();
    }

    /** Every sign would cost the page something, so that one a minute is enough. */
    function listen() {
      if (isListening || Date.now() - lastSign < SIGN_EVERY) return;
      isListening = true;
      lastSign = Date.now();
      for (const sign of SIGNS_OF_LIFE) addEventListener(sign, noteSign, { passive: true, capture: true });
    }

    function unlisten() {
      isListening = false;
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, noteSign, { capture: true });
    }

    function noteSign() {
      lastSign = Date.now();
      unlisten();
      if (!isResting) return;
      isResting = false;
      soon();
    }

    function onVisible() {
      if (!document.hidden) noteSign(), soon();
    }

    document.addEventListener('visibilitychange', onVisible);

    return {
      soon,
      now,
      stop() {
        isStopped = true;
        clearTimeout(timer);
        unlisten();
        document.removeEventListener('visibilitychange', onVisible);
      },
    };
  }

  mindfulFeed.asking = { create };
}
