// The way to the demo feed. A link would not do: to the companion, a page that is reached from another
// one, be it the extension's own, comes from elsewhere. A tab that the browser opens is as if typed.

/** @param {number} port */
export function openDemo(port) {
  return chrome.tabs.create({ url: `http://127.0.0.1:${port}/demo` });
}
