/** How many eight-digit numbers may still be wrong at a window and in its department, so that nobody guesses them. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';

const WRONG_A_WINDOW = 5;
const WRONG_A_DEPARTMENT = 20;
const COUNTED_MINUTES = 10;

/** Where numbers are entered. */
export type Place = { readonly department: string; readonly window: string };

/** Since when wrong numbers count, at a time. */
export const countedSince = (now: Date): Date => new Date(now.getTime() - COUNTED_MINUTES * 60_000);

/**
 * How many more may be wrong there. Until the transaction ends nobody else in the department enters any: guesses side by
 * side would all see the count from before.
 */
export async function lockTriesLeft(
  trx: Kysely<Tables>,
  { department, window }: Place,
  now: Date,
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`numbers/${department}`}))`.execute(trx);
  const { rows } = await sql<{ here: number; there: number }>`
    select count(*) filter (where "window" = ${window}) as here, count(*) as there
    from number_failures where department = ${department} and failed_at > ${countedSince(now)}
  `.execute(trx);
  const [{ here, there } = { here: 0, there: 0 }] = rows;
  return Math.min(WRONG_A_WINDOW - here, WRONG_A_DEPARTMENT - there);
}

/** Counts so many as wrong; it stays counted only where the transaction is committed. */
export async function countWrong(
  trx: Kysely<Tables>,
  { department, window }: Place,
  { count, now }: { readonly count: number; readonly now: Date },
): Promise<void> {
  const wrong = { department, window, failed_at: now };
  await trx
    .insertInto('number_failures')
    .values(Array.from({ length: count }, () => wrong))
    .execute();
}
