// The browser's permissions are the one truth about which sites are on.

export const COMPANION = 'http://127.0.0.1/*';

/** Whether the extension may read pages of this pattern. @param {string} origin */
export function isGranted(origin) {
  return chrome.permissions.contains({ origins: [origin] });
}

/** Asks the reader; only in answer to a click. @param {string[]} origins */
export function askFor(origins) {
  return chrome.permissions.request({ origins });
}

/** @param {string[]} origins */
export function giveBack(origins) {
  return chrome.permissions.remove({ origins });
}
