/** How imports stand, and which rows were not taken. */
import type { Kysely, Selectable } from 'kysely';
import { type Page, type Paging, pageOf } from '../database/pages.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';

/** How an import stands; rows counted once each. */
export type ImportReport = {
  readonly id: string;
  readonly department: string;
  readonly credentialType: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly rowsRead: number;
  readonly issued: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly faulty: number;
  readonly errorCode: string | null;
  /** RFC 3339; `finishedAt` is null while it runs. */
  readonly createdAt: string;
  readonly finishedAt: string | null;
};

/** A row that was not taken. */
export type ImportFault = { readonly line: number; readonly column: string | null; readonly reason: string };

/** @throws CityError IMPORT_NOT_FOUND */
export async function readReport(db: Kysely<Tables>, id: string): Promise<ImportReport> {
  const row = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new CityError('IMPORT_NOT_FOUND');
  return reportOf(row);
}

/** A department's imports, newest first. */
export async function readReports(
  db: Kysely<Tables>,
  department: string,
  { limit, next }: Paging,
): Promise<Page<ImportReport>> {
  const own = db.selectFrom('imports').where('department', '=', department);
  const { total } = await own.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await own
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(next)
    .execute();
  return pageOf(rows.map(reportOf), { total, next });
}

/** The newest import of each type of a department. */
export async function lastReports(db: Kysely<Tables>, department: string): Promise<readonly ImportReport[]> {
  const rows = await db
    .selectFrom('imports')
    .distinctOn('credential_type')
    .selectAll()
    .where('department', '=', department)
    .orderBy('credential_type')
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(reportOf);
}

function reportOf(row: Selectable<Tables['imports']>): ImportReport {
  const { id, department, state, issued, replaced, unchanged, faulty } = row;
  const counts = { rowsRead: row.rows_read, issued, replaced, unchanged, faulty };
  const times = {
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
  return {
    id,
    department,
    credentialType: row.credential_type,
    state,
    ...counts,
    errorCode: row.error_code,
    ...times,
  };
}

/** Faulty rows after a line, in the order of their lines. */
export function readFaults(
  db: Kysely<Tables>,
  id: string,
  { after = 0, limit = 100 }: { readonly after?: number; readonly limit?: number },
): Promise<ImportFault[]> {
  return db
    .selectFrom('import_faults')
    .select(['line', 'column', 'reason'])
    .where('import_id', '=', id)
    .where('line', '>', after)
    .orderBy('line')
    .limit(limit)
    .execute();
}

/** Ends an import whose file can't be read on; the line, where it is known, is told with its faulty rows. */
export async function fail(
  db: Kysely<Tables>,
  id: string,
  { error, now }: { readonly error: CityError; readonly now: Date },
): Promise<void> {
  const { line } = error.details;
  await db.transaction().execute(async (trx) => {
    const isFirst = await trx
      .updateTable('imports')
      .set((row) => ({
        state: 'failed' as const,
        error_code: error.code,
        finished_at: now,
        faulty: row('faulty', '+', typeof line === 'number' ? 1 : 0),
      }))
      .where('id', '=', id)
      .where('state', '=', 'running')
      .executeTakeFirst();
    if (isFirst.numUpdatedRows === 0n || typeof line !== 'number') return;
    await trx
      .insertInto('import_faults')
      .values({ import_id: id, line, column: null, reason: error.code })
      .execute();
  });
}
