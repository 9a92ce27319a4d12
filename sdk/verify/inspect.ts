/** Looking at a proof check by check, for auditors and for whoever asks what is wrong. */
import { type Opened, openHearing } from './judge.ts';
import type { Reason } from './reasons.ts';
import { type Bench, rules } from './rules.ts';
import type { VerifyOptions } from './types.ts';
import { isAccepted } from './verify.ts';

/** What came of one check; `accepted`: it doesn't hold, and the matter takes that. */
export type CheckOutcome = {
  readonly check: string;
  readonly outcome: 'holds' | 'fails' | 'accepted' | 'not-checked';
  readonly reason?: Reason;
};

/** One item with all its checks; `reason` where it was refused or couldn't be read, so that none was made. */
export type ItemInspection = {
  readonly subject: string;
  readonly credentialType: string;
  readonly reason?: Reason;
  readonly checks: readonly CheckOutcome[];
};

/** `whoMayUseIt` says whether audience and nonce were compared with anything. `reason` where the whole couldn't be read. */
export type Inspection = {
  readonly holds: boolean;
  readonly whoMayUseIt: 'checked' | 'not-checked';
  readonly reason?: Reason;
  readonly items: readonly ItemInspection[];
};

/**
 * Makes every check of verifyProof and reports each, also behind one that fails. Without `expect` it says that who may use
 * the proof was not checked: `holds` is then no reason to accept it from anybody. Never throws.
 */
export async function inspectProof(proof: unknown, options: VerifyOptions): Promise<Inspection> {
  const whoMayUseIt = options.expect === undefined ? 'not-checked' : 'checked';
  const hearing = await openHearing(proof, options);
  if ('reason' in hearing) return { holds: false, whoMayUseIt, reason: hearing.reason, items: [] };
  const items = hearing.opened.map((opened) => inspect(opened, hearing.bench));
  const holds = items.every(
    ({ reason, checks }) => reason === undefined && checks.every(({ outcome }) => outcome !== 'fails'),
  );
  return { holds, whoMayUseIt, items };
}

function inspect(opened: Opened, bench: Bench): ItemInspection {
  const { subject, credentialType } = opened.asked;
  if ('reason' in opened) return { subject, credentialType, reason: opened.reason, checks: [] };
  const checks = rules.map(({ name, needsExpectation, fails }): CheckOutcome => {
    if (needsExpectation && bench.expect === undefined) return { check: name, outcome: 'not-checked' };
    const reason = fails(opened.item, bench);
    if (reason === undefined) return { check: name, outcome: 'holds' };
    return { check: name, outcome: isAccepted(opened.item, reason) ? 'accepted' : 'fails', reason };
  });
  return { subject, credentialType, checks };
}
