/** What can be used once on this device, whoever is signed in: it is known by a hash until it expires, and outlives sessions. */
import { step } from './device-database.ts';

/** When it was used, and until when that has to be known; milliseconds since 1970. */
type Used = { readonly at: number; readonly until: number };

/** Uses a name up; false where it was used before, by whichever tab came first. */
export async function useOnce(name: string, until: Date): Promise<boolean> {
  await sweep();
  const hash = await hashOf(name);
  const used: Used = { at: Date.now(), until: until.getTime() };
  return step('used', 'readwrite', (store) => store.add(used, hash)).then(
    () => true,
    (error: unknown) => {
      if (error instanceof DOMException && error.name === 'ConstraintError') return false;
      throw error;
    },
  );
}

/** When a name was used up here; undefined where it wasn't. */
export async function usedAt(name: string): Promise<Date | undefined> {
  const hash = await hashOf(name);
  const used = await step<Used | undefined>('used', 'readonly', (store) => store.get(hash));
  return used === undefined ? undefined : new Date(used.at);
}

/** Forgets what has expired since. */
async function sweep(): Promise<void> {
  const [hashes, rows] = await Promise.all([
    step<readonly IDBValidKey[]>('used', 'readonly', (store) => store.getAllKeys()),
    step<readonly Used[]>('used', 'readonly', (store) => store.getAll()),
  ]);
  const expired = hashes.filter((_, at) => (rows[at]?.until ?? Infinity) < Date.now());
  for (const hash of expired) await step('used', 'readwrite', (store) => store.delete(hash));
}

async function hashOf(name: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(name));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
