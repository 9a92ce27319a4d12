/** Judging on this computer alone: proofs as they stood when they were received, slips as they stand now. Loaded when needed. */
import { explainSlip, type SlipReason } from '../../../../sdk/slip/reasons.ts';
import { type SlipVerdict, verifySlip } from '../../../../sdk/slip/verify-slip.ts';
import { inspectProof } from '../../../../sdk/verify/inspect.ts';
import { explain, findReason, type Reason } from '../../../../sdk/verify/reasons.ts';
import type { Proof, Trust, Verdict } from '../../../../sdk/verify/types.ts';
import { verifyProof } from '../../../../sdk/verify/verify.ts';
import { Unreached } from '../../calls/problem.ts';
import { language } from '../../words/language.ts';
import type { KeptProof } from './proofs.ts';

export type { SlipVerdict };

/** As it stood when this counter received it: by then it was no older than it may be. */
export const judgeKept = (
  { proof, audience, nonce, receivedAt }: KeptProof,
  trust: Trust,
): Promise<Verdict> => verifyProof(proof, { trust, expect: { audience, nonce }, at: new Date(receivedAt) });

export const judgeSlip = (text: string, trust: Trust): Promise<SlipVerdict> => verifySlip(text, { trust });

/**
 * What speaks against a proof that was used without a network, with trust data and status lists of now; undefined where
 * nothing does. What was refused then isn't asked for again.
 * @throws Unreached
 */
export async function recheck(kept: KeptProof, trust: Trust): Promise<Reason | undefined> {
  const { proof, audience, nonce } = kept;
  const expect = { audience, nonce };
  const verdict = await judgeKept(kept, trust);
  const shown = proof.items.map((item) => 'presentation' in item);
  const fault = verdict.items.find(({ valid }, at) => !valid && shown[at])?.reason;
  if (fault !== undefined) return fault;
  if (!verdict.valid && verdict.items.length === 0) return verdict.reason;
  const statusTokens = await readStatuses(proof);
  const inspection = await inspectProof({ ...proof, statusTokens }, { trust, expect });
  return inspection.items
    .flatMap(({ checks }) => checks)
    .find(({ check, outcome }) => check.startsWith('status') && outcome === 'fails')?.reason;
}

/** The lists that the proof refers to, as they are now: under the gateway's own address at the same path. */
async function readStatuses({ statusTokens }: Proof): Promise<Proof['statusTokens']> {
  const read = async (address: string): Promise<readonly [string, string]> => {
    const answer = await fetch(new URL(address).pathname, { cache: 'no-store' }).catch(() => undefined);
    if (answer?.ok !== true) throw new Unreached();
    return [address, await answer.text()];
  };
  return Object.fromEntries(await Promise.all(Object.keys(statusTokens).map(read)));
}

/** What a reason means and what the clerk does next; undefined for one of the gateway's own. */
export function explainReason(
  code: string,
): { readonly meaning: string; readonly clerk: string } | undefined {
  const reason = findReason(code);
  return reason === undefined ? undefined : explain(reason, language.value);
}

export const explainSlipReason = (reason: SlipReason) => explainSlip(reason, language.value);
