/** Verifying a proof offline: valid, or the reason why not. */

import type { Bench } from './bench.ts';
import { type Opened, openHearing } from './judge.ts';
import type { Reason } from './reasons.ts';
import { attempt, need } from './refused.ts';
import type { Item } from './resolve.ts';
import { rules } from './rules.ts';
import type { ItemVerdict, Verdict, VerifyOptions } from './types.ts';

/**
 * Verifies a proof without asking anybody: valid only if every item asked for is there and every rule holds for it, for the
 * audience and nonce in `expect`, at the moment `at` (now). Issuers, keys and logs are believed from `trust` alone. What holds
 * beside what doesn't is in `items`, with a verdict each. Never throws, whatever it is given: what can't be read is
 * `MALFORMED`, or for trust and options `TRUST_MALFORMED` and `OPTIONS_MALFORMED`.
 *
 * @example
 * const verdict = await verifyProof(proof, { trust, expect: { audience, nonce } });
 * if (verdict.valid) use(verdict.items[0].claims);
 * else show(explain(verdict.reason, 'zh').clerk);
 */
export async function verifyProof(proof: unknown, options: VerifyOptions): Promise<Verdict> {
  const hearing = await openHearing(proof, options, { mustBeBound: true });
  if ('reason' in hearing) return { valid: false, reason: hearing.reason, items: [] };
  const items = hearing.opened.map((opened) => judge(opened, hearing.bench));
  const reason = items.find(({ valid }) => !valid)?.reason;
  if (reason !== undefined) return { valid: false, reason, items };
  const warnings = [...new Set(items.flatMap((item) => item.warnings))];
  return { valid: true, request: hearing.proof.request, items, warnings };
}

/** The verdict on one item: the first rule that fails, states apart that the matter accepts. */
function judge(opened: Opened, bench: Bench): ItemVerdict {
  const { subject, credentialType } = opened.asked;
  const refused = (reason: Reason): ItemVerdict => ({
    ...{ subject, credentialType, valid: false, reason, claims: {}, warnings: [] },
  });
  if ('reason' in opened) {
    const { issuer, age } = opened.refusal ?? {};
    const said = { ...(issuer === undefined ? {} : { issuer }), ...(age === undefined ? {} : { age }) };
    return { ...refused(opened.reason), ...said };
  }
  const accepted: Reason[] = [];
  for (const { fails } of rules) {
    const tried = attempt(() => fails(opened.item, bench));
    const reason = 'refused' in tried ? tried.refused.reason : tried.value;
    if (reason === undefined) continue;
    if (!isAccepted(opened.item, reason)) return refused(reason);
    accepted.push(reason);
  }
  const { claims, role } = shownOf(opened.item);
  const shown = { claims, ...(role === undefined ? {} : { comparedWith: role }) };
  return {
    ...{ subject, credentialType, valid: true, ...shown },
    warnings: [...warningsOf(opened.item), ...accepted],
  };
}

const ACCEPTABLE: Partial<Record<Reason, 'expired' | 'suspended'>> = {
  EXPIRED: 'expired',
  SUSPENDED: 'suspended',
};

/** Whether the matter takes a credential in that state, as for its own renewal. */
export function isAccepted({ asked }: Item, reason: Reason): boolean {
  const state = ACCEPTABLE[reason];
  return state !== undefined && asked.accepts?.includes(state) === true;
}

// What every credential says of itself; anything else was disclosed or is always open.
const TECHNICAL = new Set(['iss', 'vct', 'iat', 'nbf', 'exp', 'aud', 'cnf', 'status']);

/** Of an item that every rule let through. */
function warningsOf({ department, checkpoint, claims, asked }: Item): Reason[] {
  const { note, log } = need(checkpoint);
  const isMore = Object.keys(claims).some((name) => !TECHNICAL.has(name) && !asked.fields.includes(name));
  return [
    ...(need(department).suspended ? (['DEPARTMENT_SUSPENDED'] as const) : []),
    ...(note.size < log.checkpoint.size ? (['OLDER_HEAD'] as const) : []),
    ...(isMore ? (['MORE_THAN_ASKED'] as const) : []),
  ];
}

/** The fields asked for, and no others; and with whom they were compared. Of an item that every rule let through. */
function shownOf({ asked, claims: own, statement }: Item) {
  const { claims: stated = {}, role } = need(statement)?.said ?? {};
  const claims = Object.fromEntries(
    asked.fields.map((field) => [field, Object.hasOwn(own, field) ? own[field] : stated[field]]),
  );
  return { claims, role };
}
