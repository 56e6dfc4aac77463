'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// Does what the companion says after it was told what was read: a pause, a limit, an intention. One card
// at a time; each can be left with one key, and none comes back by itself.
{
  const { make, say } = mindfulFeed.elements;
  const HESITATE = 2000;
  const REST = 120_000;
  const SECOND = 1000;
  const LONGEST = 120;
  /** @type {OpenCard | null} */
  let card = null;
  /** What is told once, and came while another card was up. @type {Partial<Followed>} */
  let waiting = {};
  let endTicks = () => {};
  let decisions = 0;

  function close() {
    endTicks();
    endTicks = () => {};
    card?.close();
    card = null;
  }

  /** @param {CardParts} parts */
  function open(parts) {
    close();
    card = mindfulFeed.pauseCard.open(parts);
    return card;
  }

  /** @param {string} act @param {object} [more] */
  async function act(act, more) {
    decisions += 1;
    close();
    const reply = await mindfulFeed.exposure.send({ ask: 'boundary', act, ...more });
    if (reply && !reply.error) follow(reply);
  }

  /** @param {'pause' | 'limit'} at */
  function leave(at) {
    close();
    mindfulFeed.exposure.send({ ask: 'leave', at });
  }

  /** @param {number} milliseconds @param {() => void} over */
  function after(milliseconds, over) {
    const { clock } = mindfulFeed;
    const began = clock.now();
    endTicks();
    endTicks = clock.every(SECOND / 4, () => {
      const passed = clock.now() - began;
      if (passed >= 0 && passed < milliseconds) return;
      endTicks();
      over();
    });
  }

  /** @param {PauseCard} pause */
  function showPause({ heavy, of, cue, firm }) {
    const { frame } = open({
      kind: 'pause',
      title: say('pause_heavy', String(heavy), String(of)),
      words: cue,
      isModal: firm,
      escape: () => act('read_on'),
      buttons: [
        { words: say('pause_leave'), act: () => leave('pause'), isFirst: true },
        { words: say('pause_wait'), act: () => rest(cue) },
        { words: say('pause_on'), act: () => act('read_on') },
      ],
    });
    const goOn = /** @type {HTMLButtonElement} */ (frame.querySelector('.acts button:last-child'));
    goOn.disabled = firm;
    if (firm) after(HESITATE, () => (goOn.disabled = false));
  }

  /** Two minutes without the feed; they can be ended at once. @param {string} cue */
  function rest(cue) {
    mindfulFeed.exposure.send({ ask: 'boundary', act: 'wait' });
    open({
      kind: 'rest',
      title: say('pause_resting'),
      words: cue,
      isModal: true,
      body: make('div', 'breath'),
      escape: close,
      buttons: [{ words: say('pause_back'), act: close }],
    });
    after(REST, () => open({
      kind: 'rested',
      title: say('pause_over'),
      isModal: true,
      escape: close,
      buttons: [
        { words: say('pause_leave'), act: () => leave('limit'), isFirst: true },
        { words: say('pause_on'), act: close },
      ],
    }));
  }

  /** @param {LimitCard} limit */
  function showLimit({ kind, words }) {
    open({
      kind: 'limit',
      title: words || say(`limit_${kind}`),
      words: words ? say(`limit_${kind}`) : '',
      isModal: false,
      escape: () => act('more'),
      buttons: [
        { words: say('pause_leave'), act: () => leave('limit'), isFirst: true },
        { words: say('limit_more'), act: () => act('more') },
        { words: say('limit_off'), act: () => act('off_today') },
      ],
    });
  }

  function askIntention() {
    const field = /** @type {HTMLInputElement} */ (make('input'));
    field.maxLength = LONGEST;
    field.autocomplete = 'off';
    field.setAttribute('aria-labelledby', 'says');
    const keep = () => {
      const words = field.value.trim();
      close();
      if (words) mindfulFeed.exposure.send({ ask: 'intention', words });
    };
    field.addEventListener('keydown', (event) => event.key === 'Enter' && event.isTrusted && keep());
    open({
      kind: 'intention',
      title: say('intention_ask'),
      place: 'top',
      isModal: false,
      body: field,
      escape: close,
      buttons: [{ words: say('intention_keep'), act: keep, isFirst: true }, { words: say('intention_skip'), act: close }],
    });
  }

  /** @param {string} words */
  function remind(words) {
    open({
      kind: 'reminder',
      title: say('intention_reminder', words),
      place: 'top',
      isModal: false,
      escape: close,
      buttons: [{ words: say('pause_on'), act: close }, { words: say('pause_leave'), act: () => leave('limit') }],
    });
  }

  /** @param {Followed} reply what the companion says, with the reader's words of this visit, if any */
  function follow({ pause, limit, intention, said, calm }) {
    mindfulFeed.dim.set(calm ?? null);
    if (!limit && card?.kind === 'limit') close();
    waiting = { ...waiting, ...(pause && { pause }), ...(intention && { intention, said }) };
    const isBusy = card?.isOpen() && card.kind !== 'intention' && card.kind !== 'reminder';
    if (!isBusy) showNext(limit);
  }

  /** @param {Followed['limit']} limit which is told again until it is answered */
  function showNext(limit) {
    const { pause, intention, said } = waiting;
    if (pause) {
      delete waiting.pause;
      showPause(pause);
    } else if (limit) {
      showLimit(limit);
    } else {
      waiting = {};
      if (intention === 'ask') askIntention();
      else if (intention === 'remind' && said) remind(said);
    }
  }

  mindfulFeed.pauses = {
    follow,

    /** A limit that was told before the reader answered one, and comes after, is no news. */
    expect() {
      const before = decisions;
      return (reply) => follow(decisions === before ? reply : { ...reply, limit: null });
    },

    stop() {
      waiting = {};
      close();
    },
  };
}
