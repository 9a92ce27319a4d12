/** How requests end: taken back, out of time, or refused; each whom they reached keeps a receipt. */
import { type Kysely, sql } from 'kysely';
import type { Asker, Subject } from '../actor.ts';
import type { RequestState } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import type { AccessOutcome } from './access.ts';
import { agreedByOf, officersOf } from './authorization.ts';
import { announceAll } from './changes.ts';
import type { AuthorizationParts } from './parts.ts';

const MOST_SWEPT = 100;

export type LockedRequest = NonNullable<Awaited<ReturnType<typeof lockRequest>>>;

/** The asker withdraws, or a person takes back what was not used yet. @throws CityError REQUEST_NOT_FOUND, REQUEST_ENDED */
export function withdraw(
  by: AskerName | { readonly person: Subject },
  id: string,
  parts: AuthorizationParts,
): Promise<void> {
  return parts.db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    const isTheirs =
      'client' in by
        ? isRequestOf(by, request)
        : (await partiesOf(trx, id)).some((party) => concerns(party, by.person));
    if (request === undefined || !isTheirs) throw new CityError('REQUEST_NOT_FOUND');
    if (isOver(request, parts.clock.now())) throw new CityError('REQUEST_ENDED');
    await endRequest(trx, request, { state: 'withdrawn', outcome: 'withdrawn', parts });
  });
}

/** Ends requests whose time is over; several gateways share the work. Returns how many. */
export function expireRequests(parts: AuthorizationParts): Promise<number> {
  return parts.db.transaction().execute(async (trx) => {
    const late = await trx
      .selectFrom('requests')
      .selectAll()
      .where('state', 'in', ['waiting', 'approved'])
      .where('expires_at', '<=', parts.clock.now())
      .limit(MOST_SWEPT)
      .forUpdate()
      .skipLocked()
      .execute();
    await endRequests(trx, late, { state: 'expired', outcome: 'expired', parts });
    return late.length;
  });
}

/** The request, locked until the transaction ends. */
export function lockRequest(trx: Kysely<Tables>, id: string) {
  return trx.selectFrom('requests').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** True where a request has ended, or its time is over and only the sweep is still to come. */
export const isOver = (
  { state, expires_at }: Pick<LockedRequest, 'state' | 'expires_at'>,
  now: Date,
): boolean => (state !== 'waiting' && state !== 'approved') || expires_at <= now;

/** An asker as far as it owns requests. */
export type AskerName = Pick<Asker, 'client' | 'officer'>;

/** True for the asker's own request: a clerk's are the clerk's alone, and their department's system sees them as well. */
export const isRequestOf = (
  { client, officer }: AskerName,
  request: Pick<LockedRequest, 'client' | 'officer'> | undefined,
): boolean => request?.client === client && (officer === undefined || request.officer === officer);

/** The parties of a request. */
export function partiesOf(trx: Kysely<Tables>, id: string) {
  return trx.selectFrom('request_parties').selectAll().where('request_id', '=', id).execute();
}

/** True where a party is this person's business: they are asked, or somebody agreed in their place. */
export const concerns = (
  party: { readonly giver: Subject | null; readonly holder: Subject | null },
  person: Subject,
): boolean => party.giver === person || party.holder === person;

type End = {
  readonly state: RequestState;
  readonly outcome: AccessOutcome;
  readonly parts: Pick<AuthorizationParts, 'clock' | 'recordAccess'>;
};

/** Ends a request for everybody in it, and leaves each whom it reached a receipt. */
export async function endRequest(trx: Kysely<Tables>, request: LockedRequest, end: End): Promise<undefined> {
  await endRequests(trx, [request], end);
}

/** Ends requests; their receipts are written in one go, since chains must be locked in one order by everybody. */
export async function endRequests(
  trx: Kysely<Tables>,
  requests: readonly LockedRequest[],
  { state, outcome, parts }: End,
): Promise<void> {
  if (requests.length === 0) return;
  const ids = requests.map(({ id }) => id);
  await trx
    .updateTable('requests')
    .set({ state, ended_because: outcome, ended_at: sql`least(expires_at, ${parts.clock.now()})` })
    .where('id', 'in', ids)
    .execute();
  await trx.deleteFrom('codes').where('request_id', 'in', ids).execute();
  const parties = await trx
    .selectFrom('request_parties')
    .selectAll()
    .where('request_id', 'in', ids)
    .orderBy('subject')
    .execute();
  const partiesIn = Map.groupBy(parties, ({ request_id }) => request_id);
  const accesses = requests.flatMap(({ id, client, department, matter, window, officer }) =>
    (partiesIn.get(id) ?? []).flatMap(
      ({ holder, giver, subject, items, method, officers, agreed_by, face }) => {
        const reached = holder ?? giver;
        if (reached === null) return [];
        const agreedBy = agreedByOf({ agreedBy: agreed_by, method, holder });
        const asked = items.map(({ credentialType, fields }) => ({ credentialType, fields, outcome }));
        const about = { request: id, client, department, matter, window, role: subject, method };
        const who = { officers: officersOf(officer, { officers }) };
        return [
          {
            ...{ holder: reached, outcome, items: asked, ...about, ...who },
            ...(agreedBy === undefined ? {} : { agreedBy }),
            ...(face === null ? {} : { face }),
          },
        ];
      },
    ),
  );
  await keepLeaves(trx, accesses, await parts.recordAccess(trx, accesses));
  await announceAll(
    trx,
    ids.map((id) => ({
      request: id,
      people: (partiesIn.get(id) ?? []).flatMap(({ giver, holder }) => [giver, holder]),
    })),
  );
}

/** So that the asker as well can say which entry of the access log stands for what it did. */
async function keepLeaves(
  trx: Kysely<Tables>,
  accesses: readonly { readonly request: string; readonly role: string }[],
  leaves: readonly string[],
): Promise<void> {
  await sql`
    update request_parties set leaf = kept.leaf
    from unnest(
      ${accesses.map(({ request }) => request)}::uuid[],
      ${accesses.map(({ role }) => role)}::text[],
      ${leaves}::text[]) as kept (request, role, leaf)
    where request_id = kept.request and subject = kept.role
  `.execute(trx);
}
