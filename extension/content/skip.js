'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Goes on from a folded post to the next one: on the screen, and with the keys.
{
  const REACHABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';

  /** @param {Element} post */
  function findScroller(post) {
    for (let around = post.parentElement; around; around = around.parentElement) {
      if (around.scrollHeight > around.clientHeight && /auto|scroll/.test(getComputedStyle(around).overflowY)) return around;
    }
    return document.scrollingElement ?? document.documentElement;
  }

  /** Where the keys go on from, as after a click there. @param {Element} post */
  function placeKeys(post) {
    const first = /** @type {HTMLElement | null} */ (post.matches(REACHABLE) ? post : post.querySelector(REACHABLE));
    if (first) first.focus({ preventScroll: true });
    else getSelection()?.collapse(post, 0);
  }

  mindfulFeed.skip = (post, next) => {
    const { top, bottom } = post.getBoundingClientRect();
    const end = next ? next.getBoundingClientRect().top : bottom;
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
    findScroller(post).scrollBy({ top: end - Math.max(top, 0), behavior });
    if (next && !mindfulFeed.notes.focus(next)) placeKeys(next);
  };
}
