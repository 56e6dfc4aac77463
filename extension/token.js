// The pairing token lives in the extension's own IndexedDB: in Firefox a content script could read
// it from storage.local.

const KEY = 'token';

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function settle(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Runs one step on the only object store and closes the database again.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} step
 */
async function runStep(mode, step) {
  const opening = indexedDB.open('mindful-feed', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('pairing');
  const database = await settle(opening);
  try {
    return await settle(step(database.transaction('pairing', mode).objectStore('pairing')));
  } finally {
    database.close();
  }
}

/** The token of this browser's pairing, or undefined. @returns {Promise<string | undefined>} */
export function readToken() {
  return runStep('readonly', (store) => store.get(KEY));
}

/** @param {string} token */
export function keepToken(token) {
  return runStep('readwrite', (store) => store.put(token, KEY));
}

export function forgetToken() {
  return runStep('readwrite', (store) => store.delete(KEY));
}
