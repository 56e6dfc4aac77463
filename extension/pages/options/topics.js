// The reader's own topics: words or short phrases that give a post a note, to the end of a day.

import { html, useState } from '../../vendor/htm-preact.js';
import { say, sayDate } from '../words.js';
import { Help, sayTitle } from './named.js';

/** @typedef {import('../../protocol').Topic} Topic */

/** @type {Topic} */
const EMPTY = { phrase: '', whole_word: true, level: 'note', until: null };

/** What a topic does, in a few words. @param {Topic} topic */
function sayTopic({ whole_word: isWhole, level, until }) {
  const parts = [say(`act_${level ?? 'note'}`), isWhole === false ? say('topic_inside') : ''];
  return [...parts, until ? say('topic_until', sayDate(until)) : ''].filter(Boolean).join(' · ');
}

/** @param {{ id: string, topic: Topic, turn: (part: Partial<Topic>) => void }} props */
function TopicChoices({ id, topic, turn }) {
  return html`<div class="row more">
    <label>${say('topic_level')} <select value=${topic.level} onChange=${(/** @type {any} */ { target }) => turn({ level: target.value })}>
      <option value="note">${say('act_note')}</option><option value="fold">${say('act_fold')}</option></select></label>
    <label>${say('topic_expiry')} <input type="date" value=${topic.until ?? ''} onChange=${(/** @type {any} */ { target }) => turn({ until: target.value || null })} /></label>
    <label class="check" for=${`${id}-whole`}><input type="checkbox" id=${`${id}-whole`} checked=${topic.whole_word !== false}
      onChange=${(/** @type {any} */ { target }) => turn({ whole_word: target.checked })} /> ${say('topic_whole')}</label>
  </div>`;
}

/** @param {import('./field.js').FieldProps} props */
export function Topics({ id, setting, value, isFixed, save }) {
  const [topic, setTopic] = useState(EMPTY);
  const topics = /** @type {Topic[]} */ (value);
  const turn = (/** @type {Partial<Topic>} */ part) => setTopic((before) => ({ ...before, ...part }));

  /** @param {SubmitEvent} event */
  function add(event) {
    event.preventDefault();
    const phrase = topic.phrase.trim();
    if (!phrase) return;
    save([...topics.filter((each) => each.phrase !== phrase), { ...topic, phrase }]);
    setTopic(EMPTY);
  }

  /** The button goes with its topic, so the keys go on from the field. @param {Topic} gone */
  function remove(gone) {
    save(topics.filter((each) => each !== gone));
    document.getElementById(id)?.focus();
  }

  return html`<h3><label for=${id}>${sayTitle(setting)}</label></h3>
    <${Help} id=${id} setting=${setting} />
    ${topics.length > 0 && html`<ul class="rows" aria-label=${sayTitle(setting)}>
      ${topics.map((each) => html`<li key=${each.phrase} class="row apart"><span><bdi><strong>${each.phrase}</strong></bdi> <span class="soft">${sayTopic(each)}</span></span>
        <button type="button" class="quiet" disabled=${isFixed} aria-label=${say('remove_word', each.phrase)}
          onClick=${() => remove(each)}>${say('remove')}</button></li>`)}
    </ul>`}
    <form class="add" onSubmit=${add}>
      <div class="row"><input id=${id} value=${topic.phrase} dir="auto" maxlength="80" autocomplete="off" aria-describedby=${`${id}-help`}
        disabled=${isFixed || topics.length >= (setting.most ?? Infinity)} onInput=${(/** @type {any} */ { target }) => turn({ phrase: target.value })} />
      <button disabled=${isFixed || !topic.phrase.trim()}>${say('add')}</button></div>
      ${topic.phrase && html`<${TopicChoices} id=${id} topic=${topic} turn=${turn} />`}
    </form>`;
}
