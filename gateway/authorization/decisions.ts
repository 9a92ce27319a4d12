/** What people and counters decide about a request, and how it ends. */
import type { Kysely } from 'kysely';
import type { Decide } from '../../sdk/schemas/requests.ts';
import type { Subject } from '../actor.ts';
import type { PartyItem } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { announce } from './changes.ts';
import { endRequest, isOver, type LockedRequest, lockRequest, partiesOf } from './endings.ts';
import { checkTwoPeople, holderOf } from './holders.ts';
import { REQUEST_LIFE } from './insert-request.ts';
import type { AuthorizationParts } from './parts.ts';

/** A person scans the code that a counter shows, and so becomes the giver of its party. @throws CityError CODE_NOT_ACCEPTED */
export function joinRequest(
  giver: Subject,
  code: string,
  { db, codes, clock }: AuthorizationParts,
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const { request, party } = await codes.takeForParty(trx, code);
    const row = await lockRequest(trx, request);
    if (row?.state !== 'waiting' || isOver(row, clock.now())) throw new CityError('CODE_NOT_ACCEPTED');
    const { given_by } = await trx
      .selectFrom('request_parties')
      .select('given_by')
      .where('request_id', '=', request)
      .where('subject', '=', party)
      .executeTakeFirstOrThrow();
    await trx
      .updateTable('request_parties')
      .set({ giver })
      .where('request_id', '=', request)
      .where('given_by', '=', given_by)
      .where('method', '=', 'show')
      .where('giver', 'is', null)
      .execute();
    await announce(trx, request, [giver]);
    return request;
  });
}

/**
 * Agrees to or refuses everything that a request asks of this person, all at once.
 * @throws CityError REQUEST_NOT_FOUND, REQUEST_ENDED, WRONG_DIGITS, HOLDER_NEEDED, PICK_REFUSED, ONE_PERSON_TWICE
 */
export async function decide(
  giver: Subject,
  id: string,
  { decision, parts }: { readonly decision: Decide; readonly parts: AuthorizationParts },
): Promise<void> {
  const authorities = await parts.credentials.authoritiesOf(giver);
  // Somebody else holds the phone of the dead.
  const isDead = await parts.credentials.isDeceased(giver);
  const outcome = await parts.db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    const own = (await partiesOf(trx, id)).filter((party) => party.giver === giver);
    if (request === undefined || own.length === 0) throw new CityError('REQUEST_NOT_FOUND');
    if (request.state !== 'waiting' || isOver(request, parts.clock.now()))
      throw new CityError('REQUEST_ENDED');
    if (decision.decision === 'refuse' || isDead)
      return endRequest(trx, request, { state: 'refused', outcome: 'refused', parts });
    if (own.some(({ digits }) => digits !== null && digits !== decision.digits)) {
      // Ended and not counted down: a relayed guess is right one time in three.
      await endRequest(trx, request, { state: 'refused', outcome: 'wrong-digits', parts });
      return 'WRONG_DIGITS' as const;
    }
    for (const party of own) {
      const holder = holderOf(giver, { party, authorities, named: decision.holders[party.subject] });
      // Having nobody to act for looks like not having agreed.
      if (holder === undefined)
        return endRequest(trx, request, { state: 'refused', outcome: 'refused', parts });
      const items = await pick(party.items, { holder, picks: decision.picks[party.subject] ?? {}, parts });
      await trx
        .updateTable('request_parties')
        .set({ state: 'agreed', holder, items: JSON.stringify(items) as never })
        .where('request_id', '=', id)
        .where('subject', '=', party.subject)
        .execute();
    }
    await checkTwoPeople(trx, id);
    return approveIfComplete(trx, request, parts);
  });
  if (outcome === 'WRONG_DIGITS') throw new CityError('WRONG_DIGITS');
}

/** The counter says whether the masked name is that of who stands there. @throws CityError REQUEST_NOT_FOUND, REQUEST_ENDED, NOT_AUTHORIZED */
export function confirmPerson(
  client: string,
  id: string,
  { same, parts }: { readonly same: boolean; readonly parts: AuthorizationParts },
): Promise<void> {
  return parts.db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    if (request?.client !== client) throw new CityError('REQUEST_NOT_FOUND');
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

async function pick(
  items: readonly PartyItem[],
  {
    holder,
    picks,
    parts,
  }: { holder: Subject; picks: Readonly<Record<string, string>>; parts: AuthorizationParts },
): Promise<PartyItem[]> {
  const picked: PartyItem[] = [];
  for (const item of items) {
    const credentialId = picks[item.credentialType];
    if (credentialId === undefined) {
      picked.push(item);
      continue;
    }
    const candidates = await parts.credentials.candidates(holder, item.credentialType);
    if (!candidates.some(({ id }) => id === credentialId)) throw new CityError('PICK_REFUSED');
    picked.push({ ...item, credentialId });
  }
  return picked;
}

async function approveIfComplete(
  trx: Kysely<Tables>,
  { id }: LockedRequest,
  { clock }: AuthorizationParts,
): Promise<undefined> {
  const all = await trx
    .selectFrom('request_parties')
    .select(['state', 'giver', 'holder'])
    .where('request_id', '=', id)
    .execute();
  if (all.every(({ state }) => state === 'agreed')) {
    const now = clock.now();
    await trx
      .updateTable('requests')
      .set({ state: 'approved', approved_at: now, expires_at: new Date(now.getTime() + 1000 * REQUEST_LIFE) })
      .where('id', '=', id)
      .execute();
  }
  await announce(
    trx,
    id,
    all.flatMap(({ giver, holder }) => [giver, holder]),
  );
}
