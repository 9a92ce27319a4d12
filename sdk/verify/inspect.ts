/** Looking at a proof check by check, for auditors and for whoever asks what is wrong. */

import type { Bench } from './bench.ts';
import { type Opened, openHearing } from './judge.ts';
import type { Reason } from './reasons.ts';
import { attempt, type Refused } from './refused.ts';
import type { Item } from './resolve.ts';
import { type Rule, rules } from './rules.ts';
import type { VerifyOptions } from './types.ts';
import { isAccepted } from './verify.ts';

/**
 * What came of one check; `accepted`: it doesn't hold, and the matter takes that. Where something that the item refers to
 * couldn't be found, the first check that needs it fails, and the others that need it are `not-checked`.
 */
export type CheckOutcome = {
  readonly check: string;
  readonly outcome: 'holds' | 'fails' | 'accepted' | 'not-checked';
  readonly reason?: Reason;
};

/** One item with all its checks; `reason` where it was refused or its presentation couldn't be read, so that none was made. */
export type ItemInspection = {
  readonly subject: string;
  readonly credentialType: string;
  readonly reason?: Reason;
  readonly checks: readonly CheckOutcome[];
};

/** `whoMayUseIt` says whether audience and nonce were compared with anything. `reason` where the whole couldn't be read, and then nothing was. */
export type Inspection = {
  readonly holds: boolean;
  readonly whoMayUseIt: 'checked' | 'not-checked';
  readonly reason?: Reason;
  readonly items: readonly ItemInspection[];
};

/**
 * Makes every check of verifyProof and reports each, also behind one that fails. Without `expect` it says that who may use
 * the proof was not checked: `holds` is then no reason to accept it from anybody. Never throws, whatever it is given.
 */
export async function inspectProof(proof: unknown, options: VerifyOptions): Promise<Inspection> {
  const hearing = await openHearing(proof, options, { mustBeBound: false });
  if ('reason' in hearing)
    return { holds: false, whoMayUseIt: 'not-checked', reason: hearing.reason, items: [] };
  const whoMayUseIt = hearing.bench.expect === undefined ? 'not-checked' : 'checked';
  const items = hearing.opened.map((opened) => inspect(opened, hearing.bench));
  const holds = items.every(
    ({ reason, checks }) => reason === undefined && checks.every(({ outcome }) => outcome !== 'fails'),
  );
  return { holds, whoMayUseIt, items };
}

function inspect(opened: Opened, bench: Bench): ItemInspection {
  const { subject, credentialType } = opened.asked;
  if ('reason' in opened) return { subject, credentialType, reason: opened.reason, checks: [] };
  const told = new Set<Refused>();
  const checks = rules.map((rule) => ({
    check: rule.name,
    ...outcomeOf(rule, opened.item, { bench, told }),
  }));
  return { subject, credentialType, checks };
}

type InspectionContext = {
  readonly bench: Bench;
  /** What couldn't be found and was said. */
  readonly told: Set<Refused>;
};

function outcomeOf(
  { needsExpectation, fails }: Rule,
  item: Item,
  { bench, told }: InspectionContext,
): Omit<CheckOutcome, 'check'> {
  if (needsExpectation && bench.expect === undefined) return { outcome: 'not-checked' };
  const tried = attempt(() => fails(item, bench));
  if ('refused' in tried) {
    const { refused } = tried;
    if (told.has(refused)) return { outcome: 'not-checked' };
    told.add(refused);
    return { outcome: 'fails', reason: refused.reason };
  }
  const reason = tried.value;
  if (reason === undefined) return { outcome: 'holds' };
  return { outcome: isAccepted(item, reason) ? 'accepted' : 'fails', reason };
}
