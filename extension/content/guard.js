'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// On many sites a click anywhere in a post opens the post, and keys are shortcuts. What the reader
// does in a note ends at the note.
{
  const ENDING = (
    'click auxclick dblclick mousedown mouseup mousemove mouseover mouseout pointerdown pointerup ' +
    'pointermove pointerover pointerout pointercancel touchstart touchmove touchend touchcancel ' +
    'keydown keypress keyup'
  ).split(' ');

  /** @param {Event} event */
  function isOnLink(event) {
    return event.target instanceof Element && event.target.closest('a[href]') !== null;
  }

  /** @param {Event} event */
  function end(event) {
    event.stopPropagation();
  }

  mindfulFeed.guard = (root, host) => {
    // A post can stand inside a link: inside the root the event still shows what was clicked.
    root.addEventListener('click', (event) => {
      if (!isOnLink(event)) event.preventDefault();
    });
    for (const type of ENDING) {
      host.addEventListener(type, end, { passive: true });
    }
  };
}
