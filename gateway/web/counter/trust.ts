/** What this computer believes of the ledger, and how old that is; proofs are judged by it here, and by nobody else. */
import { shallowRef } from 'vue';
import type { Trust } from '../../../sdk/verify/types.ts';
import { call } from '../calls/call.ts';
import { keep, kept } from '../calls/session-store.ts';

const REFRESH = 60_000;
const TICK = 5_000;
/** Seconds after which nothing is judged by them any more, unless the ledger was read again. */
const OLDEST = 86_400;
const NAME = 'trust';

const found = shallowRef<Trust>();
const now = shallowRef(Date.now());

/** The newest trust data; undefined until some came. */
export const trust = (): Trust | undefined => found.value;

/** Seconds since the gateway read the ledger for these data; undefined where there are none. */
export function trustAge(): number | undefined {
  const asOf = found.value?.cities[0]?.asOf;
  return asOf === undefined ? undefined : Math.max(0, Math.round(now.value / 1000 - asOf));
}

/** Whether anything may be judged by the data: there are some, no more than a day old. */
export const isTrustFresh = (): boolean => (trustAge() ?? Number.POSITIVE_INFINITY) <= OLDEST;

/** Reads it anew, and keeps it for when there is no network. @throws CallProblem, Unreached */
export async function refreshTrust(): Promise<Trust> {
  const fresh = await call<Trust>('GET', '/trust.json');
  found.value = fresh;
  await keepTrust();
  return fresh;
}

/** Keeps what is known, once there is a session to keep it for. */
export async function keepTrust(): Promise<void> {
  if (found.value !== undefined) await keep(NAME, found.value);
}

/** Keeps it fresh for as long as the page is open; until the gateway answers, what was kept counts. */
export function followTrust(): void {
  // Where it can't be had the data stay, and their age is shown.
  const refresh = (): void => void refreshTrust().catch(() => {});
  void kept<Trust>(NAME).then((before) => {
    found.value ??= before;
  });
  refresh();
  setInterval(refresh, REFRESH);
  setInterval(() => {
    now.value = Date.now();
  }, TICK);
}
