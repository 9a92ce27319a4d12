/** Public figures of months that are over: counted once, an hour after the month's end, and never again. */
import { type Kysely, sql } from 'kysely';
import { civilMonthOf, monthAfter, startOfCivilDate } from '../clock.ts';
import type { FigureKind } from '../database/tables/figures.ts';
import type { Tables } from '../database/tables.ts';

/** The fewest that are published: whoever was one of fewer might be found again. */
export const FEWEST = 10;

/** Milliseconds after a month's end until what was under way then has surely been kept. */
const SETTLING = 3_600_000;

type Cell = {
  readonly department: string;
  readonly matter: string;
  readonly credentialType: string;
  readonly count: number;
};

/** The newest month whose figures can be counted. */
export const lastCompleteMonth = (now: Date): string =>
  monthAfter(civilMonthOf(new Date(now.getTime() - SETTLING)), -1);

/**
 * Counts every month that is over and wasn't counted yet; of several gateways one does. Only what may be published is
 * written, so that what was fewer than ten isn't to be found in the figures by anybody.
 */
export async function closeMonths(db: Kysely<Tables>, now: Date): Promise<void> {
  const last = lastCompleteMonth(now);
  if (await isClosed(db, last)) return;
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('figures'))`.execute(trx);
    if (await isClosed(trx, last)) return;
    const first = (await firstOpenMonth(trx)) ?? last;
    // Before anything happened the last month is counted all the same, so that nobody looks for a first one again.
    const start = first < last ? first : last;
    for (let month = start; month <= last; month = monthAfter(month)) await closeMonth(trx, month, now);
  });
}

async function isClosed(db: Kysely<Tables>, month: string): Promise<boolean> {
  const row = await db
    .selectFrom('figure_months')
    .select('month')
    .where('month', '=', month)
    .executeTakeFirst();
  return row !== undefined;
}

/** The month after the last counted one, or the first in which anything happened; undefined where nothing did. */
async function firstOpenMonth(trx: Kysely<Tables>): Promise<string | undefined> {
  const { rows } = await sql<{ closed: string | null; asked: Date | null; reported: string | null }>`
    select (select max(month) from figure_months) as closed,
      (select min(created_at) from requests) as asked,
      (select left(min(received_on), 7) from papers_asked) as reported
  `.execute(trx);
  const { closed = null, asked = null, reported = null } = rows[0] ?? {};
  if (closed !== null) return monthAfter(closed);
  return [asked === null ? null : civilMonthOf(asked), reported]
    .filter((month) => month !== null)
    .toSorted()[0];
}

async function closeMonth(trx: Kysely<Tables>, month: string, now: Date): Promise<void> {
  await trx.insertInto('figure_months').values({ month, closed_at: now }).execute();
  await publish(trx, month, {
    agreed: byDepartment(await countRequests(trx, month, 'agreed')),
    refused: byDepartment(await countRequests(trx, month, 'refused')),
    'not-needed': await countShown(trx, month),
    'still-asked': await countReports(trx, month),
  });
  await trx.deleteFrom('credentials_shown').where('month', '<=', month).execute();
}

async function publish(
  trx: Kysely<Tables>,
  month: string,
  figures: Readonly<Record<FigureKind, readonly Cell[]>>,
): Promise<void> {
  const rows = Object.entries(figures).flatMap(([kind, cells]) =>
    cells
      .filter(({ count }) => count >= FEWEST)
      .map(({ credentialType, ...cell }) => ({
        month,
        kind: kind as FigureKind,
        credential_type: credentialType,
        ...cell,
      })),
  );
  if (rows.length > 0) await trx.insertInto('monthly_figures').values(rows).execute();
}

/**
 * Departments' sums over their matters. A matter with fewer than ten counts only together with others like it that are
 * ten at least: else it could be found as what the department has beyond the matters that are published.
 */
export function byDepartment(cells: readonly Cell[]): Cell[] {
  return [...Map.groupBy(cells, ({ department }) => department)].map(([department, own]) => {
    const rest = sum(own.filter(({ count }) => count < FEWEST));
    const shown = sum(own.filter(({ count }) => count >= FEWEST));
    return { department, matter: '', credentialType: '', count: shown + (rest >= FEWEST ? rest : 0) };
  });
}

const sum = (cells: readonly Cell[]): number => cells.reduce((total, { count }) => total + count, 0);

/** Requests that ended so within the month, by matter. */
async function countRequests(
  trx: Kysely<Tables>,
  month: string,
  outcome: 'agreed' | 'refused',
): Promise<readonly Cell[]> {
  const [from, until] = [month, monthAfter(month)].map((name) => startOfCivilDate(`${name}-01`));
  const ended =
    outcome === 'agreed'
      ? sql<boolean>`state = 'answered' and answered_at >= ${from} and answered_at < ${until}`
      : sql<boolean>`ended_because = 'refused' and ended_at >= ${from} and ended_at < ${until}`;
  const { rows } = await sql<Cell>`
    select department, matter, '' as "credentialType", count(*) as count
    from requests where ${ended} group by department, matter
  `.execute(trx);
  return rows;
}

/** Credentials shown in ten requests at least: many shown in few requests would tell of those few. */
async function countShown(trx: Kysely<Tables>, month: string): Promise<readonly Cell[]> {
  const { rows } = await sql<Cell>`
    select department, matter, credential_type as "credentialType", sum(credentials) as count
    from credentials_shown where month = ${month}
    group by department, matter, credential_type having sum(requests) >= ${FEWEST}
  `.execute(trx);
  return rows;
}

async function countReports(trx: Kysely<Tables>, month: string): Promise<readonly Cell[]> {
  const { rows } = await sql<Cell>`
    select department, matter, credential_type as "credentialType", count(*) as count
    from papers_asked where left(received_on, 7) = ${month}
    group by department, matter, credential_type
  `.execute(trx);
  return rows;
}
