/** Public figures as everybody reads them. */
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { accessFigures, issuanceFigures, paperFigures } from '../../sdk/schemas/figures.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Clock } from '../clock.ts';
import type { Credentials } from '../credentials/credentials.ts';
import { type Paging, pageOf } from '../database/pages.ts';
import type { FigureKind } from '../database/tables/figures.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import type { VerifiedCopy } from '../ledger/verified-copy.ts';
import { closeMonths, lastCompleteMonth } from './months.ts';

export type FiguresParts = {
  readonly db: Kysely<Tables>;
  readonly catalog: Pick<Catalog, 'departments' | 'credentialTypes'>;
  readonly clock: Clock;
  readonly copy: Pick<VerifiedCopy, 'sizeOf' | 'statusCountsOf'>;
  readonly credentials: Pick<Credentials, 'countIssued'>;
};

type MonthParts = Pick<FiguresParts, 'db' | 'catalog' | 'clock'>;

/** Requests agreed to and refused, per department. @throws CityError MONTH_NOT_COMPLETE */
export async function readAccesses(
  month: string | undefined,
  parts: MonthParts,
): Promise<z.infer<typeof accessFigures>> {
  const { month: read, figures } = await readMonth(month, ['agreed', 'refused'], parts);
  const items = parts.catalog.departments.map(({ code }) => {
    const of = (kind: FigureKind): number | null =>
      figures.find((row) => row.department === code && row.kind === kind)?.count ?? null;
    return { department: code, agreed: of('agreed'), refused: of('refused') };
  });
  return { month: read, items, total: items.length, next: null };
}

/** Papers that nobody had to bring, and papers still asked for, per matter and type. @throws CityError MONTH_NOT_COMPLETE */
export async function readPapers(
  {
    month,
    department,
    limit,
    next,
  }: Paging & { readonly month?: string | undefined; readonly department?: string | undefined },
  parts: MonthParts,
): Promise<z.infer<typeof paperFigures>> {
  const { month: read, figures: all } = await readMonth(month, ['not-needed', 'still-asked'], parts);
  const figures = all.filter((row) => department === undefined || row.department === department);
  const byMatter = [...Map.groupBy(figures, (row) => `${row.matter} ${row.department}`).values()];
  const typesOf = (rows: typeof figures, kind: FigureKind) =>
    rows
      .filter((row) => row.kind === kind)
      .map(({ credential_type, count }) => ({ credentialType: credential_type, count }));
  const items = byMatter.slice(next, next + limit).map((rows) => ({
    matter: rows[0]?.matter ?? '',
    department: rows[0]?.department ?? '',
    notNeeded: typesOf(rows, 'not-needed'),
    stillAsked: typesOf(rows, 'still-asked'),
  }));
  const sumOf = (kind: FigureKind): number =>
    typesOf(figures, kind).reduce((total, { count }) => total + count, 0);
  const atLeast = { notNeeded: sumOf('not-needed'), stillAsked: sumOf('still-asked') };
  return { month: read, ...pageOf(items, { total: byMatter.length, next }), atLeast };
}

async function readMonth(
  wanted: string | undefined,
  kinds: readonly FigureKind[],
  { db, clock }: MonthParts,
) {
  const last = lastCompleteMonth(clock.now());
  const month = wanted ?? last;
  if (month > last) throw new CityError('MONTH_NOT_COMPLETE', { month, last });
  await closeMonths(db, clock.now());
  const figures = await db
    .selectFrom('monthly_figures')
    .selectAll()
    .where('month', '=', month)
    .where('kind', 'in', kinds)
    .orderBy('matter')
    .orderBy('department')
    .orderBy('credential_type')
    .execute();
  return { month, figures };
}

/**
 * What departments issued and changed. All of it stands on the ledger for anybody to count, and nothing that doesn't:
 * changes of status aren't told by type, which the lists don't show either.
 */
export async function readIssuance({
  catalog,
  copy,
  credentials,
}: Pick<FiguresParts, 'catalog' | 'copy' | 'credentials'>): Promise<z.infer<typeof issuanceFigures>> {
  const issued = await credentials.countIssued();
  const items = catalog.departments.map(({ code }) => ({
    department: code,
    logSize: copy.sizeOf(code),
    types: catalog.credentialTypes
      .filter(({ issuingDepartmentCode }) => issuingDepartmentCode === code)
      .map(({ id }) => ({ credentialType: id, issued: issued.get(id) ?? 0 })),
    statusChanges: { ...copy.statusCountsOf(code) },
  }));
  return { items, total: items.length, next: null };
}
