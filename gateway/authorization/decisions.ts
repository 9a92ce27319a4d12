/** What people and counters decide about a request, and how it ends. */
import type { Kysely } from 'kysely';
import type { Decide } from '../../sdk/schemas/requests.ts';
import type { Subject } from '../actor.ts';
import { civilDateOf } from '../clock.ts';
import { ageGroupOf } from '../credentials/minors.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { approveIfComplete } from './approval.ts';
import { authoritiesOf } from './authorities.ts';
import { announce } from './changes.ts';
import {
  type AskerName,
  endRequest,
  isOver,
  isRequestOf,
  type LockedRequest,
  lockRequest,
  partiesOf,
} from './endings.ts';
import { holdRecognised } from './face/agreeing.ts';
import { askedOf, authorityFor, checkTwoPeople } from './holders.ts';
import type { AuthorizationParts } from './parts.ts';
import { pick } from './picks.ts';

/** A person scans the code that a counter shows, and so becomes the giver of its parties. @throws CityError CODE_NOT_ACCEPTED */
export function joinRequest(
  giver: Subject,
  code: string,
  { db, codes, clock }: AuthorizationParts,
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const { request, party } = await codes.takeForParty(trx, code);
    const row = await lockRequest(trx, request);
    if (row?.state !== 'waiting' || isOver(row, clock.now())) throw new CityError('CODE_NOT_ACCEPTED');
    await trx
      .updateTable('request_parties')
      .set({ giver })
      .where('request_id', '=', request)
      .where('given_by', '=', party)
      .where('method', '=', 'show')
      .where('giver', 'is', null)
      .execute();
    await announce(trx, request, [giver]);
    return request;
  });
}

/**
 * Agrees to or refuses everything that a request asks of this person, all at once.
 * @throws CityError REQUEST_NOT_FOUND, REQUEST_ENDED, GUARDIAN_NEEDED, WRONG_DIGITS, HOLDER_NEEDED, PICK_REFUSED,
 * ONE_PERSON_TWICE, FACE_OFF, FACE_CONSENT_NEEDED
 */
export async function decide(
  giver: Subject,
  id: string,
  { decision, parts }: { readonly decision: Decide; readonly parts: AuthorizationParts },
): Promise<void> {
  const date = civilDateOf(parts.clock.now());
  // Somebody else holds the phone of the dead.
  const isDead = await parts.credentials.isDeceased(giver);
  const outcome = await parts.db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    const own = (await partiesOf(trx, id)).filter((party) => party.giver === giver);
    if (request === undefined || own.length === 0) throw new CityError('REQUEST_NOT_FOUND');
    if (request.state !== 'waiting' || isOver(request, parts.clock.now()))
      throw new CityError('REQUEST_ENDED');
    if (decision.decision === 'agree' && (await ageGroupOf(trx, giver, date)) === 'child')
      throw new CityError('GUARDIAN_NEEDED');
    if (decision.decision === 'refuse' || isDead)
      return endRequest(trx, request, { state: 'refused', outcome: 'refused', parts });
    if (own.some(({ digits }) => digits !== null && digits !== decision.digits)) {
      // Ended and not counted down: a relayed guess is right one time in three.
      await endRequest(trx, request, { state: 'refused', outcome: 'wrong-digits', parts });
      return 'WRONG_DIGITS' as const;
    }
    const { holders, picks } = decision;
    // To what a slip stands for they agreed when they made it.
    const asked = own.filter(({ method }) => method !== 'slip');
    return agreeTo(trx, request, { giver, own: asked, holders, picks, parts });
  });
  if (outcome === 'WRONG_DIGITS') throw new CityError('WRONG_DIGITS');
}

/** What one giver agrees to: parties, for whom by role, and which of several credentials by role and type. */
export type Agreement = {
  readonly giver: Subject;
  readonly own: Awaited<ReturnType<typeof partiesOf>>;
  readonly holders: Decide['holders'];
  readonly picks: Decide['picks'];
  /** True where two officers say so in the giver's place. */
  readonly isByOfficers?: boolean;
  readonly parts: AuthorizationParts;
};

/**
 * Agrees to these parties of a waiting request, and approves it with the last. Whose giver may act for nobody is refused.
 * @throws CityError HOLDER_NEEDED, PICK_REFUSED, ONE_PERSON_TWICE; FACE_OFF, FACE_CONSENT_NEEDED where a face is no longer taken
 */
export async function agreeTo(
  trx: Kysely<Tables>,
  request: LockedRequest,
  { giver, own, holders, picks, isByOfficers = false, parts }: Agreement,
): Promise<undefined> {
  await holdRecognised(trx, own);
  const authorities = await authoritiesOf(trx, giver, { date: civilDateOf(parts.clock.now()) });
  for (const party of own) {
    // Whom a face showed is meant, and nobody else.
    const shown = party.face_subject === giver ? null : party.face_subject;
    const named = shown ?? holders[party.subject];
    const authority = authorityFor(giver, { party, authorities, asked: askedOf(request, party), named });
    // Having nobody to act for looks like not having agreed.
    if (authority === undefined)
      return endRequest(trx, request, { state: 'refused', outcome: 'refused', parts });
    const { holder, kind } = authority;
    const items = await pick(party.items, { holder, picks: picks[party.subject] ?? {}, parts });
    const agreed_by = isByOfficers ? null : kind;
    await trx
      .updateTable('request_parties')
      .set({ state: 'agreed', holder, agreed_by, items: JSON.stringify(items) as never })
      .where('request_id', '=', request.id)
      .where('subject', '=', party.subject)
      .execute();
  }
  await checkTwoPeople(trx, request.id);
  return approveIfComplete(trx, request, parts);
}

/** The counter says whether the masked name is that of who stands there. @throws CityError REQUEST_NOT_FOUND, REQUEST_ENDED, NOT_AUTHORIZED */
export function confirmPerson(
  asker: AskerName,
  id: string,
  { same, parts }: { readonly same: boolean; readonly parts: AuthorizationParts },
): Promise<void> {
  return parts.db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    if (request === undefined || !isRequestOf(asker, request)) throw new CityError('REQUEST_NOT_FOUND');
    if (isOver(request, parts.clock.now())) throw new CityError('REQUEST_ENDED');
    if (request.state === 'waiting') throw new CityError('NOT_AUTHORIZED');
    if (!same) return endRequest(trx, request, { state: 'refused', outcome: 'not-this-person', parts });
    await trx
      .updateTable('request_parties')
      .set({ confirmed: true })
      .where('request_id', '=', id)
      .where('confirmed', 'is not', null)
      .execute();
    await announce(trx, id, []);
  });
}
