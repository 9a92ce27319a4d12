/** A subject's history: accesses, and what was issued to them, replaced and changed, in one list by time. */
import { type Kysely, sql } from 'kysely';
import type { HistoryEntry, OpenedReceipt } from '../../sdk/schemas/receipts.ts';
import type { Subject } from '../actor.ts';
import type { Tables } from '../database/tables.ts';
import { countReceipts, type OwnReceiptsParts, readReceipts } from './own-receipts.ts';
import { shanghaiTime } from './receipts.ts';

/** Greater than any id. */
const END = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

type CredentialEntry = Exclude<HistoryEntry, { readonly kind: 'access' }>;
type AccessRow = { readonly id: string; readonly number: number };
type CredentialRow = Omit<CredentialEntry, 'at' | 'credential'> &
  CredentialEntry['credential'] & { readonly number: null; readonly at: Date; readonly credentialId: string };

/**
 * Entries before an id, newest first. Ids of receipts, credentials and events all begin with their time (RFC 9562
 * version 7), so that one order serves them all; what happened within one millisecond stands in any order.
 * @throws where a receipt was changed.
 */
export async function readHistory(
  subject: Subject,
  { before = END, limit }: { readonly before?: string | undefined; readonly limit: number },
  parts: OwnReceiptsParts,
): Promise<readonly HistoryEntry[]> {
  const rows = await select(parts.db, subject, { before, limit });
  const numbers = rows.flatMap(({ number }) => number ?? []);
  const receipts = numbers.length === 0 ? [] : await readReceipts(subject, { numbers, limit }, parts);
  const byNumber = new Map(receipts.map((receipt) => [receipt.number, receipt]));
  return rows.flatMap((row) =>
    row.number === null ? credentialEntry(row) : accessEntry(row.id, byNumber.get(row.number)),
  );
}

/** How many entries a subject's history has. */
export async function countHistory(db: Kysely<Tables>, subject: Subject): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from credentials where subject = ${subject})
      + (select count(*) from status_events where subject = ${subject}) as count
  `.execute(db);
  return (rows[0]?.count ?? 0) + (await countReceipts(db, subject));
}

async function select(
  db: Kysely<Tables>,
  subject: Subject,
  { before, limit }: { readonly before: string; readonly limit: number },
): Promise<readonly (AccessRow | CredentialRow)[]> {
  const { rows } = await sql<AccessRow | CredentialRow>`
    with entries as (
      (select id, number, null as kind, null::timestamptz as at, null::uuid as credential, null as reason
        from receipts where subject = ${subject} and id < ${before}::uuid order by id desc limit ${limit})
      union all
      (select id, null, case when version = 1 then 'issued' else 'replaced' end, issued_at, id, null
        from credentials where subject = ${subject} and id < ${before}::uuid order by id desc limit ${limit})
      union all
      (select id, null, kind, at, credential_id, reason
        from status_events where subject = ${subject} and id < ${before}::uuid order by id desc limit ${limit}))
    select e.id, e.number, e.kind, e.at, e.reason, e.credential as "credentialId",
      c.department, c.credential_type as "credentialType", c.version
    from entries e left join credentials c on c.id = e.credential
    order by e.id desc limit ${limit}
  `.execute(db);
  return rows;
}

function credentialEntry(row: CredentialRow): HistoryEntry[] {
  const { id, kind, at, reason, credentialId, department, credentialType, version } = row;
  const credential = { id: credentialId, department, credentialType, version };
  return [{ kind, id, at: shanghaiTime(at), credential, reason }];
}

// A subject whose key was shredded has receipts that nobody reads any more.
const accessEntry = (id: string, receipt: OpenedReceipt | undefined): HistoryEntry[] =>
  receipt === undefined ? [] : [{ kind: 'access', id, at: receipt.receipt.at, receipt }];
