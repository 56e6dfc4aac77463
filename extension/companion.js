// The only file that talks to the companion, and it talks to 127.0.0.1 alone (the manifest's
// connect-src sees to that too).

import { readChoices } from './choices.js';
import { checkProof, deriveKey, drawNonce, signNonce } from './proof.js';
import { forgetToken, keepToken, readToken } from './token.js';
import { findMisfit, isOlder, nameSelf } from './versions.js';

/**
 * What is the matter with the companion, in one word; the popup and the badge say it in a sentence.
 * @typedef {'off' | 'unpaired' | 'unknown' | 'stranger' | 'outdated' | 'old_extension' | 'blocked' | 'busy' | 'refused'} Trouble
 * @typedef {import('./protocol').AnnotateRequest} AnnotateRequest
 * @typedef {import('./protocol').AnnotateReply} AnnotateReply
 * @typedef {import('./protocol').HelloReply} HelloReply
 * @typedef {import('./protocol').ResourcesRequest} ResourcesRequest
 * @typedef {import('./protocol').ResourcesReply} ResourcesReply
 */

const HELLO_MS = 3000;
const SETTINGS_MS = 8000;
// The companion waits up to ten seconds for a model that is still loading.
const ANNOTATE_MS = 15000;

export class CompanionError extends Error {
  /**
   * @param {Trouble} trouble
   * @param {string} [code] the companion's own error code
   * @param {number} [retryAfter] seconds
   * @param {string} [words] the companion's own sentence, to be shown
   */
  constructor(trouble, code, retryAfter, words) {
    super(trouble);
    this.trouble = trouble;
    this.code = code;
    this.retryAfter = retryAfter;
    this.words = words;
  }
}

/**
 * @param {string} path
 * @param {object} body
 * @param {{ token?: string, timeout: number }} options
 */
async function post(path, body, { token, timeout }) {
  const { port } = await readChoices();
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(timeout),
    });
    return { response, reply: await readReply(response) };
  } catch (error) {
    if (error instanceof CompanionError) throw error;
    if (error instanceof DOMException && error.name === 'TimeoutError' && path !== '/v1/hello') {
      throw new CompanionError('busy', 'timeout');
    }
    throw new CompanionError('off');
  }
}

/** The reply's JSON; anything else did not come from the companion. @param {Response} response */
async function readReply(response) {
  try {
    const reply = await response.json();
    if (reply !== null && typeof reply === 'object') return reply;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new CompanionError('stranger');
}

/** @param {Response} response */
function readRetryAfter(response) {
  const seconds = Number(response.headers.get('Retry-After'));
  return seconds > 0 && seconds <= 60 ? seconds : 1;
}

/**
 * Proves this browser to the companion and the companion to this browser.
 * @returns {Promise<{ token: string, hello: HelloReply }>}
 */
async function meet() {
  const token = await readToken();
  if (token === undefined) throw new CompanionError('unpaired');
  const [key, nonce] = [await deriveKey(token), drawNonce()];
  const mac = await signNonce(key, nonce);
  const ask = { client: nameSelf(), nonce, mac };
  const { response, reply } = await post('/v1/hello', ask, { timeout: HELLO_MS });
  if (response.status === 503) throw new CompanionError('busy', undefined, readRetryAfter(response));
  if (response.status === 401) throw new CompanionError('unknown');
  if (!response.ok || !(await checkProof(key, nonce, reply.proof))) throw new CompanionError('stranger');
  const misfit = findMisfit(reply.protocol);
  if (misfit) throw new CompanionError(misfit);
  return { token, hello: reply };
}

/** What the companion says of itself, after the proof. @returns {Promise<HelloReply>} */
export async function hello() {
  return (await meet()).hello;
}

/**
 * The reply to a message that only a paired client may send. The proof comes before every one,
 * since another program may have taken the port meanwhile.
 * @param {string} path
 * @param {object} request
 * @param {number} timeout
 */
async function ask(path, request, timeout) {
  const { token, hello } = await meet();
  const { response, reply } = await post(path, request, { token, timeout });
  if (response.status === 503) {
    throw new CompanionError('busy', reply.error?.code, readRetryAfter(response));
  }
  if (response.status === 401 || response.status === 403) throw new CompanionError('unknown', reply.error?.code);
  const isUnknown = response.status === 404 || reply.error?.code === 'schema';
  if (isUnknown && isOlder(hello.version)) throw new CompanionError('outdated', reply.error?.code);
  if (!response.ok) throw new CompanionError('refused', reply.error?.code, undefined, reply.error?.message);
  return { reply, hello };
}

/**
 * The companion's annotations, and an epoch: while that stays the same, so do its answers.
 * @param {AnnotateRequest} request
 */
export async function annotate(request) {
  const { reply, hello } = await ask('/v1/annotate', request, ANNOTATE_MS);
  if (!Array.isArray(reply.annotations)) throw new CompanionError('refused');
  const { annotations } = /** @type {AnnotateReply} */ (reply);
  return { annotations, epoch: nameEpoch(hello) };
}

/** @param {HelloReply} hello */
function nameEpoch({ model, settings_revision: revision }) {
  return `${model.name} ${model.state} ${revision}`;
}

/** Help for a reader who asks. @param {ResourcesRequest} request @returns {Promise<ResourcesReply>} */
export async function findHelp(request) {
  const { reply } = await ask('/v1/resources', request, HELLO_MS);
  if (!Array.isArray(reply.resources)) throw new CompanionError('refused');
  return reply;
}

/**
 * The reply to a message about the reader's settings.
 * @param {'' | '/export' | '/import'} path
 * @param {object} request
 */
export async function askSettings(path, request) {
  const { reply } = await ask(`/v1/settings${path}`, request, SETTINGS_MS);
  return reply;
}

/** What settings would do. @param {object} request @returns {Promise<import('./protocol').PreviewReply>} */
export async function preview(request) {
  const { reply } = await ask('/v1/preview', request, ANNOTATE_MS);
  return reply;
}

/** @param {import('./protocol').FeedbackRequest} request @returns {Promise<import('./protocol').FeedbackReply>} */
export async function sendFeedback(request) {
  const { reply } = await ask('/v1/feedback', request, HELLO_MS);
  return reply;
}

/** What follows from what was read, and the epoch by now. @param {object} request */
export async function tellReading(request) {
  const { reply, hello } = await ask('/v1/exposure', request, SETTINGS_MS);
  return { reply: /** @type {import('./protocol').ExposureReply} */ (reply), epoch: nameEpoch(hello) };
}

/**
 * The reply to a message about what is kept of that.
 * @param {'boundary' | 'insights' | 'later' | 'ledger' | 'erase'} name
 * @param {object} request
 */
export async function askReading(name, request) {
  const { reply } = await ask(`/v1/${name}`, request, SETTINGS_MS);
  return reply;
}

/**
 * Pairs with the code that the companion printed, and keeps the token.
 * @param {string} code
 */
export async function pair(code) {
  const label = navigator.userAgent.includes('Firefox') ? 'Firefox' : 'Chromium';
  const { response, reply } = await post('/v1/pair', { code, label }, { timeout: HELLO_MS });
  if (!response.ok) throw new CompanionError('refused', reply.error?.code);
  if (typeof reply.token !== 'string') throw new CompanionError('stranger');
  await keepToken(reply.token);
  return hello();
}

/** Forgets the pairing on this side. */
export async function unpair() {
  await forgetToken();
}
