/** Proofs that this counter received, kept sealed so that they can be read and judged without a network. */
import type { Proof } from '../../../../sdk/verify/types.ts';
import { forget, keep, kept, keptUnder } from '../../calls/session-store.ts';
import { usedAt, useOnce } from '../../calls/used-once.ts';

/** A proof with what it was asked with here, which alone shows that it is meant for this counter. */
export type KeptProof = {
  readonly proof: Proof;
  readonly audience: string;
  readonly nonce: string;
  readonly receivedAt: string;
};

/** Milliseconds after which nobody takes a proof any more, and its nonce may be forgotten. */
const NONCE_LIFE = 24 * 3_600_000;
const PROOFS = 'proof/';

/** What a proof was asked with: the system as which the counter asked, and the nonce. */
export type AskedWith = { readonly client: string; readonly nonce: string };

/**
 * Keeps a proof that was just received, for as long as the session. Where nothing can be kept, it is there online only.
 */
export async function keepOffline(proof: Proof, { client, nonce }: AskedWith): Promise<void> {
  const audience = `${proof.cityId}/clients/${client}`;
  const one: KeptProof = { proof, audience, nonce, receivedAt: new Date().toISOString() };
  await keep(PROOFS + proof.request.id, one).catch(() => {});
}

/** Forgets a proof whose case was accepted, and takes it no second time. */
export async function forgetOffline(id: string): Promise<void> {
  const one = await findProof(id);
  if (one === undefined) return;
  await useUp(one);
  await forget(PROOFS + id);
}

export const findProof = (id: string): Promise<KeptProof | undefined> => kept<KeptProof>(PROOFS + id);

/** The newest first. */
export const listProofs = async (): Promise<readonly KeptProof[]> =>
  (await keptUnder<KeptProof>(PROOFS)).toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt));

/** Uses a proof up at this counter; false where it was before. */
export const useUp = ({ audience, nonce }: Pick<KeptProof, 'audience' | 'nonce'>): Promise<boolean> =>
  useOnce(nameOf(audience, nonce), new Date(Date.now() + NONCE_LIFE));

/** When a proof was used here, by what it says itself. */
export const whenUsed = ({ request }: Proof): Promise<Date | undefined> =>
  usedAt(nameOf(request.audience, request.nonce));

const nameOf = (audience: string, nonce: string): string => `nonce/${audience}/${nonce}`;
