/** How a department stands: its types with their counts, its keys with their dates, and its log. */
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { departmentKey, departmentOverview } from '../../../sdk/schemas/administration.ts';
import { STATUS } from '../../../sdk/verify/status-list.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { type Clock, civilDateOf, civilDaysBetween } from '../../clock.ts';
import type { Tables } from '../../database/tables.ts';
import { readHead } from '../../log/heads.ts';
import type { DepartmentKeys, KeyStanding } from '../department-keys.ts';
import { lastReports } from '../import-reports.ts';
import { keyDates } from '../key-dates.ts';
import { importColumns } from '../rows.ts';

export type OverviewParts = {
  readonly db: Kysely<Tables>;
  readonly catalog: Pick<Catalog, 'credentialTypes' | 'findImportRule' | 'findDerivation'>;
  readonly clock: Clock;
  readonly departmentKeys: Pick<DepartmentKeys, 'standings'>;
};

type Key = z.infer<typeof departmentKey>;
type Overview = z.infer<typeof departmentOverview>;

export async function readOverview(department: string, parts: OverviewParts): Promise<Overview> {
  const { size, root, checkpoint } = await readHead(parts.db, department);
  return {
    department,
    types: await readTypes(department, parts),
    keys: await readKeys(department, parts),
    log: { size, root: Buffer.from(root).toString('base64url'), checkpoint: checkpoint ?? null },
  };
}

/** Every key of the department, oldest first. */
export async function readKeys(
  department: string,
  { db, departmentKeys }: Pick<OverviewParts, 'db' | 'departmentKeys'>,
): Promise<Key[]> {
  const standings = departmentKeys.standings(department);
  const dates = await keyDates(
    db,
    standings.map(({ kid }) => kid),
  );
  return standings.map((standing) => keyOf(standing, dates.get(standing.kid)));
}

/** A key is followed by another a year after its accreditation. */
function keyOf({ kid, state, terms }: KeyStanding, since: Date | undefined): Key {
  const isInForce = state === 'in-force' && since !== undefined;
  return {
    kid,
    state,
    since: since?.toISOString() ?? null,
    rotationDue: isInForce ? yearAfter(civilDateOf(since)) : null,
    terms,
  };
}

/** The same day of the next year; the 28th for the 29th of February. */
function yearAfter(date: string): string {
  const next = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
  return next.endsWith('-02-29') ? `${next.slice(0, 4)}-02-28` : next;
}

async function readTypes(
  department: string,
  { db, catalog, clock }: OverviewParts,
): Promise<Overview['types']> {
  const counts = await db
    .selectFrom('credentials')
    .select(({ fn }) => ['credential_type', 'status', fn.countAll<number>().as('count')])
    .where('department', '=', department)
    .where('current', '=', true)
    .groupBy(['credential_type', 'status'])
    .execute();
  const confirmed = await db
    .selectFrom('confirmations')
    .select(['credential_type', 'confirmed_at'])
    .where('department', '=', department)
    .execute();
  const reports = await lastReports(db, department);
  const today = civilDateOf(clock.now());
  return catalog.credentialTypes
    .filter(({ issuingDepartmentCode }) => issuingDepartmentCode === department)
    .map((type) => {
      const { id } = type;
      const rule = catalog.findImportRule(id);
      const having = (status: number): number =>
        counts.find((row) => row.credential_type === id && row.status === status)?.count ?? 0;
      const asOf = confirmed.find((row) => row.credential_type === id)?.confirmed_at;
      return {
        credentialType: id,
        valid: having(STATUS.valid),
        suspended: having(STATUS.suspended),
        revoked: having(STATUS.invalid),
        confirmedAt: asOf?.toISOString() ?? null,
        confirmedDaysAgo: asOf === undefined ? null : civilDaysBetween(civilDateOf(asOf), today),
        lastImport: reports.find(({ credentialType }) => credentialType === id) ?? null,
        columns: rule === undefined ? [] : importColumns(type, rule, catalog),
      };
    });
}
