'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// What the content scripts ask the background. Every answer comes, one way or another: what was under way
// when the browser put the page aside is never answered, and counts as 'put_aside' once the page is back.
{
  /** @typedef {{ message: object, answer(reply: any): void }} Asked */
  /** @typedef {{ address: string, port: chrome.runtime.Port, waiting: Map<number, Asked> }} Line */
  /** @type {Set<(reply: object) => void>} */
  const underWay = new Set();
  /** @type {Line | null} */
  let line = null;
  let asked = 0;

  /** A line to the background, which the browser ends when it likes. The background is told which address
   * it was opened at, so each address has a line of its own. */
  function open() {
    const port = chrome.runtime.connect();
    /** @type {Line} */
    const own = { address: location.href, port, waiting: new Map() };
    port.onMessage.addListener(({ number, reply }) => {
      own.waiting.get(number)?.answer(reply);
      own.waiting.delete(number);
      if (line !== own && own.waiting.size === 0) port.disconnect();
    });
    port.onDisconnect.addListener(() => {
      if (line === own) line = null;
      for (const { message, answer } of own.waiting.values()) answer(sendOnce(message));
    });
    if (line?.waiting.size === 0) line.port.disconnect();
    line = own;
    return own;
  }

  /** @param {Promise<any>} answer */
  async function settle(answer) {
    /** @type {(reply: object) => void} */
    let stop = () => {};
    const putAside = new Promise((resolve) => (stop = resolve));
    underWay.add(stop);
    try {
      return await Promise.race([answer, putAside]);
    } catch (error) {
      return { error: { code: error instanceof Error ? 'asleep' : 'broken' } };
    } finally {
      underWay.delete(stop);
    }
  }

  /** @param {object} message */
  async function sendOnce(message) {
    return chrome.runtime.sendMessage(message);
  }

  /** Each post costs the page more than what is in it. @param {object[]} messages @returns {Promise<any>[]} */
  function sendOnLine(messages) {
    try {
      const { port, waiting } = line?.address === location.href ? line : open();
      const numbered = messages.map((message) => ({ number: ++asked, message }));
      const [first, ...then] = numbered;
      port.postMessage({ ...first, then });
      return numbered.map(({ number, message }) => new Promise((answer) => waiting.set(number, { message, answer })));
    } catch (error) {
      return messages.map(() => Promise.reject(error));
    }
  }

  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    line = null;
    for (const stop of underWay) stop({ error: { code: 'put_aside' } });
  });

  mindfulFeed.message = {
    send: (message) => settle(sendOnce(message)),
    sendOften: (message) => settle(sendOnLine([message])[0]),
    sendTogether: (messages) => sendOnLine(messages).map(settle),
  };
}
