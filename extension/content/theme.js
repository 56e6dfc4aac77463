'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Light or dark, by what is really behind a note: many sites have a theme of their own.
{
  const CLEAR = 'rgba(0, 0, 0, 0)';
  const dark = matchMedia('(prefers-color-scheme: dark)');

  /** The lightness from 0 to 1 of a computed colour, or null when it is see-through. @param {string} color */
  function readLightness(color) {
    if (color === CLEAR) return null;
    const numbers = (color.match(/-?[\d.]+(?:e-?\d+)?%?/g) ?? []).map((number) =>
      number.endsWith('%') ? parseFloat(number) / 100 : parseFloat(number),
    );
    const alpha = color.startsWith('rgba') || color.includes('/') ? numbers.at(-1) : 1;
    if (color === 'transparent' || numbers.length < 3 || Number(alpha) < 0.5) return null;
    if (color.startsWith('rgb')) return (0.3 * numbers[0] + 0.59 * numbers[1] + 0.11 * numbers[2]) / 255;
    if (/^(lab|lch)/.test(color)) return numbers[0] / 100;
    if (/^ok/.test(color)) return numbers[0];
    const [red, green, blue] = color.startsWith('color(display-p3') ? numbers.slice(1) : numbers;
    return 0.3 * red + 0.59 * green + 0.11 * blue;
  }

  /** @param {Element} element */
  function readOwn(element) {
    const lightness = readLightness(getComputedStyle(element).backgroundColor);
    if (lightness === null) return null;
    return lightness < 0.5 ? 'dark' : 'light';
  }

  function readPage() {
    const scheme = getComputedStyle(document.documentElement).colorScheme;
    return scheme.includes('dark') && (dark.matches || !scheme.includes('light')) ? 'dark' : 'light';
  }

  /** @param {Element} element @returns {Element | null} */
  function findBehind({ parentElement, parentNode }) {
    return parentElement ?? (parentNode instanceof ShadowRoot ? parentNode.host : null);
  }

  mindfulFeed.theme = {
    of(element) {
      /** @type {Element | null} */
      let behind = element;
      /** @type {'light' | 'dark' | null} */
      let theme = null;
      for (; behind && !theme; behind = findBehind(behind)) theme = readOwn(behind);
      return theme ?? readPage();
    },

    /** Tells when the page may have another theme. What is returned ends that. */
    onChange(tell) {
      const switches = new MutationObserver(tell);
      for (const element of [document.documentElement, document.body]) {
        switches.observe(element, { attributeFilter: ['class', 'style', 'data-theme', 'data-color-scheme'] });
      }
      dark.addEventListener('change', tell);
      return () => {
        switches.disconnect();
        dark.removeEventListener('change', tell);
      };
    },
  };
}
