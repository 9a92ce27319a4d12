/** What a page has left on the reader's device: looked at from inside the page, as whoever sits there could. */
import type { Page } from 'playwright-core';

/** Until the service worker has all its files, and the page is its own. */
export const workerReady = (page: Page): Promise<void> =>
  page.evaluate(`(async () => {
    await navigator.serviceWorker.ready;
    while (navigator.serviceWorker.controller === null) await new Promise((next) => setTimeout(next, 50));
  })()`);

/** In the page: what an open request of the database comes to. */
const DATABASE = `
  const settled = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const database = await settled(indexedDB.open('session-store'));
  const from = (name) => database.transaction(name).objectStore(name);`;

/** Everything in the database as text, byte for byte; a key that scripts could read out is told as EXTRACTABLE. */
export const storedText = (page: Page): Promise<string> =>
  page.evaluate(`(async () => {${DATABASE}
    const bytes = (value) => new TextDecoder('latin1').decode(value);
    const text = (value) => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return bytes(value);
      if (value instanceof CryptoKey) return value.extractable ? 'EXTRACTABLE' : 'a key';
      return typeof value === 'object' && value !== null ? Object.values(value).map(text).join(' ') : String(value);
    };
    const stores = [...database.objectStoreNames];
    return text(await Promise.all(stores.map((name) => settled(from(name).getAll()))));
  })()`);

/** How many rows each part of the database has. */
export const storedCounts = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(`(async () => {${DATABASE}
    const counts = [...database.objectStoreNames].map(async (name) => [name, await settled(from(name).count())]);
    return Object.fromEntries(await Promise.all(counts));
  })()`);

/** Addresses of all that the caches hold. */
export const cachedPaths = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`(async () => {
    const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  })()`);
