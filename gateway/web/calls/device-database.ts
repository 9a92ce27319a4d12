/** The pages' database on this device (Indexed Database API 3.0): one step at a time, done once it is on the device. */

const NAME = 'session-store';

/** The session's key, what it seals, hashes of what can't be used again; and who a person-facing screen is. */
export type Store = 'keys' | 'sealed' | 'used' | 'screen';

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    for (const store of ['keys', 'sealed', 'used', 'screen'] satisfies Store[])
      request.result.createObjectStore(store);
  };
  return settled(request);
}

/** One step in a transaction of its own. @throws DOMException, as the database names it */
export async function step<Value = unknown>(
  store: Store,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest,
): Promise<Value> {
  opened ??= open();
  const transaction = (await opened).transaction(store, mode);
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  const [value] = await Promise.all([settled(act(transaction.objectStore(store))), done]);
  return value as Value;
}

const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
