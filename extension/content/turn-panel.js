'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Opens the panel that belongs to a button of a note, or closes it; one panel at a time, and Escape
// closes it.
mindfulFeed.turnPanel = (frame, button, makePanel, closed) => {
  const isOpen = button.getAttribute('aria-expanded') === 'true';
  frame.querySelector('.panel')?.remove();
  frame.querySelector('.opener[aria-expanded="true"]')?.setAttribute('aria-expanded', 'false');
  if (isOpen) return closed();
  frame.append(makePanel());
  button.setAttribute('aria-expanded', 'true');
  frame.onkeydown = (event) => {
    if (event.key !== 'Escape' || !event.isTrusted || button.getAttribute('aria-expanded') !== 'true') return;
    mindfulFeed.turnPanel(frame, button, makePanel, closed);
    button.focus();
  };
};
