/** Judges proofs on this computer; loaded once somebody is being asked. */
import { type ItemInspection, inspectProof } from '../../../sdk/verify/inspect.ts';
import { type Explanation, explain, findReason, type Reason } from '../../../sdk/verify/reasons.ts';
import type { ItemVerdict, Proof, Trust, VerifyOptions } from '../../../sdk/verify/types.ts';
import { verifyProof } from '../../../sdk/verify/verify.ts';

/** What came of a proof: whether all of it holds, and of each item what and why. */
export type Judged = {
  readonly valid: boolean;
  readonly reason: Reason | undefined;
  readonly items: readonly ItemVerdict[];
  readonly checks: readonly ItemInspection[];
  readonly warnings: readonly Reason[];
};

export type Expected = { readonly client: string; readonly nonce: string };

/** Judges for this counter's own request; the city is the first of the trust data, which know one. */
export async function judge(proof: Proof, { client, nonce }: Expected, trust: Trust): Promise<Judged> {
  const audience = `${trust.cities[0]?.cityId}/clients/${client}`;
  const options: VerifyOptions = { trust, expect: { audience, nonce } };
  const [verdict, inspection] = await Promise.all([
    verifyProof(proof, options),
    inspectProof(proof, options),
  ]);
  return {
    valid: verdict.valid,
    reason: verdict.valid ? undefined : verdict.reason,
    items: verdict.items,
    checks: inspection.items,
    warnings: [...new Set(verdict.items.flatMap(({ warnings }) => warnings))],
  };
}

/** What a reason means and what to do next; undefined for a code that this version doesn't know. */
export function explainCode(code: string, language: 'zh' | 'en'): Explanation | undefined {
  const reason = findReason(code);
  return reason === undefined ? undefined : explain(reason, language);
}
