/** A person's history as far back as they want to see it, and what they found wrong in it. */
import { ref, watch } from 'vue';
import type { Complain, OwnComplaint } from '../../../../sdk/schemas/complaints.ts';
import type { HistoryEntry } from '../../../../sdk/schemas/receipts.ts';
import { call } from '../../calls/call.ts';
import type { Items } from '../../calls/catalogue.ts';
import { type Loaded, useLoaded } from '../../calls/loaded.ts';
import { withHolder } from '../acting/holder.ts';

const PAGE = 20;

export type Access = Extract<HistoryEntry, { readonly kind: 'access' }>;
export type Change = Exclude<HistoryEntry, Access>;

export type History = {
  readonly items: readonly HistoryEntry[];
  readonly total: number;
  readonly next: string | null;
};

/** The newest entries now, and more on demand; another holder's from the beginning. Call it while setting a component up. */
export function useHistory(holder: () => string | undefined): {
  readonly loaded: Loaded<History>;
  readonly more: () => void;
} {
  const pages = ref(1);
  watch(holder, () => {
    pages.value = 1;
  });
  const loaded = useLoaded(
    () => [holder(), pages.value] as const,
    async ([of, wanted], signal): Promise<History> => {
      let found = await readPage(of, undefined, signal);
      for (let page = 1; page < wanted && found.next !== null; page++) {
        const earlier = await readPage(of, found.next, signal);
        found = { ...earlier, items: [...found.items, ...earlier.items] };
      }
      return found;
    },
  );
  return {
    loaded,
    more: () => {
      pages.value++;
    },
  };
}

const readPage = (of: string | undefined, next: string | undefined, signal: AbortSignal): Promise<History> =>
  call(
    'GET',
    withHolder(
      `/me/history?${new URLSearchParams({ limit: String(PAGE), ...(next === undefined ? {} : { next }) })}`,
      of,
    ),
    { signal },
  );

/** What was found wrong so far. */
export async function listComplaints(
  of: string | undefined,
  signal?: AbortSignal,
): Promise<readonly OwnComplaint[]> {
  const found: OwnComplaint[] = [];
  for (let next: number | null = 0; next !== null; ) {
    const page: Items<OwnComplaint> = await call<Items<OwnComplaint>>(
      'GET',
      withHolder(`/me/complaints?limit=100&next=${next}`, of),
      { signal },
    );
    found.push(...page.items);
    ({ next } = page);
  }
  return found;
}

/** Says what is wrong with a receipt. @throws CallProblem, Unreached */
export const complain = (
  number: number,
  of: string | undefined,
  body: Complain,
): Promise<{ readonly id: string }> =>
  call('POST', withHolder(`/me/receipts/${number}/complaint`, of), { body });
