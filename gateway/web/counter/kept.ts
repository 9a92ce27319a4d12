/** What a counter's tab remembers over a reload: the window, what is asked often, and the request that is open. Nothing of any person. */
import { readonly, shallowRef } from 'vue';

/** A way to somebody's yes. */
export type Method = 'code' | 'number' | 'show' | 'slip' | 'officers' | 'face';

/** A request that was made here; its nonce is what its proof must carry. */
export type Kept = {
  readonly id: string;
  readonly client: string;
  readonly nonce: string;
  readonly matter: string;
  readonly conditions: readonly string[];
  readonly window: string;
  readonly askedAt: string;
  readonly expiresAt: string;
  /** By subject. */
  readonly methods: Readonly<Record<string, Method>>;
  /** What the counter shows for parties that scan, by subject. */
  readonly shows: Readonly<Record<string, { readonly svg: string; readonly twoDigits: number }>>;
  /** Why there is no proof, where the clerk has learnt that. */
  readonly ended?: string;
};

const REQUESTS = 'counter-requests';
const MOST_REQUESTS = 8;
const WINDOW = 'counter-window';
const OFTEN = 'counter-often';

/** Requests of this tab, the newest first. */
const requests = (): readonly Kept[] => read<readonly Kept[]>(sessionStorage, REQUESTS) ?? [];

export const keptRequest = (id: string): Kept | undefined => requests().find((one) => one.id === id);

/** The newest request for a matter that hasn't ended here. */
export const openRequest = (matter: string): Kept | undefined =>
  requests().find((one) => one.matter === matter && one.ended === undefined);

/** Remembers a request, or what has become of one. */
export function keepRequest(one: Kept): void {
  const others = requests().filter(({ id }) => id !== one.id);
  write(sessionStorage, REQUESTS, [one, ...others].slice(0, MOST_REQUESTS));
}

export function endRequest(id: string, ended: string): void {
  const one = keptRequest(id);
  if (one !== undefined) keepRequest({ ...one, ended });
}

const chosen = shallowRef(read<string>(localStorage, WINDOW));

/** Code of the window that this computer stands at. */
export const ownWindow = readonly(chosen);

export function chooseWindow(code: string | undefined): void {
  chosen.value = code;
  write(localStorage, WINDOW, code ?? '');
}

/** Codes of matters that were asked for at this computer, the most frequent first. */
export const oftenAsked = (): readonly string[] =>
  Object.entries(read<Record<string, number>>(localStorage, OFTEN) ?? {})
    .toSorted(([, one], [, other]) => other - one)
    .map(([code]) => code);

export function countAsked(code: string): void {
  const counts = read<Record<string, number>>(localStorage, OFTEN) ?? {};
  write(localStorage, OFTEN, { ...counts, [code]: (counts[code] ?? 0) + 1 });
}

// A browser that keeps nothing throws; the page works on.
function read<Value>(storage: Storage, key: string): Value | undefined {
  try {
    return (JSON.parse(storage.getItem(key) ?? 'null') as Value | null) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(storage: Storage, key: string, value: unknown): void {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // It holds for this page.
  }
}
