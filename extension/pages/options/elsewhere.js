// Another window, or the command line, changed the settings while this page was open.

import { useEffect } from '../../vendor/htm-preact.js';

/**
 * Tells when the settings as last known are not those that the page shows.
 * @param {import('./change.js').Settings | null} settings
 * @param {() => void} tell
 */
export function useElsewhere(settings, tell) {
  useEffect(() => {
    /** @param {Record<string, { newValue?: any }>} changes */
    const notice = ({ known }) => known?.newValue && known.newValue.revision !== settings?.revision && tell();
    chrome.storage.local.onChanged.addListener(notice);
    return () => chrome.storage.local.onChanged.removeListener(notice);
  });
}
