'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Where a note that takes no room stands: across the post's top edge, at the end of the line.
{
  const HALF = 12;

  /** Whether something cuts off what stands out over the post's top edge. @param {Element} post */
  function isCut(post) {
    const { top } = post.getBoundingClientRect();
    /** @type {Element | null} */
    let around = post;
    for (let steps = 0; around && steps < 4; steps++, around = around.parentElement) {
      const { overflowY, contain, contentVisibility } = getComputedStyle(around);
      const cuts = overflowY !== 'visible' || /paint|content|strict/.test(contain) || contentVisibility === 'auto';
      if (cuts && top - around.getBoundingClientRect().top < HALF) return true;
    }
    return false;
  }

  mindfulFeed.layout = {
    isOnScreen(post) {
      const { top, bottom } = post.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    },

    lay(frame, host, post) {
      const [edge, at] = [post.getBoundingClientRect(), host.getBoundingClientRect()];
      const isRtl = getComputedStyle(host).direction === 'rtl';
      const across = isRtl ? edge.right - at.right : edge.left - at.left;
      const isOpen = frame.dataset.mode === 'flow';
      const down = edge.top - at.top - (isOpen || isCut(post) ? -1 : HALF);
      frame.style.inlineSize = `${edge.width}px`;
      if (isOpen) frame.style.maxBlockSize = `${Math.max(edge.height - 2, 2 * HALF)}px`;
      else frame.style.removeProperty('max-block-size');
      frame.style.translate = `${across}px ${down}px`;
    },
  };
}
