// The toolbar button: quiet while all is well, one short word when it is not.

const GREY = '#5b6663';
const AMBER = '#8a5a12';

/** @type {Record<string, [word: string, colour: string]>} */
const BADGES = {
  ready: ['', GREY],
  loading: ['…', GREY],
  busy: ['…', GREY],
  off: ['off', GREY],
  unpaired: ['pair', AMBER],
  unknown: ['pair', AMBER],
  blocked: ['!', AMBER],
  stranger: ['!', AMBER],
  outdated: ['!', AMBER],
  failed: ['!', AMBER],
};

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
