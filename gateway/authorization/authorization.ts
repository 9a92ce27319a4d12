/** An authorization: what subjects permitted, for one matter, one use, minutes long; and how it is used up. */
import { type Kysely, sql } from 'kysely';
import type { Subject } from '../actor.ts';
import type { PartyItem, RequestState } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';

/** Seconds within which the same question may be answered again, and how often: a lost answer costs nobody an approval. */
export const REPEAT_WITHIN = 120;
export const MOST_REPEATS = 3;

export type AuthorizedParty = {
  readonly subject: string;
  readonly giver: Subject | null;
  readonly holder: Subject | null;
  readonly confirmed: boolean | null;
  readonly items: readonly PartyItem[];
};

export type Authorization = {
  readonly id: string;
  readonly client: string;
  readonly department: string;
  readonly matter: string;
  readonly nonce: string;
  readonly window: string;
  readonly conditions: readonly string[];
  readonly state: RequestState;
  readonly expiresAt: Date;
  readonly answeredAt: Date | null;
  readonly parties: readonly AuthorizedParty[];
};

/** The request with its parties in a fixed order; undefined for none. */
export async function readAuthorization(db: Kysely<Tables>, id: string): Promise<Authorization | undefined> {
  return (await readAuthorizations(db, [id])).get(id);
}

/** Those of the requests that there are, by id, in one query. */
export async function readAuthorizations(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Authorization>> {
  const { rows } = await sql<Authorization>`
    select id, client, department, matter, nonce, "window", conditions, state,
      expires_at as "expiresAt", answered_at as "answeredAt", (
        select coalesce(json_agg(json_build_object(
          'subject', subject, 'giver', giver, 'holder', holder, 'confirmed', confirmed, 'items', items
        ) order by subject), '[]')
        from request_parties where request_id = requests.id) as parties
    from requests where id = any(${ids}::uuid[])
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** One try to use an authorization. */
export type Use = { readonly id: string; readonly client: string; readonly nonce: string };

/** True where it is the request's own asker that tries, with the nonce of the request. */
export const isAsker = (
  known: Authorization | undefined,
  { client, nonce }: Pick<Use, 'client' | 'nonce'>,
): known is Authorization => known?.client === client && known.nonce === nonce;

export type UseOutcome = 'consumed' | 'repeat' | 'AUTHORIZATION_USED' | 'NOT_AUTHORIZED';

/**
 * Uses authorizations up, many in one statement: each approved one is consumed by exactly one try, whoever else tries
 * at the same time. The same client with the same nonce may repeat within two minutes, three times at most.
 */
export async function consumeRequests(
  trx: Kysely<Tables>,
  uses: readonly Use[],
  now: Date,
): Promise<readonly UseOutcome[]> {
  const outcomes: UseOutcome[] = [];
  const fresh = firstOfEach(uses);
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
