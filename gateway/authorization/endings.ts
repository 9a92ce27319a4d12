/** How requests end: taken back, out of time, or refused; each whom they reached keeps a receipt. */
import { type Kysely, sql } from 'kysely';
import type { Subject } from '../actor.ts';
import type { RequestState } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import type { AccessOutcome } from './access.ts';
import { announce } from './changes.ts';
import type { AuthorizationParts } from './parts.ts';

const MOST_SWEPT = 100;

export type LockedRequest = NonNullable<Awaited<ReturnType<typeof lockRequest>>>;

/** The asker withdraws, or a person takes back what was not used yet. @throws CityError REQUEST_NOT_FOUND, REQUEST_ENDED */
export function withdraw(
  by: { readonly client: string } | { readonly giver: Subject },
  id: string,
  parts: AuthorizationParts,
): Promise<void> {
  return parts.db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    const isTheirs =
      'client' in by ? request?.client === by.client : (await partiesOf(trx, id, by.giver)).length > 0;
    if (request === undefined || !isTheirs) throw new CityError('REQUEST_NOT_FOUND');
    if (request.state !== 'waiting' && request.state !== 'approved') throw new CityError('REQUEST_ENDED');
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
    for (const request of late)
      await endRequest(trx, request, { state: 'expired', outcome: 'expired', parts });
    return late.length;
  });
}

/** The request, locked until the transaction ends. */
export function lockRequest(trx: Kysely<Tables>, id: string) {
  return trx.selectFrom('requests').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The parts of a request that ask this person. */
export function partiesOf(trx: Kysely<Tables>, id: string, giver: Subject) {
  return trx
    .selectFrom('request_parties')
    .selectAll()
    .where('request_id', '=', id)
    .where('giver', '=', giver)
    .execute();
}

type End = {
  readonly state: RequestState;
  readonly outcome: AccessOutcome;
  readonly parts: AuthorizationParts;
};

/** Ends a request for everybody in it, and leaves each whom it reached a receipt. */
export async function endRequest(
  trx: Kysely<Tables>,
  request: LockedRequest,
  { state, outcome, parts }: End,
): Promise<undefined> {
  await trx
    .updateTable('requests')
    .set({ state, ended_because: outcome })
    .where('id', '=', request.id)
    .execute();
  await sql`delete from codes where request_id = ${request.id}`.execute(trx);
  const parties = await trx
    .selectFrom('request_parties')
    .selectAll()
    .where('request_id', '=', request.id)
    .execute();
  await parts.recordAccess(
    trx,
    parties.flatMap(({ holder, giver, subject, items }) => {
      const reached = holder ?? giver;
      if (reached === null) return [];
      const { id, client, department, matter, window } = request;
      const asked = items.map(({ credentialType, fields }) => ({ credentialType, fields, outcome }));
      return [
        {
          holder: reached,
          outcome,
          request: id,
          client,
          department,
          matter,
          window,
          role: subject,
          items: asked,
        },
      ];
    }),
  );
  await announce(
    trx,
    request.id,
    parties.map(({ giver }) => giver),
  );
}
