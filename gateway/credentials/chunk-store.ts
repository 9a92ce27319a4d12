/** What a chunk of rows reads and writes, set by set. */
import { type Kysely, sql } from 'kysely';
import { STATUS } from '../../sdk/verify/status-list.ts';
import type { CredentialType, ImportRule } from '../catalog/shapes.ts';
import { byteaArray } from '../database/arrays.ts';
import type { Tables } from '../database/tables.ts';
import type { SigningKey } from '../keys/keys.ts';
import type { GoodRow } from './rows.ts';
import { recordEvents } from './status-events.ts';
import { queueChanges, type StatusPlace } from './status-lists.ts';

/** A row, whose it is and what tells it from others; `name` is the same for rows that stand for one credential. */
export type Work = {
  readonly row: GoodRow;
  readonly name: string;
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

type OfType = { readonly type: CredentialType; readonly rule: ImportRule };

/**
 * Of two imports of a type whose records have one holder each, the second waits for the first one's chunk: both could
 * give a record to somebody else.
 */
export async function lockRecords(trx: Kysely<Tables>, { id }: Pick<CredentialType, 'id'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`records/${id}`}))`.execute(trx);
}

/** Credentials that stand for these records now, by the rows' names; locked, so that their status stays as read. */
export async function findPresent(
  trx: Kysely<Tables>,
  works: readonly Work[],
  { type, rule }: OfType,
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
  return new Map(found.map((row) => [rule.coHolders ? `${row.record} ${row.subject}` : row.record, row]));
}

/** A credential that another takes the place of; `isTransferred` where that is somebody else's. */
export type Former = Present & { readonly isTransferred: boolean };

/** Takes former credentials out of force; who loses one to another holder finds it in their history. */
export async function retire(
  trx: Kysely<Tables>,
  former: readonly Former[],
  { department, now }: { readonly department: string; readonly now: Date },
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
  const events = former
    .filter(({ isTransferred }) => isTransferred)
    .map(({ id, subject }) => ({ credential: id, subject, kind: 'transferred' as const, reason: null }));
  await recordEvents(trx, events, now);
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
  /** What a list tells of it, sealed as well. */
  readonly outline: Uint8Array;
};

/** Keeps new credentials of one type, signed with one key, all in one statement. */
export async function insertAll(
  trx: Kysely<Tables>,
  made: readonly NewCredential[],
  { type, key, now }: { readonly type: CredentialType; readonly key: SigningKey; readonly now: Date },
): Promise<void> {
  await sql`
    insert into credentials (department, credential_type, kid, issued_at, current,
      id, subject, record, fingerprint, version, valid_until, status_list, status_index, status, sealed, outline)
    select ${type.issuingDepartmentCode}::text, ${type.id}::text, ${key.kid}::text, ${now}::timestamptz, true, made.*
    from unnest(
      ${made.map(({ id }) => id)}::uuid[], ${made.map(({ subject }) => subject)}::text[],
      ${made.map(({ record }) => record)}::text[], ${made.map(({ fingerprint }) => fingerprint)}::text[],
      ${made.map(({ version }) => version)}::integer[], ${made.map(({ validUntil }) => validUntil)}::text[],
      ${made.map(({ place }) => place.list)}::integer[], ${made.map(({ place }) => place.index)}::integer[],
      ${made.map(({ status }) => status)}::smallint[], ${byteaArray(made.map(({ sealed }) => sealed))}::bytea[],
      ${byteaArray(made.map(({ outline }) => outline))}::bytea[]) as made
  `.execute(trx);
}

/**
 * Remembers of whom the last record says that they died, and takes back what an earlier one said in error. Only records
 * of a type that has a column for it say anything.
 */
export async function markDeceased(
  trx: Kysely<Tables>,
  works: readonly Work[],
  { deceasedColumn }: ImportRule,
): Promise<void> {
  if (deceasedColumn === undefined) return;
  const said = new Map(works.map(({ subject, row }) => [subject, row.isDeceased]));
  const [deceased, living] = [true, false].map((word) =>
    [...said].flatMap(([subject, isDeceased]) => (isDeceased === word ? subject : [])),
  );
  await sql`delete from deceased_subjects where subject = any(${living}::text[])`.execute(trx);
  await sql`
    insert into deceased_subjects select * from unnest(${deceased}::text[]) on conflict do nothing
  `.execute(trx);
}
