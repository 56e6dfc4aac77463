// The mutual proof of docs/protocol.md: both sides show that they know SHA-256(token) before any
// token or text is sent, so a program that took the companion's port learns nothing.

const encoder = new TextEncoder();

/** @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes */
function toHex(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A fresh nonce: 64 hex digits. */
export function drawNonce() {
  return toHex(crypto.getRandomValues(new Uint8Array(32)));
}

/**
 * The key that a token stands for.
 * @param {string} token
 */
export async function deriveKey(token) {
  const bytes = await crypto.subtle.digest('SHA-256', encoder.encode(token));
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', bytes, hmac, false, ['sign', 'verify']);
}

/**
 * This browser's proof for a nonce, in hex.
 * @param {CryptoKey} key
 * @param {string} nonce
 */
export async function signNonce(key, nonce) {
  return toHex(await crypto.subtle.sign('HMAC', key, encoder.encode(nonce)));
}

/**
 * Whether `proof` is the companion's answer to the nonce; compared in constant time.
 * @param {CryptoKey} key
 * @param {string} nonce
 * @param {unknown} proof
 */
export async function checkProof(key, nonce, proof) {
  if (typeof proof !== 'string' || !/^[0-9a-f]{64}$/.test(proof)) return false;
  const bytes = Uint8Array.from(proof.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return crypto.subtle.verify('HMAC', key, bytes, encoder.encode(`companion:${nonce}`));
}
