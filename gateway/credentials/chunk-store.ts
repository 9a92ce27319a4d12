/** What a chunk of rows reads and writes, set by set. */
import { type Kysely, sql } from 'kysely';
import { STATUS } from '../../sdk/verify/status-list.ts';
import type { CredentialType } from '../catalog/shapes.ts';
import type { Tables } from '../database/tables.ts';
import type { GoodRow } from './rows.ts';
import { queueChanges } from './status-lists.ts';

/** A row, whose it is and what tells it from others. */
export type Work = {
  readonly row: GoodRow;
  readonly subject: string;
  readonly record: string;
  readonly fingerprint: string;
};

/** A credential that stands for a record now. */
export type Present = {
  readonly id: string;
  readonly record: string;
  readonly subject: string;
  readonly fingerprint: string;
  readonly version: number;
  readonly status: 0 | 1 | 2;
  readonly status_list: number;
  readonly status_index: number;
};

/** Credentials that stand for these records now, by record and subject; locked, so that their status stays as read. */
export async function findPresent(
  trx: Kysely<Tables>,
  works: readonly Work[],
  type: CredentialType,
): Promise<ReadonlyMap<string, Present>> {
  const found = await trx
    .selectFrom('credentials')
    .select(['id', 'record', 'subject', 'fingerprint', 'version', 'status', 'status_list', 'status_index'])
    .where('department', '=', type.issuingDepartmentCode)
    .where('credential_type', '=', type.id)
    .where('current', '=', true)
    .where(sql<boolean>`record = any(${works.map(({ record }) => record)}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(found.map((row) => [`${row.record} ${row.subject}`, row]));
}

/** Takes former credentials out of force. */
export async function retire(
  trx: Kysely<Tables>,
  department: string,
  former: readonly Present[],
): Promise<void> {
  if (former.length === 0) return;
  await sql`
    update credentials set current = false, status = ${STATUS.invalid},
      status_reason = case when status = ${STATUS.invalid} then status_reason else 'superseded' end
    where id = any(${former.map(({ id }) => id)}::uuid[])
  `.execute(trx);
  const changes = former
    .filter(({ status }) => status !== STATUS.invalid)
    .map((row) => ({ list: row.status_list, index: row.status_index, value: STATUS.invalid }));
  await queueChanges(trx, department, changes);
}

/** Keeps new credentials, all in one statement. */
export async function insertAll(
  trx: Kysely<Tables>,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const column = (name: string) => rows.map((row) => row[name]);
  await sql`
    insert into credentials (id, department, credential_type, subject, record, fingerprint, version, current, kid,
      issued_at, valid_until, status_list, status_index, status, sealed)
    select * from unnest(
      ${column('id')}::uuid[], ${column('department')}::text[], ${column('credential_type')}::text[],
      ${column('subject')}::text[], ${column('record')}::text[], ${column('fingerprint')}::text[],
      ${column('version')}::integer[], ${column('current')}::boolean[], ${column('kid')}::text[],
      ${column('issued_at')}::timestamptz[], ${column('valid_until')}::text[], ${column('status_list')}::integer[],
      ${column('status_index')}::integer[], ${column('status')}::smallint[], ${column('sealed')}::bytea[])
  `.execute(trx);
}

/** Remembers of whom a record says that they died. */
export async function markDeceased(trx: Kysely<Tables>, works: readonly Work[]): Promise<void> {
  const deceased = works.filter(({ row }) => row.isDeceased).map(({ subject }) => ({ subject }));
  if (deceased.length > 0)
    await trx
      .insertInto('deceased_subjects')
      .values(deceased)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
