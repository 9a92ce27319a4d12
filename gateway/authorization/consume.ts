/** How authorizations are used up: each by one try, and only while everybody lives who agreed, and may still act for whom they agreed for. */
import { type Kysely, sql } from 'kysely';
import { NOBODY } from '../catalog/roles.ts';
import { civilDateOf } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { type Authority, authoritiesOf } from './authorities.ts';
import { MOST_REPEATS, REPEAT_WITHIN, type Use, type UseOutcome } from './authorization.ts';
import { endRequests, type LockedRequest } from './endings.ts';
import { askedOf, authorityFor } from './holders.ts';
import type { AuthorizationParts } from './parts.ts';

type Parts = Pick<AuthorizationParts, 'clock' | 'recordAccess'>;

/**
 * Uses authorizations up, many in one statement: each approved one is consumed by exactly one try, whoever else tries
 * at the same time. One to which somebody agreed who died since, or for another whom they may not act for any more, is
 * refused instead. The same client with the same nonce may repeat within two minutes, three times at most.
 */
export async function consumeRequests(
  trx: Kysely<Tables>,
  uses: readonly Use[],
  parts: Parts,
): Promise<readonly UseOutcome[]> {
  const now = parts.clock.now();
  const outcomes: UseOutcome[] = [];
  const fresh = firstOfEach(uses);
  await refuseUnfounded(trx, fresh, parts);
  const consumed = new Set<string>();
  const { rows } = await sql<{ id: string }>`
    update requests set state = 'answered', answered_at = ${now}
    from unnest(${fresh.map(({ id }) => id)}::uuid[], ${fresh.map(({ client }) => client)}::text[], ${fresh.map(({ nonce }) => nonce)}::text[])
      as try (id, client, nonce)
    where requests.id = try.id and requests.client = try.client and requests.nonce = try.nonce
      and state = 'approved' and expires_at > ${now}
      and not exists (select from request_parties p where p.request_id = requests.id and p.confirmed is false)
    returning requests.id
  `.execute(trx);
  for (const { id } of rows) consumed.add(id);
  for (const use of uses) {
    if (fresh.includes(use) && consumed.has(use.id)) outcomes.push('consumed');
    else outcomes.push(await repeatOrRefuse(trx, use, now));
  }
  return outcomes;
}

/** Ends those to which somebody agreed who is dead, or for another and may not any more; what stays founded does so until the transaction ends. */
async function refuseUnfounded(trx: Kysely<Tables>, uses: readonly Use[], parts: Parts): Promise<void> {
  const requests = await lockDoubtful(trx, uses, parts.clock.now());
  if (requests.length === 0) return;
  const unfounded = await unfoundedAmong(trx, requests, civilDateOf(parts.clock.now()));
  await endRequests(trx, unfounded, { state: 'refused', outcome: 'authority-ended', parts });
}

/** Parties whose yes may have lost its ground: somebody's for another, and that of one who died. Nobody's is the officers'. */
const mayBeUnfounded = sql<boolean>`p.giver is not null and p.given_by <> ${NOBODY}
  and (p.holder <> p.giver or p.giver in (select subject from deceased_subjects))`;

/** Of the requests that these tries would use up, those with such a party; locked in one order by everybody. */
async function lockDoubtful(
  trx: Kysely<Tables>,
  uses: readonly Use[],
  now: Date,
): Promise<readonly LockedRequest[]> {
  const ids = uses.map(({ id }) => id);
  const found = await trx
    .selectFrom('requests')
    .selectAll()
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where('state', '=', 'approved')
    .where('expires_at', '>', now)
    .where(
      sql<boolean>`exists (select from request_parties p where p.request_id = requests.id and ${mayBeUnfounded})`,
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  // A stranger's try ends nothing.
  return found.filter(({ id, client, nonce }) =>
    uses.some((use) => use.id === id && use.client === client && use.nonce === nonce),
  );
}

async function unfoundedAmong(
  trx: Kysely<Tables>,
  requests: readonly LockedRequest[],
  date: string,
): Promise<LockedRequest[]> {
  const parties = await trx
    .selectFrom('request_parties as p')
    .selectAll()
    .select(sql<boolean>`p.giver in (select subject from deceased_subjects)`.as('is_of_dead'))
    .where(sql<boolean>`request_id = any(${requests.map(({ id }) => id)}::uuid[])`)
    .where(mayBeUnfounded)
    .orderBy('giver')
    .execute();
  const partiesIn = Map.groupBy(parties, ({ request_id }) => request_id);
  const held = new Map<string, readonly Authority[]>();
  for (const { giver } of parties)
    if (giver !== null && !held.has(giver))
      held.set(giver, await authoritiesOf(trx, giver, { date, hold: true }));
  return requests.filter((request) =>
    (partiesIn.get(request.id) ?? []).some((party) => {
      const { giver, holder, is_of_dead } = party;
      if (giver === null || holder === null || is_of_dead) return true;
      const authorities = held.get(giver) ?? [];
      const asked = askedOf(request, party);
      return authorityFor(giver, { party, authorities, asked, named: holder }) === undefined;
    }),
  );
}

/** Of several tries on one authorization in a batch the first that fits goes ahead. */
function firstOfEach(uses: readonly Use[]): Use[] {
  const seen = new Set<string>();
  return uses.filter(({ id, client, nonce }) => {
    const name = `${id} ${client} ${nonce}`;
    const isFirst = !seen.has(name);
    seen.add(name);
    return isFirst;
  });
}

async function repeatOrRefuse(
  trx: Kysely<Tables>,
  { id, client, nonce }: Use,
  now: Date,
): Promise<UseOutcome> {
  const since = new Date(now.getTime() - 1000 * REPEAT_WITHIN);
  const repeated = await trx
    .updateTable('requests')
    .set({ repeats: sql`repeats + 1` })
    .where('id', '=', id)
    .where('client', '=', client)
    .where('nonce', '=', nonce)
    .where('state', '=', 'answered')
    .where('answered_at', '>', since)
    .where('repeats', '<', MOST_REPEATS)
    .returning('id')
    .executeTakeFirst();
  if (repeated !== undefined) return 'repeat';
  const request = await trx
    .selectFrom('requests')
    .select(['state', 'client', 'nonce'])
    .where('id', '=', id)
    .executeTakeFirst();
  // Whoever isn't the asker with its own nonce learns nothing of the state.
  const isAsker = request?.client === client && request.nonce === nonce;
  return isAsker && request.state !== 'answered' ? 'NOT_AUTHORIZED' : 'AUTHORIZATION_USED';
}
