'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// A card over the page: one element beside the page's own, with a closed shadow root. It takes the keys
// only where nobody is typing, and Escape is always its gentlest way on.
{
  const HOST = 'mindful-feed-pause';
  const { make, makeButton, makeSign, say } = mindfulFeed.elements;

  /** Where the page's own keys are, in its open shadow roots too. */
  function findActive() {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active instanceof HTMLElement ? active : null;
  }

  /** @param {HTMLElement | null} active */
  function isTyping(active) {
    return active !== null && (active.isContentEditable || active.matches('input, textarea, select'));
  }

  /** @param {CardParts} parts */
  function makeFrame({ kind, title, words, buttons, isModal, body }) {
    const frame = make(isModal ? 'dialog' : 'div', 'frame');
    frame.dataset.kind = kind;
    frame.dataset.theme = mindfulFeed.theme.of(document.body);
    frame.lang = say('lang');
    frame.dir = say('dir');
    frame.tabIndex = -1;
    if (!isModal) frame.setAttribute('role', 'dialog');
    const says = make('p', 'says');
    says.append(makeSign(), make('span', 'title', title));
    says.id = 'says';
    frame.setAttribute('aria-labelledby', 'says');
    const acts = make('div', 'acts');
    acts.append(...buttons.map(({ words: label, act, isFirst }) => makeButton(isFirst ? 'first' : '', label, act)));
    frame.append(says, ...(words ? [make('p', 'cue', words)] : []), ...(body ? [body] : []), acts);
    if (words) {
      frame.setAttribute('aria-describedby', 'cue');
      /** @type {HTMLElement} */ (frame.querySelector('.cue')).id = 'cue';
    }
    return frame;
  }

  /** @param {CardParts} parts @returns {OpenCard} */
  function open(parts) {
    const { isModal, place, escape } = parts;
    const before = findActive();
    const host = document.createElement(HOST);
    const root = host.attachShadow({ mode: 'closed' });
    const [style, own, heard] = [document.createElement('style'), document.createElement('style'), make('div', 'heard')];
    style.textContent = mindfulFeed.style;
    own.textContent = mindfulFeed.pauseStyle;
    const frame = makeFrame(parts);
    heard.setAttribute('role', 'status');
    root.append(style, own, heard, frame);
    mindfulFeed.guard(root, host);
    if (place) host.setAttribute('place', place);
    host.popover = 'manual';
    document.documentElement.append(host);
    host.showPopover();
    frame.dataset.mode = 'flow';
    if (isModal && frame instanceof HTMLDialogElement) frame.showModal();
    const isFree = isModal || !isTyping(before);
    if (isFree) frame.focus({ preventScroll: true });
    // Where the keys stay in the page, a screen reader is told all the same.
    else heard.textContent = parts.title;
    frame.addEventListener('cancel', (event) => event.preventDefault());
    frame.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !event.isTrusted) return;
      event.preventDefault();
      escape();
    });

    return {
      kind: parts.kind,
      frame,
      isOpen: () => host.isConnected,
      close() {
        const hadKeys = root.activeElement !== null;
        host.remove();
        if (hadKeys && before?.isConnected) before.focus({ preventScroll: true });
      },
    };
  }

  mindfulFeed.pauseCard = { open, hostName: HOST };
}
