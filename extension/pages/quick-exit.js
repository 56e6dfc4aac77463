// Leaving in a hurry: the page is emptied at once and an empty one takes its place, so that going
// back does not lead here. The browser's own list of visited pages is not ours to change.

const PRESSES = 3;
const WITHIN = 2000;

/** Empties the page and leaves it, without an entry to come back to. */
function leave() {
  document.body.replaceChildren();
  location.replace('about:blank');
}

/** Leaves on a click of `button`, and when Shift is pressed three times in a row. @param {HTMLElement} button */
export function watchExit(button) {
  button.addEventListener('click', leave);
  /** @type {number[]} */
  let presses = [];
  document.addEventListener('keydown', ({ key, repeat, timeStamp }) => {
    if (repeat) return;
    presses = key === 'Shift' ? [...presses, timeStamp].slice(-PRESSES) : [];
    if (presses.length === PRESSES && timeStamp - presses[0] <= WITHIN) leave();
  });
}
