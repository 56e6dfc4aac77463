'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// How the page draws posts, as far as their notes must know it. Posts that are named alike and stand in
// one list look alike: what was read of one of them holds for the others, for some seconds.
{
  // Pages change how they look as they load.
  const GOOD_FOR = 10_000;
  const MOST = 200;
  /** How many elements around a post may be its own: the list stands around those. */
  const OWN = 4;
  const PLAIN = /^(block|flow-root|list-item)$/;

  /** Whether an element cuts off what stands out over its edge. @param {Element} element */
  function cutsOff(element) {
    const { overflowY, contain, contentVisibility } = getComputedStyle(element);
    return overflowY !== 'visible' || /paint|content|strict/.test(contain) || contentVisibility === 'auto';
  }

  /** A post and what is around it, as far as notes stand out over it. @param {Element} post */
  function listAround(post) {
    /** @type {Element[]} */
    const around = [];
    for (let element = /** @type {Element | null} */ (post); element && around.length < OWN; element = element.parentElement) around.push(element);
    return around;
  }

  /** How far the first child of a post stands from its edge, in pixels, where that is plain to see.
   * @param {Element} post */
  function readEdge(post) {
    const look = getComputedStyle(post);
    const { display, columnCount, writingMode, paddingBlockStart, paddingInlineStart } = look;
    if (!PLAIN.test(display) || columnCount !== 'auto' || writingMode !== 'horizontal-tb') return null;
    if (getComputedStyle(post, '::before').content !== 'none') return null;
    return {
      across: parseFloat(paddingInlineStart) + parseFloat(look.borderInlineStartWidth),
      down: parseFloat(paddingBlockStart) + parseFloat(look.borderBlockStartWidth),
    };
  }

  /** Each is read when it is first asked for: most notes need few. */
  class Shape {
    /** @type {'light' | 'dark' | undefined} */
    #theme;
    /** @type {boolean | undefined} */
    #isRow;
    /** @type {boolean | undefined} */
    #canCut;
    /** @type {ReturnType<typeof readEdge> | undefined} */
    #edge;

    /** @param {Element} place @param {Element} post */
    constructor(place, post) {
      this.place = place;
      this.post = post;
    }

    get theme() {
      return (this.#theme ??= mindfulFeed.theme.of(this.place));
    }

    get isRow() {
      return (this.#isRow ??= /flex|grid/.test(getComputedStyle(this.place).display));
    }

    get canCut() {
      return (this.#canCut ??= listAround(this.post).some(cutsOff));
    }

    get edge() {
      if (this.#edge === undefined) this.#edge = this.place === this.post ? readEdge(this.post) : null;
      return this.#edge;
    }
  }

  /** What a post and what is around it are called. @typedef {(string | null)[]} Names */
  /** By the element around all that is the post's own. @type {WeakMap<Node, { names: Names, shape: Shape }[]>} */
  let lists = new WeakMap();
  let count = 0;
  let readSince = 0;

  function forget() {
    lists = new WeakMap();
    count = 0;
    readSince = mindfulFeed.clock.now();
  }

  /** What a post and what is its own around it are called, and the list that it stands in.
   * @param {Element} place @param {Element} post @returns {{ names: Names, list: Node }} */
  function findList(place, post) {
    /** @type {Names} */
    const names = [post.localName, post.getAttribute('style')];
    let left = OWN;
    let isAround = false;
    /** @type {Element | null} */
    let element = place;
    for (; element && left > 0; element = element.parentElement) {
      isAround ||= element === post;
      if (isAround) left--;
      names.push(element.getAttribute('class'));
    }
    return { names, list: element ?? post.getRootNode() };
  }

  /** @param {Names} some @param {Names} others */
  function areSame(some, others) {
    for (let at = 0; at < some.length; at++) if (some[at] !== others[at]) return false;
    return some.length === others.length;
  }

  mindfulFeed.shapes = {
    cutsOff,
    listAround,
    forget,

    of(place, post) {
      const age = mindfulFeed.clock.now() - readSince;
      if (age < 0 || age > GOOD_FOR || count > MOST) forget();
      const { names, list } = findList(place, post);
      const known = lists.get(list) ?? [];
      for (const each of known) if (areSame(each.names, names)) return each.shape;
      const shape = new Shape(place, post);
      known.push({ names, shape });
      lists.set(list, known);
      count++;
      return shape;
    },
  };
}
