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

  // One of these comes before any of the others: what presses a thing is over it first, but a screen reader.
  const FIRST = ['pointerover', 'keydown', 'click'];
  const PASSIVE = { passive: true };

  /** @param {Event} event */
  function isOnLink(event) {
    return event.target instanceof Element && event.target.closest('a[href]') !== null;
  }

  /** @param {Event} event */
  function end(event) {
    event.stopPropagation();
  }

  /** Most notes are never touched: the rest of the listening begins with the first touch. @param {Event} event */
  function begin(event) {
    end(event);
    const host = /** @type {EventTarget} */ (event.currentTarget);
    for (const type of FIRST) host.removeEventListener(type, begin);
    for (const type of ENDING) host.addEventListener(type, end, PASSIVE);
  }

  /** @param {Event} event */
  function stay(event) {
    if (!isOnLink(event)) event.preventDefault();
  }

  mindfulFeed.guard = (root, host) => {
    // A post can stand inside a link: inside the root the event still shows what was clicked.
    root.addEventListener('click', stay);
    for (const type of FIRST) host.addEventListener(type, begin, PASSIVE);
  };
}
