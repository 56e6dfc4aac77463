// Whether this extension and its companion fit, and which of the two is the older one. Versions that
// speak the same protocol work together; only what an older companion does not know is left out.

/** The protocol of docs/protocol.md that this extension speaks. */
const PROTOCOL = 1;

/** What this extension calls itself, for `mindful-feed doctor`. */
export function nameSelf() {
  return `mindful-feed-extension/${chrome.runtime.getManifest().version} (protocol ${PROTOCOL})`;
}

/**
 * Which one to update before they can work together at all.
 * @param {number} protocol the companion's
 * @returns {'outdated' | 'old_extension' | null} the companion, the extension, or neither
 */
export function findMisfit(protocol) {
  if (protocol === PROTOCOL) return null;
  return protocol > PROTOCOL ? 'old_extension' : 'outdated';
}

/** Whether the companion is of an earlier minor version than this extension. @param {string} version */
export function isOlder(version) {
  const [theirs, ours] = [version, chrome.runtime.getManifest().version].map(readMinor);
  return theirs.length === 2 && (theirs[0] < ours[0] || (theirs[0] === ours[0] && theirs[1] < ours[1]));
}

/** @param {string} version */
function readMinor(version) {
  return (/^(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
}
