'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Posts that stand in shadow roots, for sites that say which elements have one (`shadow`). The browser
// shows an extension closed roots too.
{
  /** @param {Element} element @returns {ShadowRoot | null} */
  function open(element) {
    if (!(element instanceof HTMLElement) || mindfulFeed.notes?.isHost(element)) return null;
    const inFirefox = /** @type {{ openOrClosedShadowRoot?: ShadowRoot | null }} */ (element);
    if (inFirefox.openOrClosedShadowRoot !== undefined) return inFirefox.openOrClosedShadowRoot;
    const { dom: inChromium } = chrome;
    return inChromium?.openOrClosedShadowRoot(element) ?? element.shadowRoot;
  }

  mindfulFeed.roots = {
    open,

    /** The shadow roots of a site's elements in here, those inside them too. */
    list(root, site) {
      if (!site.shadow) return [];
      const hosts = [...root.querySelectorAll(site.shadow)];
      if (root instanceof Element && root.matches(site.shadow)) hosts.unshift(root);
      return hosts.flatMap((host) => {
        const inside = open(host);
        return inside ? [inside, ...mindfulFeed.roots.list(inside, site)] : [];
      });
    },

    /** The nearest element around a node that fits, out of shadow roots too. */
    closest(node, selector) {
      /** @type {Element | null} */
      let element = node instanceof Element ? node : node.parentElement;
      for (let within = node.getRootNode(); ; within = element.getRootNode()) {
        const found = element?.closest(selector);
        if (found || !(within instanceof ShadowRoot)) return found ?? null;
        element = within.host;
      }
    },
  };
}
