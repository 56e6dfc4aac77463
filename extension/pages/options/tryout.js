// Try it first: what a change would do to the posts last seen and to the samples, before it is kept.

import { html, useEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { ask } from '../ask.js';
import { say } from '../words.js';

/**
 * @typedef {{ preview: Preview | null, trouble: string }} Found
 * @typedef {import('./change.js').Change} Change
 * @typedef {import('../../protocol').PreviewReply} Preview
 * @typedef {import('../../protocol').PreviewPart} Part
 * @typedef {import('../../protocol').PreviewPost} Post
 */

const AT_FIRST = 5;
const RANKS = ['new', 'gone', 'other', 'same'];

/**
 * What the companion says of the change; asked one at a time, and only about the newest.
 * @param {Change} change
 * @param {number} revision
 * @returns {Found}
 */
export function usePreview(change, revision) {
  const [found, setFound] = useState(/** @type {Found} */ ({ preview: null, trouble: '' }));
  const latest = useRef(/** @type {Change | null} */ (null));
  const isAsking = useRef(false);
  useEffect(() => {
    latest.current = change;
    if (isAsking.current) return;
    isAsking.current = true;
    (async () => {
      for (let asked = null; asked !== latest.current; ) {
        asked = latest.current;
        const { site, set, unset } = /** @type {Change} */ (asked);
        const reply = await ask('preview', { request: { set, unset, ...(site !== null && { site }) } });
        if (asked === latest.current) setFound((before) => reply.error ? { ...before, trouble: reply.error.code } : { preview: reply, trouble: '' });
      }
      isAsking.current = false;
    })();
  }, [change, revision]);
  return found;
}

/** How a post changes. @param {Post} post */
function findTurn({ before, after }) {
  if (!before) return 'new';
  if (!after) return 'gone';
  return before.category === after.category && before.level === after.level ? 'same' : 'other';
}

/** @param {{ post: Post, isTrying: boolean }} props */
function PostRow({ post, isTrying }) {
  const { text, before, after } = post;
  const turn = findTurn(post);
  const { title, level } = after ?? before ?? { title: '', level: 'note' };
  return html`<li class="post" data-turn=${turn}>
    <p class="verdict">${isTrying && html`<span class="tag">${say(`turn_${turn}`)}</span> `}<span dir="auto">${title}</span>${level === 'fold' && after && html` · ${say('act_fold')}`}</p>
    <p class="text" dir="auto">${text}</p>
  </li>`;
}

/**
 * How many posts of a part have a note, and which: those that change first, the others when asked for.
 * @param {{ part: Part, kind: 'seen' | 'samples', isTrying: boolean }} props
 */
function PartRow({ part, kind, isTrying }) {
  const [isOpen, setOpen] = useState(false);
  const posts = [...part.posts].sort((a, b) => RANKS.indexOf(findTurn(a)) - RANKS.indexOf(findTurn(b)));
  const changing = posts.filter((post) => findTurn(post) !== 'same').slice(0, AT_FIRST);
  const shown = isOpen ? posts : changing;
  const words = part.count === 0 ? say('try_none_seen') : say(isTrying ? `try_${kind}` : `now_${kind}`, [part.after, part.count]);
  return html`<section class="part" data-part=${kind}>
    <p class="count" role="status"><strong>${words}</strong>${isTrying && part.after !== part.before && html` <span class="soft">${say('try_before', part.before)}</span>`}</p>
    ${shown.length > 0 && html`<ul class="posts">${shown.map((post) => html`<${PostRow} key=${post.id} post=${post} isTrying=${isTrying} />`)}</ul>`}
    ${posts.length > changing.length && html`<button type="button" class="quiet" aria-expanded=${isOpen}
      onClick=${() => setOpen(!isOpen)}>${isOpen ? say('try_less') : say('try_all', posts.length)}</button>`}
  </section>`;
}

/** @param {{ isTrying: boolean, found: Found }} props */
export function Tryout({ isTrying, found: { preview, trouble } }) {
  return html`<aside class="tryout" aria-labelledby="try-title">
    <h2 id="try-title">${say(isTrying ? 'try_title' : 'now_title')}</h2>
    <p class="soft">${say('try_words')}</p>
    ${trouble && html`<p class="trouble">${trouble === 'busy' ? say('try_loading') : say('try_away')}</p>`}
    ${preview && html`<${PartRow} part=${preview.seen} kind="seen" isTrying=${isTrying} />
      <${PartRow} part=${preview.samples} kind="samples" isTrying=${isTrying} />`}
  </aside>`;
}
