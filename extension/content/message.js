'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// What the content scripts ask the background. Every answer comes, one way or another: what was under way
// when the browser put the page aside is never answered, and counts as 'put_aside' once the page is back.
mindfulFeed.message = {
  async send(message) {
    const listening = new AbortController();
    const putAside = new Promise((resolve) => {
      addEventListener('pageshow', ({ persisted }) => persisted && resolve({ error: { code: 'put_aside' } }), listening);
    });
    try {
      return await Promise.race([chrome.runtime.sendMessage(message), putAside]);
    } catch (error) {
      return { error: { code: error instanceof Error ? 'asleep' : 'broken' } };
    } finally {
      listening.abort();
    }
  },
};
