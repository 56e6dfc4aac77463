'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// A post's text as the reader sees it: emoji pictures by their alt text, links and mentions by
// their words, one empty line between paragraphs. innerText would lose the emoji.
{
  const BLOCKS = new Set(
    ('ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 ' +
      'H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TR UL').split(' '),
  );
  const SPACED = new Set(['P', 'BLOCKQUOTE', 'PRE', 'UL', 'OL', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6']);
  const UNREAD = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'SVG', 'TEXTAREA', 'SELECT']);

  /** The newlines around an element. Some sites wrap a mention in a block tag and show it inline. @param {Element} node */
  function countBreaks(node) {
    if (!BLOCKS.has(node.tagName) || getComputedStyle(node).display.startsWith('inline')) return 0;
    return SPACED.has(node.tagName) ? 2 : 1;
  }

  const COLLAPSIBLE = /^ | {2}|[\n\t\r\f]/;
  const keepAll = () => 'preserve';

  /** @param {Element} element */
  function readCollapse(element) {
    const { whiteSpaceCollapse } = getComputedStyle(element);
    return /^(collapse|preserve-breaks)$/.test(whiteSpaceCollapse) ? whiteSpaceCollapse : 'preserve';
  }

  class Reading {
    text = '';
    lines = 0;

    /** @param {Element} whole what is read */
    constructor(whole) {
      this.whole = whole;
    }

    /** @param {number} lines newlines due before the next words */
    breakLine(lines) {
      this.lines = Math.max(this.lines, lines);
    }

    /** @param {string} words @param {() => string} findCollapse the white-space-collapse in force */
    add(words, findCollapse) {
      if (words === '') return;
      // Few words differ by how the page collapses white space.
      const collapse = COLLAPSIBLE.test(words) ? findCollapse() : 'preserve';
      let added = words;
      if (collapse === 'collapse') added = added.replace(/[ \t\n\r\f]+/g, ' ');
      if (collapse === 'preserve-breaks') added = added.replace(/[ \t\r\f]*(\n)[ \t\r\f]*|[ \t\r\f]+/g, (_, line) => line ?? ' ');
      const atStart = this.lines > 0 || this.text === '' || this.text.endsWith(' ') || this.text.endsWith('\n');
      if (atStart && collapse !== 'preserve') added = added.replace(/^ /, '');
      if (added === '') return;
      if (this.lines > 0 && this.text !== '') this.text = this.text.replace(/ *\n? *$/, '') + '\n'.repeat(this.lines);
      this.lines = 0;
      this.text += added;
    }

    /** @param {Node} inside @param {() => string} collapse @param {string | undefined} ignore */
    visitAll(inside, collapse, ignore) {
      for (let node = inside.firstChild; node; node = node.nextSibling) {
        if (node.nodeType === Node.TEXT_NODE) this.add(/** @type {Text} */ (node).data, collapse);
        else if (node.nodeType === Node.ELEMENT_NODE) this.visit(/** @type {Element} */ (node), collapse, ignore);
      }
    }

    /** @param {Element} node @param {() => string} collapse @param {string | undefined} ignore */
    visit(node, collapse, ignore) {
      const name = node.tagName;
      if (UNREAD.has(name) || name === 'svg' || node.hasAttribute('hidden')) return;
      if ((ignore && node.matches(ignore)) || mindfulFeed.notes?.isHost(node)) return;
      if (name === 'BR') {
        this.text = this.text.replace(/ +$/, '') + (this.text === '' ? '' : '\n');
        return;
      }
      if (name === 'IMG') return this.add(node.getAttribute('alt') ?? '', keepAll);
      // What stands alone breaks no line, and how the page shows it need not be asked.
      const lines = this.text === '' && !node.nextSibling && node.parentNode === this.whole ? 0 : countBreaks(node);
      this.breakLine(lines);
      this.visitAll(node, name === 'PRE' ? keepAll : collapse, ignore);
      this.breakLine(lines);
    }
  }

  mindfulFeed.text = {
    read(element, ignore) {
      /** @type {string | undefined} */
      let collapse;
      const reading = new Reading(element);
      reading.visitAll(element, () => (collapse ??= readCollapse(element)), ignore);
      return reading.text.trim();
    },
  };
}
