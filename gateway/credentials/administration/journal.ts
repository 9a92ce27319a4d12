/** What was changed for a department, by whom and when: append-only, each entry chained to the one before. */
import { createHash } from 'node:crypto';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import type { journalEntry } from '../../../sdk/schemas/administration.ts';
import { canonicalize } from '../../../sdk/verify/canonical.ts';
import { type Page, type Paging, pageOf } from '../../database/pages.ts';
import type { JournalAction, JournalActor, JournalFacts } from '../../database/tables/figures.ts';
import type { Tables } from '../../database/tables.ts';

/** Something done for a department; `about` holds codes and counts, never a value of a credential. */
export type Deed = {
  readonly department: string;
  readonly actor: JournalActor;
  readonly action: JournalAction;
  readonly about: JournalFacts;
};

type Row = Selectable<Tables['administration_journal']>;
type Entry = z.infer<typeof journalEntry>;

/**
 * Keeps an entry in the transaction of what it tells of: neither is there without the other. Entries of a department
 * wait for each other until the transaction ends, so this comes last in it.
 */
export async function keepEntry(trx: Kysely<Tables>, deed: Deed, now: Date): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`journal/${deed.department}`}))`.execute(trx);
  const last = await trx
    .selectFrom('administration_journal')
    .select(['number', 'hash'])
    .where('department', '=', deed.department)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const entry = { ...deed, number: (last?.number ?? 0) + 1, at: now, previous: last?.hash ?? null };
  await trx
    .insertInto('administration_journal')
    .values({ ...entry, hash: hashOf(entry) })
    .execute();
}

/** SHA-256 of the entry in canonical JSON (RFC 8785), with the hash of the one before in it. */
function hashOf(entry: Omit<Row, 'hash'>): Buffer {
  return createHash('sha256')
    .update(canonicalize({ version: 1, ...contentOf(entry) }))
    .digest();
}

const contentOf = ({ department, number, at, actor, action, about, previous }: Omit<Row, 'hash'>) => ({
  department,
  number,
  at: at.toISOString(),
  actor,
  action,
  about,
  previous: previous?.toString('base64url') ?? null,
});

/** A department's entries, newest first. */
export async function readJournal(
  db: Kysely<Tables>,
  department: string,
  { limit, next }: Paging,
): Promise<Page<Entry>> {
  const own = db.selectFrom('administration_journal').where('department', '=', department);
  const { total } = await own.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await own.selectAll().orderBy('number', 'desc').limit(limit).offset(next).execute();
  const items = rows.map((row) => ({ ...contentOf(row), hash: row.hash.toString('base64url') }));
  return pageOf(items, { total, next });
}
