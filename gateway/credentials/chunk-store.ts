/** What a chunk of rows reads and writes, set by set. */
import { type Kysely, sql } from 'kysely';
import { STATUS } from '../../sdk/verify/status-list.ts';
import type { CredentialType } from '../catalog/shapes.ts';
import { byteaArray } from '../database/arrays.ts';
import type { Tables } from '../database/tables.ts';
import type { SigningKey } from '../keys/keys.ts';
import type { GoodRow } from './rows.ts';
import { queueChanges, type StatusPlace } from './status-lists.ts';

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

/** A credential as it is first kept: valid, or suspended like the one that it replaces. */
export type NewCredential = {
  readonly id: string;
  readonly subject: string;
  readonly record: string;
  readonly fingerprint: string;
  readonly version: number;
  readonly validUntil: string | null;
  readonly place: StatusPlace;
  readonly status: 0 | 2;
  readonly sealed: Uint8Array;
};

/** Keeps new credentials of one type, signed with one key, all in one statement. */
export async function insertAll(
  trx: Kysely<Tables>,
  made: readonly NewCredential[],
  { type, key, now }: { readonly type: CredentialType; readonly key: SigningKey; readonly now: Date },
): Promise<void> {
  await sql`
    insert into credentials (department, credential_type, kid, issued_at, current,
      id, subject, record, fingerprint, version, valid_until, status_list, status_index, status, sealed)
    select ${type.issuingDepartmentCode}::text, ${type.id}::text, ${key.kid}::text, ${now}::timestamptz, true, made.*
    from unnest(
      ${made.map(({ id }) => id)}::uuid[], ${made.map(({ subject }) => subject)}::text[],
      ${made.map(({ record }) => record)}::text[], ${made.map(({ fingerprint }) => fingerprint)}::text[],
      ${made.map(({ version }) => version)}::integer[], ${made.map(({ validUntil }) => validUntil)}::text[],
      ${made.map(({ place }) => place.list)}::integer[], ${made.map(({ place }) => place.index)}::integer[],
      ${made.map(({ status }) => status)}::smallint[], ${byteaArray(made.map(({ sealed }) => sealed))}::bytea[]) as made
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
