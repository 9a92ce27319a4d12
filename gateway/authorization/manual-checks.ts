/** Checks by hand of slips that were brought twice: both windows see them, and each settles its side with a note. */
import { type Kysely, sql } from 'kysely';
import type { ManualCheck } from '../../sdk/schemas/slips.ts';
import { slipNumber } from '../../sdk/slip/ticket.ts';
import type { StaffCaller } from '../actor.ts';
import { type Page, type Paging, pageOf } from '../database/pages.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { newId } from '../ids.ts';
import { announce } from './changes.ts';
import type { AuthorizationParts } from './parts.ts';

type Parts = Pick<AuthorizationParts, 'db' | 'clock' | 'credentials'>;

/** What followers of a window's news listen to. */
export const windowName = (code: string): string => `window/${code}`;

const contextOf = (check: string, window: string): string => `manual-check/${check}/${window}`;

const checksAt = (db: Kysely<Tables>, window: string) =>
  db
    .selectFrom('manual_checks')
    .where((where) => where.or([where('first_window', '=', window), where('second_window', '=', window)]));

/** Checks of a window, those that it hasn't settled first, then newest first; `next` is how many to leave out. */
export async function listManualChecks(
  window: string,
  { limit, next }: Paging,
  parts: Parts,
): Promise<Page<ManualCheck>> {
  const own = checksAt(parts.db, window);
  const { total } = await own.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await own
    .innerJoin('slips', 'slips.id', 'manual_checks.slip_id')
    .selectAll('manual_checks')
    .select('slips.matter')
    .orderBy(
      sql`exists (select from manual_check_notes n where n.check_id = manual_checks.id and n."window" = ${window})`,
    )
    .orderBy('second_at', 'desc')
    .orderBy('manual_checks.id')
    .limit(limit)
    .offset(next)
    .execute();
  const items: ManualCheck[] = [];
  for (const row of rows) {
    const notes = await readNotes(row, parts);
    items.push({
      id: row.id,
      slip: slipNumber(row.slip_id),
      matter: row.matter,
      first: { window: row.first_window, at: row.first_at.toISOString() },
      second: { window: row.second_window, at: row.second_at.toISOString() },
      tries: row.tries,
      open: !notes.some((note) => note.window === window),
      notes,
    });
  }
  return pageOf(items, { total, next });
}

async function readNotes(
  { id, subject }: { readonly id: string; readonly subject: string },
  { db, credentials }: Parts,
): Promise<ManualCheck['notes']> {
  const rows = await db
    .selectFrom('manual_check_notes')
    .selectAll()
    .where('check_id', '=', id)
    .orderBy('settled_at')
    .execute();
  const key = rows.length === 0 ? undefined : await credentials.subjectKey(subject);
  return rows.map(({ window, officer, settled_at, sealed }) => ({
    ...{ window, officer, at: settled_at.toISOString() },
    note: key === undefined || sealed === null ? null : key.open(sealed, contextOf(id, window)).toString(),
  }));
}

/**
 * Settles a check for the windows of a clerk that it concerns. A note may name somebody, so it is sealed under the key of
 * whom the slip is about and goes with it.
 * @throws CityError MANUAL_CHECK_NOT_FOUND where none of the clerk's windows has it open
 */
export async function settleManualCheck(
  { staff, windows }: Pick<StaffCaller, 'staff' | 'windows'>,
  id: string,
  { note, parts: { db, clock, credentials } }: { readonly note: string; readonly parts: Parts },
): Promise<void> {
  const check = await db.selectFrom('manual_checks').selectAll().where('id', '=', id).executeTakeFirst();
  const sides = [...new Set([check?.first_window, check?.second_window])].filter(
    (window) => window !== undefined && windows.includes(window),
  );
  if (check === undefined || sides.length === 0) throw new CityError('MANUAL_CHECK_NOT_FOUND');
  const key = await credentials.subjectKey(check.subject);
  await db.transaction().execute(async (trx) => {
    const settled = await trx
      .insertInto('manual_check_notes')
      .values(
        sides.map((window = '') => ({
          ...{ check_id: id, window, officer: staff, settled_at: clock.now() },
          sealed: key?.seal(Buffer.from(note), contextOf(id, window)) ?? null,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('window')
      .execute();
    if (settled.length === 0) throw new CityError('MANUAL_CHECK_NOT_FOUND');
    await announce(trx, newId(), [windowName(check.first_window), windowName(check.second_window)]);
  });
}
