/** What files and ledger are judged by here: the reader's own trust file, else the platform's. */
import { shallowRef } from 'vue';
import type { Trust } from '../../../sdk/verify/types.ts';
import { call } from '../calls/call.ts';

const KEY = 'trust';
const given = shallowRef<Trust>();
const own = shallowRef<Trust | undefined>(read());

export const keptTrust = {
  /** The file that the reader gave, for as long as the page is open. */
  given: (): Trust | undefined => given.value,
  /** The newest there is. */
  now: (): Trust | undefined => given.value ?? own.value,
  give: (trust: Trust): void => {
    given.value = trust;
  },
  /** Reads the platform's, and keeps it for when there is no network. @throws CallProblem, Unreached */
  refresh: async (signal?: AbortSignal): Promise<Trust> => {
    own.value = await call<Trust>('GET', '/trust.json', { signal });
    try {
      localStorage.setItem(KEY, JSON.stringify(own.value));
    } catch {
      // It is known for as long as the page is open.
    }
    return own.value;
  },
};

/** Its outer form is enough here: whoever verifies by it reads it whole. */
function read(): Trust | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Trust | null;
    return Array.isArray(kept?.cities) && kept.cities.length > 0 ? kept : undefined;
  } catch {
    return undefined;
  }
}
