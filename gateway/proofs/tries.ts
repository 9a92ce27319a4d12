/** Tries that an authorization refused: counted while their minute lasts, and one receipt for each asker when it is over. */
import { type Kysely, sql } from 'kysely';
import type { Authorization } from '../authorization/authorization.ts';
import type { Tables } from '../database/tables.ts';
import type { Access } from './receipts.ts';
import { REPEAT_KEPT } from './repeats.ts';

const MINUTE = 60_000;
const MOST_AT_ONCE = 200;

/** One refused try, by whom and on which request. */
export type Try = { readonly id: string; readonly client: string };

/** Counts tries, those of one batch in one statement. */
export async function countTries(db: Kysely<Tables>, tries: readonly Try[], now: Date): Promise<void> {
  if (tries.length === 0) return;
  const minute = new Date(Math.floor(now.getTime() / MINUTE) * MINUTE);
  await sql`
    insert into receipt_tries (request_id, client, minute, count)
    select id, client, ${minute.toISOString()}::timestamptz, count(*)
    from unnest(${tries.map(({ id }) => id)}::uuid[], ${tries.map(({ client }) => client)}::text[]) as t (id, client)
    group by id, client order by id, client
    on conflict (request_id, client, minute) do update set count = receipt_tries.count + excluded.count
  `.execute(db);
}

export type CloseTriesParts = {
  readonly db: Kysely<Tables>;
  readonly readAuthorizations: (
    db: Kysely<Tables>,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, Authorization>>;
  readonly recordAccess: (trx: Kysely<Tables>, accesses: readonly Access[], now: Date) => Promise<unknown>;
};

/** Turns the tries of all minutes that are over into receipts, and forgets which uses can't be repeated any more. */
export async function closeTries(parts: CloseTriesParts, now: Date): Promise<void> {
  while ((await closeSome(parts, now)) === MOST_AT_ONCE);
  await parts.db
    .deleteFrom('receipt_firsts')
    .where('at', '<', new Date(now.getTime() - 1000 * REPEAT_KEPT))
    .execute();
}

function closeSome({ db, readAuthorizations, recordAccess }: CloseTriesParts, now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string; client: string; minute: Date; count: number }>`
      delete from receipt_tries where (request_id, client, minute) in (
        select request_id, client, minute from receipt_tries
        where minute <= ${new Date(now.getTime() - MINUTE).toISOString()}::timestamptz
        order by minute limit ${MOST_AT_ONCE} for update skip locked)
      returning request_id as id, client, minute, count
    `.execute(trx);
    if (rows.length === 0) return 0;
    const requests = await readAuthorizations(trx, [...new Set(rows.map(({ id }) => id))]);
    const accesses = rows.flatMap((row) => accessesOf(row, requests.get(row.id)));
    // The last moment of the minute in which they happened: their leaves belong to it.
    for (const minute of new Set(accesses.map((access) => access.minute)))
      await recordAccess(
        trx,
        accesses.filter((access) => access.minute === minute).map(({ access }) => access),
        new Date(minute + MINUTE - 1),
      );
    return rows.length;
  });
}

function accessesOf(
  { client, minute, count }: { readonly client: string; readonly minute: Date; readonly count: number },
  request: Authorization | undefined,
): { readonly access: Access; readonly minute: number }[] {
  if (request === undefined) return [];
  return request.parties.flatMap(({ holder, subject, items }) => {
    if (holder === null) return [];
    const access: Access = {
      holder,
      outcome: 'used',
      request: request.id,
      client,
      department: client === request.client ? request.department : null,
      matter: request.matter,
      window: client === request.client ? request.window : null,
      role: subject,
      items: items.map(({ credentialType, fields }) => ({ credentialType, fields, outcome: 'none' })),
      tries: count,
    };
    return [{ access, minute: minute.getTime() }];
  });
}
