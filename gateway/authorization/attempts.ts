/** Attempts to see more than a matter may, and whom they are told. */
import type { Kysely } from 'kysely';
import type { AskForProof, Party } from '../../sdk/schemas/requests.ts';
import type { Asker } from '../actor.ts';
import type { Tables } from '../database/tables.ts';
import { hasCode } from '../errors.ts';
import { newId } from '../ids.ts';
import type { ReceiptLeaf } from './access.ts';
import { announce } from './changes.ts';
import { findGivers } from './givers.ts';
import type { Context } from './insert-request.ts';
import type { AuthorizationParts } from './parts.ts';
import { findSlips } from './redeem-slips.ts';

/**
 * An attempt to see more than the matter may is told to those whose codes, numbers or slips came with it; nothing else of
 * them is used, and of slips nothing at all. Gives back the leaves of their receipts, as a proof would.
 */
export async function recordAttempt(
  caller: Asker,
  wish: AskForProof,
  parts: AuthorizationParts,
): Promise<readonly ReceiptLeaf[]> {
  // A code that stands for several roles is used once for all of them.
  const shown = Map.groupBy(Object.entries(wish.parties), ([, party]) => JSON.stringify(party));
  const receipts: ReceiptLeaf[] = [];
  for (const [[role, party] = [], ...others] of shown.values()) {
    if (role === undefined || party === undefined) continue;
    const roles = [role, ...others.map(([other]) => other)];
    const told = parts.db
      .transaction()
      .execute((trx) => recordAttemptOn(trx, { party, roles }, { caller, wish, parts }))
      .catch((error: unknown): readonly ReceiptLeaf[] => {
        if (reachesNobody.some((code) => hasCode(error, code))) return [];
        throw error;
      });
    receipts.push(...(await told));
  }
  return receipts;
}

const reachesNobody = ['CODE_NOT_ACCEPTED', 'TOO_MANY_WRONG_NUMBERS', 'SLIP_NOT_ACCEPTED'] as const;

async function recordAttemptOn(
  trx: Kysely<Tables>,
  { party, roles }: { readonly party: Party; readonly roles: readonly string[] },
  { caller, wish, parts }: Context,
): Promise<readonly ReceiptLeaf[]> {
  const { client, department, officer } = caller;
  const { matter, window, fields } = wish;
  const slips = await findSlips([party], { caller, wish, parts });
  const place = { department, window };
  const givers = await findGivers(trx, [party], { place, codes: parts.codes, slips });
  const holder = givers?.get(party);
  if (holder === undefined) return [];
  const outcome = 'not-entitled';
  const about = { holder, outcome, request: null, client, department, matter, window } as const;
  const attempts = roles.map((role) => ({
    ...about,
    role,
    officers: officer === undefined ? [] : [officer],
    items: Object.entries(fields?.[role] ?? {}).map(([credentialType, names]) => ({
      ...{ credentialType, fields: names, outcome: 'NOT_ENTITLED' },
    })),
  }));
  const leaves = await parts.recordAccess(trx, attempts);
  await announce(trx, newId(), [holder]);
  return roles.map((subject, at) => ({ subject, leaf: leaves[at] ?? '' }));
}
