// Whether a post is from a public body or charity on the reviewed list, by its account on the site. The
// account goes no further than this: the companion is told that the author is known, not who it is.

import list from './known-organisations.json' with { type: 'json' };

/** @typedef {import('./sites.js').Site} Site */

const NAME = /^[a-z0-9._-]{1,64}$/;
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const DOMAINS = new Set(list.organisations.flatMap(({ domains }) => domains));
const ACCOUNTS = new Set(
  list.organisations.flatMap(({ accounts }) => Object.entries(accounts).map(([site, name]) => `${site} ${name}`)),
);

/** Whether a domain is listed, or below one that is. @param {string} domain */
function isListed(domain) {
  if (!DOMAIN.test(domain)) return false;
  const labels = domain.split('.');
  return labels.some((_, start) => DOMAINS.has(labels.slice(start).join('.')));
}

/**
 * The server of an account: of `@who@server`, `https://server/@who`, `/server/@who` or, on its own
 * server, `/@who`.
 * @param {string} account @param {string} host the server whose page this is
 */
function readServer(account, host) {
  const [, server, remote] = /^(?:https:\/\/|\/)?([a-z0-9.-]*?)\/?@[a-z0-9._-]+(?:@([a-z0-9.-]+))?\/?$/.exec(account) ?? [];
  return server === undefined ? '' : remote || server || host;
}

/**
 * Look-alike letters make another name: only plain letters, digits and signs are compared.
 * @param {unknown} author as the site's file found it
 * @param {Site | undefined} site
 * @param {string} host
 */
export function isKnown(author, site, host) {
  if (typeof author !== 'string' || !site?.author) return false;
  const name = author.toLowerCase();
  if (site.author.kind === 'domain') return isListed(name);
  if (site.author.kind === 'account') return isListed(readServer(name, host));
  return NAME.test(name) && ACCOUNTS.has(`${site.id} ${name}`);
}
