// The toolbar button: quiet while all is well, one short word when it is not.

const GREY = '#5b6663';
const AMBER = '#8a5a12';

/** @type {Record<string, [word: string, colour: string]>} */
const BADGES = {
  ready: ['', GREY],
  loading: ['…', GREY],
  busy: ['…', GREY],
  off: ['off', GREY],
  snoozed: ['zz', GREY],
  unpaired: ['pair', AMBER],
  unknown: ['pair', AMBER],
  blocked: ['!', AMBER],
  stranger: ['!', AMBER],
  outdated: ['!', AMBER],
  old_extension: ['!', AMBER],
  failed: ['!', AMBER],
};

/**
 * What is left till the reader's nearest limit, on the tab where they read; quiet where there is none.
 * @param {number | undefined} tabId
 * @param {import('./protocol').ExposureReply | null} reply
 */
export async function showLeft(tabId, reply) {
  const { minutes_left: minutes, posts_left: posts } = reply ?? {};
  const [name, count] = posts != null && posts <= (minutes ?? posts) ? ['left_posts', posts] : ['left_minutes', minutes];
  const told = count == null ? chrome.i18n.getMessage('name') : chrome.i18n.getMessage(name, [String(count)]);
  const text = /** @type {any} */ (count == null ? null : name === 'left_minutes' ? `${count}m` : String(count));
  try {
    // Nothing gives the tab back to the word that stands on all tabs; an empty text would hide it.
    await Promise.all([chrome.action.setBadgeText({ tabId, text }), chrome.action.setTitle({ tabId, title: told })]);
  } catch (error) {
    // The tab was closed meanwhile.
    if (!(error instanceof Error)) throw error;
  }
}

/** @param {string} state as the popup names it too: `state_NAME` is its sentence */
export async function showState(state) {
  const [text, color] = BADGES[state] ?? BADGES.stranger;
  await Promise.all([
    chrome.action.setBadgeText({ text }),
    chrome.action.setBadgeBackgroundColor({ color }),
    chrome.action.setBadgeTextColor({ color: '#ffffff' }),
    chrome.action.setTitle({
      title: `${chrome.i18n.getMessage('name')}: ${chrome.i18n.getMessage(`state_${state}`)}`,
    }),
  ]);
}
