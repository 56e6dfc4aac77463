// What a post can be about, for when the companion cannot be asked; a test holds it to its table.

/** Every category, in the companion's order; `on` from the start or not. */
export const CATEGORIES = [
  { id: 'self_harm', on: true },
  { id: 'despair', on: true },
  { id: 'eating', on: true },
  { id: 'threat', on: true },
  { id: 'hate', on: true },
  { id: 'harassment', on: true },
  { id: 'sexual', on: false },
  { id: 'health_claim', on: true },
  { id: 'outrage', on: false },
  { id: 'grim', on: false },
];
