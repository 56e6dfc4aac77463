// What the reader chose in the popup: the companion's port and the servers they added.
// Which sites are on is not kept here: the browser's own permissions say that.

const DEFAULT_PORT = 22560;

/**
 * @typedef {object} Choices
 * @property {number} port
 * @property {string} [country] two letters, chosen on the page of help
 * @property {Record<string, string>} servers a host name and the id of the site that it runs
 */

/** @returns {Promise<Choices>} */
export async function readChoices() {
  const { port, servers, country } = /** @type {Partial<Choices>} */ (await chrome.storage.local.get());
  return { port: isPort(port) ? port : DEFAULT_PORT, servers: servers ?? {}, ...(country && { country }) };
}

/** @param {unknown} port @returns {port is number} */
export function isPort(port) {
  return Number.isInteger(port) && Number(port) >= 1024 && Number(port) <= 65535;
}

/** @param {number} port */
export function keepPort(port) {
  return chrome.storage.local.set({ port });
}

/**
 * Remembers that a host runs a site's software. Not awaited before a permission is asked for: the
 * reader's click would no longer count.
 * @param {string} host
 * @param {string} site
 */
export async function addServer(host, site) {
  const { servers } = await readChoices();
  return chrome.storage.local.set({ servers: { ...servers, [host]: site } });
}
