/** Complaints as their subject reads them, and as the department does that has to answer. */
import type { Kysely, Selectable } from 'kysely';
import type { DepartmentComplaint, OwnComplaint } from '../../sdk/schemas/complaints.ts';
import type { PageQuery } from '../../sdk/schemas/mandates.ts';
import type { Subject } from '../actor.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { licenceIdentifier } from '../catalog/licence-identifier.ts';
import { serialOf } from '../credentials/issuance.ts';
import { readSubjectKeys, type SubjectKey } from '../credentials/subject-keys.ts';
import { type Page, pageOf } from '../database/pages.ts';
import type { ReceiptTables } from '../database/tables/receipts.ts';
import type { Tables } from '../database/tables.ts';
import type { Keys } from '../keys/keys.ts';
import { type ComplaintPart, complaintContext } from './complaints.ts';

type Row = Selectable<ReceiptTables['complaints']>;
type Parts = { readonly db: Kysely<Tables>; readonly keys: Keys };

/** A subject's own, newest first. @throws where one was changed. */
export async function listOwnComplaints(
  subject: Subject,
  page: PageQuery,
  parts: Parts,
): Promise<Page<OwnComplaint>> {
  const { items: rows, ...counts } = await readPage(parts.db, { column: 'subject', value: subject, page });
  const key = (await readSubjectKeys(parts.db, parts.keys, [subject])).get(subject);
  const items = rows.map((row) => ({
    ...aboutOf(row),
    text: opened(row, 'words', key),
    answer: opened(row, 'answer', key),
  }));
  return { items, ...counts };
}

/**
 * Those that a department has to answer, newest first. Words about a receipt stay with the person; those about a credential
 * were written for its issuer.
 */
export async function listComplaints(
  department: string,
  page: PageQuery,
  { catalog, ...parts }: Parts & { readonly catalog: Catalog },
): Promise<Page<DepartmentComplaint>> {
  const { items: rows, ...counts } = await readPage(parts.db, {
    column: 'department',
    value: department,
    page,
  });
  const told = rows.filter(({ kind }) => kind === 'credential');
  const keys = await readSubjectKeys(parts.db, parts.keys, [...new Set(told.map(({ subject }) => subject))]);
  const licences = await licencesOf(told, { db: parts.db, catalog });
  const items = rows.map((row) => ({
    ...aboutOf(row),
    text: row.kind === 'credential' ? opened(row, 'words', keys.get(row.subject)) : null,
    licence: licences.get(row.credential_id ?? '') ?? null,
    answeredBy: row.answered_by,
  }));
  return { items, ...counts };
}

type Select = {
  readonly column: 'subject' | 'department';
  readonly value: string;
  readonly page: PageQuery;
};

async function readPage(db: Kysely<Tables>, { column, value, page: { limit, next } }: Select) {
  const all = db.selectFrom('complaints').where(column, '=', value);
  const { total } = await all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await all
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(next)
    .execute();
  return pageOf(rows, { total, next });
}

const aboutOf = (row: Row) => ({
  id: row.id,
  kind: row.kind,
  department: row.department,
  reason: row.reason,
  receipt: row.receipt,
  request: row.request_id,
  credential: row.credential_id,
  createdAt: row.created_at.toISOString(),
  answeredAt: row.answered_at?.toISOString() ?? null,
});

function opened(row: Row, part: ComplaintPart, key: SubjectKey | undefined): string | null {
  const sealed = row[part];
  return sealed === null || key === undefined
    ? null
    : key.open(sealed, complaintContext(row.id, part)).toString();
}

/** Licence identifiers by credential, from what is known without opening one. */
async function licencesOf(
  rows: readonly Row[],
  { db, catalog }: { readonly db: Kysely<Tables>; readonly catalog: Catalog },
): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap(({ credential_id }) => credential_id ?? []);
  if (ids.length === 0) return new Map();
  const found = await db
    .selectFrom('credentials')
    .select(['id', 'credential_type', 'record', 'version'])
    .where('id', 'in', ids)
    .execute();
  return new Map(
    found.flatMap(({ id, credential_type, record, version }) => {
      const type = catalog.findCredentialType(credential_type);
      const issuerCode = catalog.findDepartment(type?.issuingDepartmentCode ?? '')?.uscc;
      if (type === undefined || issuerCode === undefined) return [];
      const named = { typeCode: type.demoTypeCode, issuerCode, serial: serialOf(record), version };
      return [[id, licenceIdentifier(named)] as const];
    }),
  );
}
