/** Proofs that were fetched: held by the page alone, and gone once the case is accepted or the page is left. */
import { shallowReactive } from 'vue';
import type { Proof } from '../../../sdk/verify/types.ts';
import { fetchProof } from '../calls/counter.ts';
import { endRequest, type Kept, keepRequest } from './kept.ts';
import { forgetOffline, keepOffline } from './offline/proofs.ts';
import { refreshTrust, trust } from './trust.ts';
import type { Judged } from './verifier.ts';

/** A proof with what this computer makes of it. */
export type Answer = {
  readonly kept: Kept;
  readonly proof: Proof;
  readonly judged: Judged;
  readonly receivedAt: Date;
  /** When the gateway read the ledger for the trust data that were used, in seconds since 1970. */
  readonly trustAsOf: number;
};

const answers = shallowReactive(new Map<string, Answer>());

export const answerOf = (id: string): Answer | undefined => answers.get(id);

/** Forgets what was shown, here and for when there is no network: the case is settled, and nobody who goes back has it fetched again. */
export function forgetAnswer(id: string): void {
  answers.delete(id);
  endRequest(id, 'AUTHORIZATION_USED');
  void forgetOffline(id).catch(() => {});
}

/** Forgets all of it here: whoever it was shown to isn't signed in any more. */
export const forgetAnswers = (): void => answers.clear();

/** Loads what judges proofs, so that nobody waits for it once there is one. */
export const loadVerifier = (): Promise<typeof import('./verifier.ts')> => import('./verifier.ts');

/**
 * Fetches and judges the proof of a request that was agreed to; one that was lost is fetched again.
 * @throws CallProblem where there is none, Unreached
 */
export async function fetchAnswer(kept: Kept): Promise<Answer> {
  const [proof, { judge }] = await Promise.all([fetchProof(kept.id, kept.nonce), loadVerifier()]);
  let believed = trust() ?? (await refreshTrust());
  let judged = await judge(proof, kept, believed);
  // A key or a log may be newer than what this page believes.
  if (isTooOld(judged)) {
    believed = await refreshTrust();
    judged = await judge(proof, kept, believed);
  }
  const trustAsOf = believed.cities[0]?.asOf ?? 0;
  const answer = { kept, proof, judged, receivedAt: new Date(), trustAsOf };
  answers.set(kept.id, answer);
  void keepOffline(proof, kept);
  keepRequest({ ...kept, ended: 'ANSWERED' });
  return answer;
}

const isTooOld = ({ reason, items }: Judged): boolean =>
  [reason, ...items.map((item) => item.reason)].some(
    (one) => one === 'TRUST_TOO_OLD' || one === 'LEDGER_STALE' || one === 'UNKNOWN_CITY',
  );

/** Where a proof is shown: as it stands where all of it holds, and else with what to do about the rest. */
export const addressOf = ({ kept, judged }: Answer): string =>
  judged.valid ? `/proofs/${kept.id}` : `/refused/${kept.id}`;

/** Of an answer, how many fields were asked for and how many hold. */
export function countsOf({ proof, judged }: Answer): { readonly asked: number; readonly held: number } {
  const sizes = proof.request.asked.map(({ fields }) => fields.length);
  return {
    asked: sizes.reduce((sum, size) => sum + size, 0),
    held: sizes.reduce((sum, size, at) => sum + (judged.items[at]?.valid === true ? size : 0), 0),
  };
}
