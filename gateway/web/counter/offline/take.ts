/** What somebody brings to a counter without a network: a slip, or a proof that this counter received before. */
import type { SlipReason } from '../../../../sdk/slip/reasons.ts';
import type { Slip } from '../../../../sdk/slip/ticket.ts';
import type { Proof, Verdict } from '../../../../sdk/verify/types.ts';
import { usedAt } from '../../calls/used-once.ts';
import { isTrustFresh, trust } from '../trust.ts';
import { isSlip } from '../wedge.ts';
import { findProof, type KeptProof, whenUsed } from './proofs.ts';
import { slipName } from './uses.ts';

/** What it is, and whether it holds. */
export type Taken =
  | { readonly kind: 'slip'; readonly text: string; readonly slip: Slip }
  | { readonly kind: 'other-department' | 'used-slip'; readonly slip: Slip; readonly usedAt?: Date }
  | { readonly kind: 'slip-refused'; readonly reason: SlipReason }
  | { readonly kind: 'proof'; readonly kept: KeptProof; readonly verdict: Verdict }
  | { readonly kind: 'used-proof'; readonly usedAt: Date }
  /** A proof that this counter hasn't asked for; or neither a slip nor a proof. */
  | { readonly kind: 'stranger' | 'nothing' }
  /** There are no trust data that may be judged by. */
  | { readonly kind: 'no-trust' };

/** Looks at what was scanned, typed or dropped; asks nobody. @throws where the program that judges can't be loaded */
export async function take(text: string, department: string): Promise<Taken> {
  const given = text.trim();
  const known = trust();
  if (known === undefined || !isTrustFresh()) return { kind: 'no-trust' };
  const { judgeKept, judgeSlip } = await import('./judge.ts');
  if (isSlip(given)) {
    const verdict = await judgeSlip(given, known);
    if (!verdict.valid) return { kind: 'slip-refused', reason: verdict.reason };
    const { slip } = verdict;
    if (slip.department !== department) return { kind: 'other-department', slip };
    const before = await usedAt(slipName(slip));
    return before === undefined
      ? { kind: 'slip', text: given, slip }
      : { kind: 'used-slip', slip, usedAt: before };
  }
  const proof = proofIn(given);
  if (proof === undefined) return { kind: 'nothing' };
  const before = await whenUsed(proof);
  if (before !== undefined) return { kind: 'used-proof', usedAt: before };
  const kept = await findProof(proof.request.id);
  // What was asked with stands here, and what is judged is what was brought.
  const brought = kept && { ...kept, proof };
  return brought === undefined
    ? { kind: 'stranger' }
    : { kind: 'proof', kept: brought, verdict: await judgeKept(brought, known) };
}

/** A proof as far as it can be found by what it says; whether it is one is judged later. */
function proofIn(text: string): Proof | undefined {
  try {
    const { request } = JSON.parse(text) as Partial<Proof>;
    const isNamed = typeof request?.id === 'string' && typeof request.nonce === 'string';
    return isNamed ? (JSON.parse(text) as Proof) : undefined;
  } catch {
    return undefined;
  }
}
