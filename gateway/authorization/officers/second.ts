/** The second officer: types the same number again, compares the name with who stands there, or declines. */
import type { Kysely } from 'kysely';
import type { StaffCaller } from '../../actor.ts';
import { NOBODY } from '../../catalog/roles.ts';
import { civilDateOf } from '../../clock.ts';
import { ageGroupOf } from '../../credentials/minors.ts';
import type { CheckState } from '../../database/tables/officers.ts';
import type { Tables } from '../../database/tables.ts';
import { CityError, hasCode } from '../../errors.ts';
import type { AccessOutcome } from '../access.ts';
import { announce } from '../changes.ts';
import { agreeTo } from '../decisions.ts';
import { endRequest, isOver, type LockedRequest, lockRequest } from '../endings.ts';
import type { AuthorizationParts } from '../parts.ts';
import { hasLiveScreen } from '../screens/live.ts';
import { countWrong, lockTriesLeft } from '../wrong-numbers.ts';
import { type Check, findCheck, OPEN_CHECKS, subjectTyped } from './checks.ts';
import { sessionHash } from './open.ts';
import { takeTurn } from './turns.ts';

/** A clerk in a session; one without is nobody's second officer. */
export type Officer = Pick<StaffCaller, 'staff' | 'department' | 'windows'> & {
  readonly session: string | undefined;
};

/** Where the masked name of somebody of whom nothing is kept would stand. */
const NAMELESS = '—';

/**
 * Takes the number that the second officer typed. Only where it is the first one's as well is it looked up: a check that
 * finds nobody, or somebody whose being alive or dead contradicts it, is refused, and the request with it; whose number
 * it was keeps a receipt. A wrong number is counted like a wrong eight-digit one.
 * @throws CityError DOCUMENT_NOT_A_NUMBER, OFFICER_CHECK_NOT_FOUND, OFFICER_CHECK_ENDED, SECOND_OFFICER_NEEDED,
 * TOO_MANY_WRONG_NUMBERS, DOCUMENTS_DIFFER, OFFICER_CAP_REACHED
 */
export async function confirmDocument(
  officer: Officer,
  id: string,
  { document, parts }: { readonly document: string; readonly parts: AuthorizationParts },
): Promise<void> {
  const typed = subjectTyped(document, parts.credentials);
  const check = await parts.db.transaction().execute(async (trx) => {
    const { check } = await lockCheck(trx, officer, { id, state: 'waiting', parts });
    const now = parts.clock.now();
    if ((await lockTriesLeft(trx, check, now)) < 1) throw new CityError('TOO_MANY_WRONG_NUMBERS');
    if (typed !== check.document) {
      await countWrong(trx, check, { count: 1, now });
      return undefined;
    }
    await takeTurn(trx, { ...officer, check: id }, parts);
    await trx
      .updateTable('officer_checks')
      .set({ state: 'compare', second_officer: officer.staff })
      .where('id', '=', id)
      .execute();
    await trx
      .updateTable('request_parties')
      .set({ giver: typed, officers: [check.first_officer, officer.staff] })
      .where('check_id', '=', id)
      .execute();
    return check;
  });
  // Counted first: what is thrown within the transaction would be forgotten with it.
  if (check === undefined) throw new CityError('DOCUMENTS_DIFFER');
  const { isFit } = await standingOf(check, parts);
  if (isFit) await announce(parts.db, check.request_id, [typed]);
  else await refuseUnfit(officer, id, parts);
}

/** Refuses a check whose number was found not to fit, unless it ended meanwhile. */
async function refuseUnfit(officer: Officer, id: string, parts: AuthorizationParts): Promise<void> {
  await parts.db
    .transaction()
    .execute(async (trx) => {
      const { request, check } = await lockCheck(trx, officer, { id, state: 'compare', parts });
      await refuse(trx, { request, check, outcome: 'refused', parts });
    })
    .catch((error: unknown) => {
      if (!hasCode(error, 'OFFICER_CHECK_ENDED')) throw error;
    });
}

/**
 * Takes the second officer's word whether the masked name is that of who stands there. Then the party is agreed to; where
 * the window has a live screen, it waits for the person's own word on that, save for the dead.
 * @throws CityError OFFICER_CHECK_NOT_FOUND, OFFICER_CHECK_ENDED, SECOND_OFFICER_NEEDED, HOLDER_NEEDED, ONE_PERSON_TWICE
 */
export async function compareName(
  officer: Officer,
  id: string,
  { same, parts }: { readonly same: boolean; readonly parts: AuthorizationParts },
): Promise<void> {
  const found = await findCheck(parts.db, id, officer);
  // Before both typed the number nothing is looked up.
  if (found === undefined || found.second_officer !== officer.staff)
    throw new CityError('OFFICER_CHECK_NOT_FOUND');
  const standing = await standingOf(found, parts);
  await parts.db.transaction().execute(async (trx) => {
    const { request, check } = await lockCheck(trx, officer, { id, state: 'compare', parts });
    if (!same) return refuse(trx, { request, check, outcome: 'not-this-person', parts });
    const now = parts.clock.now();
    await close(trx, check, { state: 'confirmed', now });
    if (parts.officers.draw())
      await trx.updateTable('officer_checks').set({ review: 'drawn' }).where('id', '=', id).execute();
    if (!standing.isForDeceased && (await hasLiveScreen(trx, check.window, now)))
      return announce(trx, request.id, [check.document]);
    await agreeByCheck(trx, standing, { request, check, isByOfficers: true, parts });
  });
}

/** A second officer declines, and the request ends. @throws CityError OFFICER_CHECK_NOT_FOUND, OFFICER_CHECK_ENDED, SECOND_OFFICER_NEEDED */
export function declineCheck(officer: Officer, id: string, parts: AuthorizationParts): Promise<void> {
  return parts.db.transaction().execute(async (trx) => {
    const { request, check } = await lockCheck(trx, officer, { id, parts });
    await close(trx, check, { state: 'declined', now: parts.clock.now() });
    await endRequest(trx, request, { state: 'refused', outcome: 'refused', parts });
  });
}

type Checked = {
  readonly request: LockedRequest;
  readonly check: Check;
  readonly parts: AuthorizationParts;
};

/** Agrees to what a confirmed check stands for, by the officers' word or by that of whom they found. @throws CityError HOLDER_NEEDED, ONE_PERSON_TWICE */
export async function agreeByCheck(
  trx: Kysely<Tables>,
  { isFit }: Standing,
  { request, check, isByOfficers, parts }: Checked & { readonly isByOfficers: boolean },
): Promise<undefined> {
  // They may have died, or been found alive, since the number was typed.
  if (!isFit) return endRequest(trx, request, { state: 'refused', outcome: 'refused', parts });
  const own = await partiesOfCheck(trx, check);
  const agreement = { giver: check.document, own, holders: check.holders, picks: {}, isByOfficers, parts };
  return agreeTo(trx, request, agreement);
}

/** Request and check, locked, for a second officer who may go on with it. */
async function lockCheck(
  trx: Kysely<Tables>,
  officer: Officer,
  {
    id,
    state,
    parts,
  }: { readonly id: string; readonly state?: CheckState; readonly parts: AuthorizationParts },
): Promise<{ readonly request: LockedRequest; readonly check: Check }> {
  const found = await findCheck(trx, id, officer);
  if (found === undefined) throw new CityError('OFFICER_CHECK_NOT_FOUND');
  const request = await lockRequest(trx, found.request_id);
  // Whatever changes a check holds its request: this is how it stands now.
  const check = await findCheck(trx, id, officer);
  if (request === undefined || check === undefined) throw new CityError('OFFICER_CHECK_NOT_FOUND');
  const isOpen = state === undefined ? OPEN_CHECKS.includes(check.state) : check.state === state;
  if (!isOpen || request.state !== 'waiting' || isOver(request, parts.clock.now()))
    throw new CityError('OFFICER_CHECK_ENDED');
  if (!isAnother(officer, check)) throw new CityError('SECOND_OFFICER_NEEDED');
  return { request, check };
}

/** Another officer than the first, in another session; once a second one has begun, that one. */
function isAnother({ staff, session }: Officer, check: Check): boolean {
  return (
    staff !== check.first_officer &&
    session !== undefined &&
    sessionHash(session) !== check.first_session &&
    (check.second_officer ?? staff) === staff
  );
}

const partiesOfCheck = (db: Kysely<Tables>, { id }: Check) =>
  db.selectFrom('request_parties').selectAll().where('check_id', '=', id).orderBy('subject').execute();

/** Whether whom a check names may stand there. */
export type Standing = {
  /**
   * The dead where nobody can consent any more; elsewhere the living from fourteen on, of whom a name is kept that can be
   * compared.
   */
  readonly isFit: boolean;
  readonly isForDeceased: boolean;
};

/** Looks up whom a check names; only for one whose number two officers typed. */
export async function standingOf(check: Check, parts: AuthorizationParts): Promise<Standing> {
  const { db, credentials, clock } = parts;
  const parties = await partiesOfCheck(db, check);
  const isForDeceased = parties.every(({ given_by }) => given_by === NOBODY);
  const isDead = await credentials.isDeceased(check.document);
  if (isForDeceased || isDead) return { isFit: isForDeceased && isDead, isForDeceased };
  const isNamed = (await credentials.maskedName(check.document)) !== NAMELESS;
  const age = await ageGroupOf(db, check.document, civilDateOf(clock.now()));
  return { isFit: isNamed && age !== 'child', isForDeceased };
}

async function refuse(
  trx: Kysely<Tables>,
  { request, check, outcome, parts }: Checked & { readonly outcome: AccessOutcome },
): Promise<void> {
  await close(trx, check, { state: 'refused', now: parts.clock.now() });
  await endRequest(trx, request, { state: 'refused', outcome, parts });
}

async function close(
  trx: Kysely<Tables>,
  { id }: Check,
  { state, now }: { readonly state: CheckState; readonly now: Date },
): Promise<void> {
  await trx.updateTable('officer_checks').set({ state, decided_at: now }).where('id', '=', id).execute();
}
