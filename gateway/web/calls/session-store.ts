/** What a page keeps on this device for whoever is signed in: sealed by a key that never leaves the browser, and gone with it. */
import { step } from './device-database.ts';

/** Milliseconds for which anything is kept at most, whoever is signed in. */
const KEPT_FOR = 12 * 3_600_000;
const CHANNEL = 'session-store';
const KEY = 'key';

/** For whom something is kept, and since when. */
export type Keeper = {
  readonly staff: string;
  readonly department: string;
  readonly windows: readonly string[];
  readonly since: number;
};

/** `isClosed`: their session ended without their signing out; it is opened again for nobody but them. */
type KeyRow = Keeper & { readonly key: CryptoKey; readonly isClosed: boolean };
type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly bytes: ArrayBuffer };

/** False where the browser has no cryptography for pages: over plain HTTP from another machine. */
export const canKeep: boolean = globalThis.isSecureContext && globalThis.indexedDB !== undefined;

const wiped = canKeep ? new BroadcastChannel(CHANNEL) : undefined;
/** A channel doesn't hear what it says itself: with two, the tab that wipes is told as every other. */
const heard = canKeep ? new BroadcastChannel(CHANNEL) : undefined;

/** Tells every page that shows something of the store when it was wiped or closed, in this tab and in others. */
export function onWiped(act: () => void): void {
  heard?.addEventListener('message', act);
}

/** What changes for whom something is kept is done one after the other, in whichever tab. */
const inTurn = (act: () => Promise<void>): Promise<void> => navigator.locks.request(CHANNEL, act);

/** Begins a store for who signed in, or goes on with the one they have; what was kept for somebody else is wiped. */
export async function beginStore(owner: Omit<Keeper, 'since'>): Promise<void> {
  if (!canKeep) return;
  // Two tabs that begin at once would each make a key, and one couldn't read what the other sealed.
  await inTurn(async () => {
    const row = await readRow();
    if (row?.staff === owner.staff && row.department === owner.department) {
      await put({ ...row, ...owner, isClosed: false });
      return;
    }
    await empty();
    const how = { name: 'AES-GCM', length: 256 };
    const key = await crypto.subtle.generateKey(how, false, ['encrypt', 'decrypt']);
    await put({ ...owner, since: Date.now(), key, isClosed: false });
  });
}

/** Shows nothing of it any more, until the same one signs in again: their session is over. */
export async function closeStore(): Promise<void> {
  if (!canKeep) return;
  await inTurn(async () => {
    const row = await findRow();
    if (row === undefined) return;
    await put({ ...row, isClosed: true });
    wiped?.postMessage('');
  });
}

/** For whom something is kept; undefined where for nobody, or not any more: what is too old is wiped. */
export const findKeeper = (): Promise<Keeper | undefined> => findRow();

const put = (row: KeyRow): Promise<unknown> => step('keys', 'readwrite', (store) => store.put(row, KEY));

async function findRow(): Promise<KeyRow | undefined> {
  const row = await readRow();
  return row?.isClosed === false ? row : undefined;
}

async function readRow(): Promise<KeyRow | undefined> {
  if (!canKeep) return undefined;
  const row = await step<KeyRow | undefined>('keys', 'readonly', (store) => store.get(KEY));
  const age = row === undefined ? 0 : Date.now() - row.since;
  // Whoever sets the clock back gains nothing.
  if (age >= 0 && age < KEPT_FOR) return row;
  await empty();
  return undefined;
}

/** Keeps a value under a name; false where there is nobody to keep it for. */
export async function keep(name: string, value: unknown): Promise<boolean> {
  const row = await findRow();
  if (row === undefined) return false;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const bytes = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: named(name) },
    row.key,
    text,
  );
  await step('sealed', 'readwrite', (store) => store.put({ iv, bytes } satisfies Sealed, name));
  return true;
}

/** What was kept under a name; undefined where nothing was, or what is there was sealed for somebody else. */
export async function kept<Value>(name: string): Promise<Value | undefined> {
  const row = await findRow();
  if (row === undefined) return undefined;
  const sealed = await step<Sealed | undefined>('sealed', 'readonly', (store) => store.get(name));
  if (sealed === undefined) return undefined;
  const how = { name: 'AES-GCM', iv: sealed.iv, additionalData: named(name) };
  const text = await crypto.subtle.decrypt(how, row.key, sealed.bytes).catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(new TextDecoder().decode(text)) as Value);
}

/** Everything that was kept under names that begin so. */
export async function keptUnder<Value>(beginning: string): Promise<readonly Value[]> {
  if (!canKeep) return [];
  const range = IDBKeyRange.bound(beginning, `${beginning}\uffff`);
  const names = await step<IDBValidKey[]>('sealed', 'readonly', (store) => store.getAllKeys(range));
  const values = await Promise.all(names.map((name) => kept<Value>(String(name))));
  return values.filter((value) => value !== undefined);
}

export async function forget(name: string): Promise<void> {
  if (canKeep) await step('sealed', 'readwrite', (store) => store.delete(name));
}

/** Wipes key and all that it sealed. What was used up stays known. */
export async function wipe(): Promise<void> {
  if (canKeep) await inTurn(empty);
}

async function empty(): Promise<void> {
  // Without the key the rest is noise, so that it goes first.
  await step('keys', 'readwrite', (store) => store.clear());
  await step('sealed', 'readwrite', (store) => store.clear());
  wiped?.postMessage('');
}

const named = (name: string) => new TextEncoder().encode(name);
