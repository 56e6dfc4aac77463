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

  class Reading {
    text = '';
    lines = 0;

    /** @param {number} lines newlines due before the next words */
    breakLine(lines) {
      this.lines = Math.max(this.lines, lines);
    }

    /** @param {string} words @param {string} collapse the white-space-collapse in force */
    add(words, collapse) {
      let added = words;
      if (collapse === 'collapse') added = added.replace(/[ \t\n\r\f]+/g, ' ');
      if (collapse === 'preserve-breaks') added = added.replace(/[ \t\r\f]*(\n)[ \t\r\f]*|[ \t\r\f]+/g, (_, line) => line ?? ' ');
      const atStart = this.lines > 0 || this.text === '' || /[ \n]$/.test(this.text);
      if (atStart && collapse !== 'preserve') added = added.replace(/^ /, '');
      if (added === '') return;
      if (this.lines > 0 && this.text !== '') this.text = this.text.replace(/ *\n? *$/, '') + '\n'.repeat(this.lines);
      this.lines = 0;
      this.text += added;
    }

    /** @param {Node} node @param {string} collapse @param {string | undefined} ignore */
    visit(node, collapse, ignore) {
      if (node instanceof Text) return this.add(node.data, collapse);
      if (!(node instanceof Element) || UNREAD.has(node.tagName.toUpperCase())) return;
      if (node.hasAttribute('hidden') || (ignore && node.matches(ignore))) return;
      if (mindfulFeed.notes?.isHost(node)) return;
      if (node.tagName === 'BR') {
        this.text = this.text.replace(/ +$/, '') + (this.text === '' ? '' : '\n');
        return;
      }
      if (node.tagName === 'IMG') return this.add(node.getAttribute('alt') ?? '', 'preserve');
      const lines = countBreaks(node);
      this.breakLine(lines);
      const inside = node.tagName === 'PRE' ? 'preserve' : collapse;
      for (const child of node.childNodes) this.visit(child, inside, ignore);
      this.breakLine(lines);
    }
  }

  mindfulFeed.text = {
    read(element, ignore) {
      const { whiteSpace } = getComputedStyle(element);
      const collapse = whiteSpace.startsWith('pre-line')
        ? 'preserve-breaks'
        : /^(pre|break-spaces)/.test(whiteSpace) ? 'preserve' : 'collapse';
      const reading = new Reading();
      for (const child of element.childNodes) reading.visit(child, collapse, ignore);
      return reading.text.trim();
    },
  };
}
