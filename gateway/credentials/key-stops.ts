/** Keys that sign nothing any more: told in the database, so that every gateway heeds it, and waited for where one is signing. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** First key of the advisory locks under which a department's keys sign and are stopped. */
const LOCKS = 0x6b6579;

/** Stops a key for good, in all gateways; a transaction that chose it before may still be signing. */
export async function stopKey(
  db: Kysely<Tables>,
  { department, kid, now }: { readonly department: string; readonly kid: string; readonly now: Date },
): Promise<void> {
  await db
    .insertInto('stopped_keys')
    .values({ department, kid, stopped_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Resolves once every transaction that holds the department's keys has ended: later ones see what was stopped before. */
export async function awaitSigners(db: Kysely<Tables>, department: string): Promise<void> {
  await db
    .transaction()
    .execute((trx) => sql`select pg_advisory_xact_lock(${LOCKS}, hashtext(${department}))`.execute(trx));
}

/**
 * Keeps these departments' keys from being ended until the caller's transaction is over, and tells which of them were
 * stopped before: whoever signs in the transaction chooses among the others.
 */
export async function holdKeys(
  trx: Kysely<Tables>,
  departments: readonly string[],
): Promise<readonly string[]> {
  // In one order, and in a statement of its own: what is read must be as of after the locks.
  const ordered = [...new Set(departments)].toSorted();
  await sql`
    select pg_advisory_xact_lock_shared(${LOCKS}, hashtext(department)) from unnest(${ordered}::text[]) as department
  `.execute(trx);
  const rows = await trx
    .selectFrom('stopped_keys')
    .select('kid')
    .where(sql<boolean>`department = any(${ordered}::text[])`)
    .execute();
  return rows.map(({ kid }) => kid);
}

/** All keys that were ever stopped. */
export async function readStopped(db: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await db.selectFrom('stopped_keys').select('kid').execute();
  return rows.map(({ kid }) => kid);
}
