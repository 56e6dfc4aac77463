// What pages of the extension ask its background.

/**
 * The background's reply; an object with `error` where the companion did not do as asked.
 * @param {string} name
 * @param {object} [message]
 * @returns {Promise<any>}
 */
export async function ask(name, message = {}) {
  try {
    return await chrome.runtime.sendMessage({ ask: name, ...message });
  } catch (error) {
    // The background was put to sleep in the middle; the next question wakes it.
    return { error: { code: error instanceof Error ? 'busy' : 'broken' } };
  }
}
