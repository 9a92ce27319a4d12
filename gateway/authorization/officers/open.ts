/** A first officer states who stands at the window; nothing is looked up until a second one typed the same number. */
import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { OfficersParty, Party } from '../../../sdk/schemas/requests.ts';
import type { Asker } from '../../actor.ts';
import { isCitizenNumber } from '../../catalog/check-digits.ts';
import { NOBODY } from '../../catalog/roles.ts';
import type { Tables } from '../../database/tables.ts';
import { CityError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import type { Context, Resolved } from '../insert-request.ts';
import { subjectTyped } from './checks.ts';
import { takeTurn } from './turns.ts';

type Opening = Context & { readonly resolved: readonly Resolved[] };

/**
 * Opens a check for each party of a new request that two officers are to stand for; one that stands for several roles is
 * one check. Gives back their ids.
 * @throws CityError METHOD_NOT_AVAILABLE, OFFICER_REASON_REFUSED, DOCUMENT_NOT_A_NUMBER, OFFICER_CAP_REACHED
 */
export async function openChecks(
  trx: Kysely<Tables>,
  request: string,
  { resolved, caller, wish, parts }: Opening,
): Promise<ReadonlyMap<Party, string>> {
  const checks = new Map<Party, string>();
  for (const { party, consent } of resolved) {
    if (!('officers' in party)) continue;
    const { staff, session } = firstOfficer(caller);
    checkReason(party.officers, { isForDeceased: consent.givenBy === NOBODY, parts });
    if (checks.has(party)) continue;
    const id = newId();
    checks.set(party, id);
    const { department } = caller;
    await trx
      .insertInto('officer_checks')
      .values({
        id,
        request_id: request,
        department,
        window: wish.window,
        reason: party.officers.reason,
        document: personTyped(party.officers.document, parts),
        holders: JSON.stringify(holdersOf(party.officers, parts)) as never,
        state: 'waiting',
        first_officer: staff,
        first_session: sessionHash(session),
        opened_at: parts.clock.now(),
      })
      .execute();
    await takeTurn(trx, { staff, department, check: id }, parts);
  }
  return checks;
}

/** Sessions are compared and never needed again. */
export const sessionHash = (session: string): string => hash('sha256', session, 'base64url');

/** A clerk in a session of their own: of officers, what anybody else says is no evidence. */
function firstOfficer({ officer, session }: Asker): { readonly staff: string; readonly session: string } {
  if (officer === undefined || session === undefined) throw new CityError('METHOD_NOT_AVAILABLE');
  return { staff: officer, session };
}

function checkReason(
  { reason }: OfficersParty,
  { isForDeceased, parts }: { readonly isForDeceased: boolean; readonly parts: Context['parts'] },
): void {
  if (parts.catalog.findOfficerReason(reason)?.isForDeceased !== isForDeceased)
    throw new CityError('OFFICER_REASON_REFUSED', { reason });
}

/** A firm stands at no window: whoever speaks for it does. */
function personTyped(typed: string, parts: Context['parts']): string {
  if (!isCitizenNumber(typed.trim().toUpperCase())) throw new CityError('DOCUMENT_NOT_A_NUMBER');
  return subjectTyped(typed, parts.credentials);
}

const holdersOf = ({ holders }: OfficersParty, parts: Context['parts']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(holders).map(([role, typed]) => [role, subjectTyped(typed, parts.credentials)]),
  );
