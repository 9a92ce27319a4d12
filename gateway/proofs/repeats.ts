/** Which receipt the first answer of a request left, so that a repeat can name it. */
import { type Kysely, sql } from 'kysely';
import type { Subject } from '../actor.ts';
import { REPEAT_WITHIN } from '../authorization/authorization.ts';
import type { Tables } from '../database/tables.ts';

/** Seconds for which first answers are remembered: a little longer than they can be repeated. */
export const REPEAT_KEPT = 2 * REPEAT_WITHIN;

/** A subject's receipt of a request's first answer. */
export type First = { readonly request: string; readonly subject: Subject; readonly number: number };

export async function keepFirsts(trx: Kysely<Tables>, firsts: readonly First[], now: Date): Promise<void> {
  if (firsts.length === 0) return;
  await sql`
    insert into receipt_firsts (request_id, subject, number, at)
    select *, ${now.toISOString()}::timestamptz from unnest(
      ${firsts.map(({ request }) => request)}::uuid[],
      ${firsts.map(({ subject }) => subject)}::text[],
      ${firsts.map(({ number }) => number)}::integer[])
    on conflict do nothing
  `.execute(trx);
}

/** Numbers by request and subject, as `firstName` names them. */
export async function findFirsts(
  trx: Kysely<Tables>,
  requests: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (requests.length === 0) return new Map();
  const rows = await trx
    .selectFrom('receipt_firsts')
    .select(['request_id', 'subject', 'number'])
    .where(sql<boolean>`request_id = any(${requests}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [firstName(row.request_id, row.subject), row.number]));
}

export const firstName = (request: string, subject: Subject): string => `${request} ${subject}`;
