/** A department's system verifies what it got. */
import { verifyProof } from '../../sdk/verify/index.ts';
import type { Proof, Trust, Verdict } from '../../sdk/verify/types.ts';

/** Audience of the civil affairs bureau's system. */
export const CAB = `https://wangcheng.invalid/clients/cab-counter`;

/** The verdict, offline. */
export function judge(
  proof: Proof,
  { trust, nonce, audience = CAB }: { trust: Trust; nonce: string; audience?: string },
): Promise<Verdict> {
  return Promise.resolve(verifyProof(proof, { trust, expect: { audience, nonce } }));
}
