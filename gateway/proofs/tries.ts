/** Tries that an authorization refused: counted while their minute lasts, and one receipt for each asker when it is over. */
import { type Kysely, sql } from 'kysely';
import type { AccessOutcome } from '../authorization/access.ts';
import {
  type Authorization,
  agreedByOf,
  isAsker,
  officersOf,
  type Use,
} from '../authorization/authorization.ts';
import type { Tables } from '../database/tables.ts';
import { hasCode } from '../errors.ts';
import type { Access } from './receipts.ts';
import { REPEAT_KEPT } from './repeats.ts';

const MINUTE = 60_000;
const MOST_AT_ONCE = 200;

/**
 * Why a try was not answered: it was used, answering failed, somebody else tried, or how the request stood. A receipt
 * says so, which the asker was told less of.
 */
export type TryReason =
  | 'used'
  | 'failed'
  | 'not-the-asker'
  | 'not-confirmed'
  | 'waiting'
  | 'refused'
  | 'expired'
  | 'withdrawn';

/** One try that was not answered, by whom, on which request and why. */
export type Try = { readonly id: string; readonly client: string; readonly reason: TryReason };

type Outcome = { readonly authorization: Authorization; readonly error: unknown; readonly now: Date };

/** The try as it is counted; `authorization` is as it stands after it. */
export function tryOf(use: Use, outcome: Outcome): Try {
  return { id: use.id, client: use.client, reason: reasonOf(use, outcome) };
}

function reasonOf(use: Use, { authorization, error, now }: Outcome): TryReason {
  if (!hasCode(error, 'AUTHORIZATION_USED') && !hasCode(error, 'NOT_AUTHORIZED')) return 'failed';
  const { state, expiresAt, parties } = authorization;
  if (state === 'answered') return 'used';
  if (!isAsker(authorization, use)) return 'not-the-asker';
  if (state === 'approved' || state === 'waiting') {
    if (expiresAt <= now) return 'expired';
    if (state === 'waiting') return 'waiting';
    return parties.some(({ confirmed }) => confirmed === false) ? 'not-confirmed' : 'failed';
  }
  return state;
}

/** Counts tries, those of one batch in one statement. */
export async function countTries(db: Kysely<Tables>, tries: readonly Try[], now: Date): Promise<void> {
  if (tries.length === 0) return;
  const minute = new Date(Math.floor(now.getTime() / MINUTE) * MINUTE);
  await sql`
    insert into receipt_tries (request_id, client, minute, reason, count)
    select id, client, ${minute.toISOString()}::timestamptz, reason, count(*)
    from unnest(${tries.map(({ id }) => id)}::uuid[], ${tries.map(({ client }) => client)}::text[],
      ${tries.map(({ reason }) => reason)}::text[]) as t (id, client, reason)
    group by id, client, reason order by id, client, reason
    on conflict (request_id, client, minute, reason) do update set count = receipt_tries.count + excluded.count
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
    const { rows } = await sql<CountedTries>`
      delete from receipt_tries where (request_id, client, minute, reason) in (
        select request_id, client, minute, reason from receipt_tries
        where minute <= ${new Date(now.getTime() - MINUTE).toISOString()}::timestamptz
        order by minute limit ${MOST_AT_ONCE} for update skip locked)
      returning request_id as id, client, minute, reason, count
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

type CountedTries = Try & { readonly minute: Date; readonly count: number };

function accessesOf(
  { client, minute, reason, count }: CountedTries,
  request: Authorization | undefined,
): { readonly access: Access; readonly minute: number }[] {
  if (request === undefined) return [];
  return request.parties.flatMap((party) => {
    const { holder, giver, subject, items, method } = party;
    const reached = holder ?? giver;
    if (reached === null) return [];
    const agreedBy = agreedByOf(party);
    const { outcome, ofItems } = told(reason);
    const access: Access = {
      holder: reached,
      outcome,
      request: request.id,
      client,
      department: client === request.client ? request.department : null,
      matter: request.matter,
      window: client === request.client ? request.window : null,
      role: subject,
      method,
      officers: client === request.client ? officersOf(request.officer, party) : [],
      ...(agreedBy === undefined ? {} : { agreedBy }),
      ...(party.face === null ? {} : { face: party.face }),
      items: items.map(({ credentialType, fields }) => ({ credentialType, fields, outcome: ofItems })),
      tries: count,
    };
    return [{ access, minute: minute.getTime() }];
  });
}

/** What a receipt says of the try, and of each item that was asked for. */
function told(reason: TryReason): { readonly outcome: AccessOutcome; readonly ofItems: string } {
  if (reason === 'used') return { outcome: 'used', ofItems: 'none' };
  if (reason === 'failed') return { outcome: 'failed', ofItems: 'none' };
  return { outcome: 'not-authorized', ofItems: reason };
}
