'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// What a reader says of a note, on its way to the companion: a category, a verdict and a score, never text.
mindfulFeed.feedback = {
  /** Whether the companion took it. */
  async send(feedback) {
    const reply = await mindfulFeed.message.send({ ask: 'feedback', ...feedback });
    return reply !== undefined && !reply.error;
  },
};
