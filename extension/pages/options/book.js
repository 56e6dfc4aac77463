// The settings as the companion has them, and one change that the reader is trying.

import { useCallback, useEffect, useRef, useState } from '../../vendor/htm-preact.js';
import { ask } from '../ask.js';
import { readKnown } from '../../known.js';
import { addUnset, addValue, beginChange, isEmpty, rebase, reverse } from './change.js';
import { useElsewhere } from './elsewhere.js';

/**
 * @typedef {import('./change.js').Change} Change
 * @typedef {import('./change.js').Setting} Setting
 * @typedef {import('./change.js').Settings} Settings
 * @typedef {import('./change.js').Value} Value
 * @typedef {{ change?: Change, content?: string }} Back what undoes the last change, or import
 * @typedef {{ kind: 'kept' | 'undone' | 'taken' | 'elsewhere' | 'refused' | 'away', words?: string }} Said
 */

/**
 * What the options page knows and can do.
 * @typedef {object} Book
 * @property {Settings | null} settings
 * @property {string} trouble why the companion does not answer; '' while it does
 * @property {Change} change
 * @property {Said | null} said
 * @property {boolean} canUndo
 * @property {(setting: Setting, value: Value) => void} attempt tries a value
 * @property {(names: string[]) => void} attemptUnset tries what holds for all sites
 * @property {(site: string | null) => void} turnTo begins a change for a site, or for all
 * @property {() => void} drop
 * @property {() => Promise<boolean>} keep
 * @property {() => void} hush takes back the page's last word
 * @property {(wanted: Partial<Change>) => Promise<boolean>} save changes at once, without trying
 * @property {() => Promise<boolean>} undo
 * @property {(shift: number) => Promise<void>} takeBack a step of feedback
 * @property {(content: string) => void} remember the file that brings back what an import changed
 * @property {() => Promise<void>} load
 */

/** @returns {Book} */
export function useBook() {
  const [settings, setSettings] = useState(/** @type {Settings | null} */ (null));
  const [trouble, setTrouble] = useState('asking');
  const [change, setChange] = useState(beginChange(null));
  const [back, setBack] = useState(/** @type {Back | null} */ (null));
  const [said, setSaid] = useState(/** @type {Said | null} */ (null));
  const sending = useRef(0);

  /** @param {object} request @returns {Promise<any>} */
  const send = useCallback(async (request) => {
    sending.current += 1;
    const reply = await ask('settings', { request });
    sending.current -= 1;
    if (reply.error) return reply;
    setSettings(reply);
    setTrouble('');
    return reply;
  }, []);

  const load = useCallback(async () => {
    const { error } = await send({});
    if (!error) return;
    setTrouble(error.code);
    const known = await readKnown();
    if (known) setSettings((before) => before ?? known);
  }, []);

  useEffect(() => void load(), []);
  useElsewhere(settings, async () => {
    if (sending.current > 0 || trouble) return;
    await send({});
    if (!isEmpty(change)) setSaid({ kind: 'elsewhere' });
  });

  /** Nothing is lost: the newer values are shown, and the change is still there to keep. @param {Change} wanted */
  async function follow(wanted) {
    const newer = await send({});
    if (newer.error) return setSaid({ kind: 'away' });
    if (isEmpty(change) || wanted === change) setChange(rebase(wanted, /** @type {Settings} */ (settings), newer));
    setSaid({ kind: 'elsewhere' });
  }

  /** @param {Change} wanted @param {'kept' | 'undone'} kind */
  async function apply(wanted, kind) {
    if (!settings) return false;
    const { site, set, unset } = wanted;
    const request = { set, unset, revision: settings.revision, ...(site !== null && { site }) };
    const { error } = await send(request);
    if (!error) {
      if (wanted === change) setChange(beginChange(change.site));
      setBack({ change: reverse(settings, wanted) });
      setSaid({ kind });
    } else if (error.because === 'changed_elsewhere') {
      await follow(wanted);
    } else {
      setSaid(error.code === 'refused' ? { kind: 'refused', words: error.message } : { kind: 'away' });
      if (error.code !== 'refused') setTrouble(error.code);
    }
    return !error;
  }

  /** @param {Change} next */
  function begin(next) {
    setChange(next);
    setSaid(null);
  }

  async function undo() {
    if (back?.change) return apply(back.change, 'undone');
    if (!back?.content) return false;
    const { error } = await ask('import', { request: { content: back.content } });
    setBack(null);
    setSaid({ kind: error ? 'away' : 'undone' });
    await load();
    return !error;
  }

  return {
    settings,
    trouble,
    change,
    said,
    canUndo: back !== null && isEmpty(change),
    attempt: (setting, value) => settings && begin(addValue(settings, change, setting, value)),
    attemptUnset: (names) => begin(addUnset(change, names)),
    turnTo: (site) => begin(beginChange(site)),
    drop: () => begin(beginChange(change.site)),
    keep: () => apply(change, 'kept'),
    hush: () => setSaid(null),
    save: (wanted) => apply({ ...beginChange(null), ...wanted }, 'kept'),
    undo,
    load,

    async takeBack(shift) {
      const { error } = await send({ unshift: [shift] });
      setBack(null);
      setSaid({ kind: error ? 'away' : 'taken' });
    },

    remember(content) {
      setBack({ content });
      setSaid({ kind: 'kept' });
    },
  };
}
