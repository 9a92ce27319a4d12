/** What was used at this counter without a network, and waits to be checked with one. */
import { shallowRef } from 'vue';
import type { Slip } from '../../../../sdk/slip/ticket.ts';
import { readingNewest } from '../../calls/newest.ts';
import { keep, kept, keptUnder, onWiped } from '../../calls/session-store.ts';
import { useOnce } from '../../calls/used-once.ts';
import { type KeptProof, listProofs, useUp } from './proofs.ts';

/** A slip that was taken, and which of its matter's conditions hold, as the clerk said. */
export type TakenSlip = {
  readonly kind: 'slip';
  readonly text: string;
  readonly slip: Slip;
  readonly conditions: readonly string[];
};

/** A proof, by its request; or a slip, by its text. */
export type About = { readonly kind: 'proof'; readonly request: string; readonly matter: string } | TakenSlip;

/** One use; `queued` was looked at here alone, and is told apart from what the gateway has confirmed. */
export type Use = {
  readonly id: string;
  readonly at: string;
  readonly window: string;
  readonly about: About;
  readonly state: 'queued' | 'checked' | 'refused';
  /** Why it was refused: a code of the SDK's or the gateway's. */
  readonly reason?: string;
  readonly checkedAt?: string;
  /** The request by which a slip is being redeemed, from the first try on: its answer may have been lost. */
  readonly redeeming?: { readonly nonce: string; readonly request?: string };
};

/** The request whose proof was used, or by which a slip was redeemed. */
export const requestOf = ({ about, redeeming }: Use): string | undefined =>
  about.kind === 'proof' ? about.request : redeeming?.request;

const USES = 'use/';

type Lists = { readonly proofs: readonly KeptProof[]; readonly uses: readonly Use[] };

/** Everything kept, for whoever shows it. */
export const lists = shallowRef<Lists>({ proofs: [], uses: [] });

/** Reads the lists anew. */
export const { read: readLists } = readingNewest(
  async (): Promise<Lists> => {
    const [proofs, uses] = await Promise.all([listProofs(), keptUnder<Use>(USES)]);
    return { proofs, uses: uses.toSorted((a, b) => b.at.localeCompare(a.at)) };
  },
  (read) => {
    lists.value = read;
  },
);

/** A use as it is written down now. */
export const findUse = (id: string): Promise<Use | undefined> => kept<Use>(USES + id);

/** Keeps the lists as they are kept, in every tab. */
export function followLists(): void {
  onWiped(() => void readLists());
  void readLists();
}

/** Writes down a use, or what has become of one. */
export async function keepUse(use: Use): Promise<void> {
  await keep(USES + use.id, use);
  await readLists();
}

const begin = (about: About, window: string): Use => ({
  id: crypto.randomUUID(),
  at: new Date().toISOString(),
  ...{ about, window, state: 'queued' },
});

/** Uses a proof here; false where it was used before. */
export async function useProof(one: KeptProof): Promise<boolean> {
  if (!(await useUp(one))) return false;
  const { id: request, matter, window } = one.proof.request;
  await keepUse(begin({ kind: 'proof', request, matter }, window));
  return true;
}

/** The name under which a slip is used up. */
export const slipName = ({ id }: Pick<Slip, 'id'>): string => `slip/${id}`;

/** Takes a slip here; false where this counter took it before. */
export async function useSlip(about: TakenSlip, window: string): Promise<boolean> {
  const { slip } = about;
  // Until its last day is over anywhere.
  const until = new Date(Date.parse(`${slip.lastDay}T00:00:00Z`) + 2 * 86_400_000);
  if (!(await useOnce(slipName(slip), until))) return false;
  await keepUse(begin(about, window));
  return true;
}
