'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// A button in a note that opens and closes a panel under it; one panel at a time, and Escape closes it.
mindfulFeed.makeOpener = (frame, name, makePanel, closed) => {
  const { say, makeButton } = mindfulFeed.elements;
  /** @type {HTMLElement | undefined} */
  let panel;
  const button = makeButton('opener', say(name), () => (panel ? close() : open()));
  button.setAttribute('aria-expanded', 'false');

  function close() {
    panel?.remove();
    panel = undefined;
    button.setAttribute('aria-expanded', 'false');
    closed();
  }

  function open() {
    for (const other of frame.querySelectorAll('.opener')) other.dispatchEvent(new Event('give-way'));
    panel = makePanel();
    frame.append(panel);
    button.setAttribute('aria-expanded', 'true');
  }

  button.addEventListener('give-way', () => panel && close());
  frame.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !event.isTrusted || !panel) return;
    close();
    button.focus();
  });
  return button;
};
