/** Receipts as their subject reads them: opened with the subject's key, and proved against the ledger where their leaf is on it. */
import type { Kysely } from 'kysely';
import type { OpenedReceipt } from '../../sdk/schemas/receipts.ts';
import { canonicalize } from '../../sdk/verify/canonical.ts';
import { commit } from '../../sdk/verify/entry.ts';
import type { Subject } from '../actor.ts';
import { readSubjectKeys } from '../credentials/subject-keys.ts';
import type { Tables } from '../database/tables.ts';
import type { Keys } from '../keys/keys.ts';
import type { Logs } from '../log/logs.ts';
import { ACCESS_LOG, accessLeaf, contextOf, type Opening } from './receipts.ts';

export type OwnReceiptsParts = {
  readonly db: Kysely<Tables>;
  readonly keys: Keys;
  readonly logs: Pick<Logs, 'reader'>;
};

/** Which of a subject's receipts; newest first where `before` or nothing is given, oldest first with `after`. */
export type Selection = {
  readonly number?: number | undefined;
  readonly numbers?: readonly number[] | undefined;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
};

type Row = {
  readonly id: string;
  readonly number: number;
  readonly sealed: Buffer;
  readonly index: number | null;
};

/** How many receipts a subject has. */
export async function countReceipts(db: Kysely<Tables>, subject: Subject): Promise<number> {
  const chain = await db
    .selectFrom('receipt_chains')
    .select('number')
    .where('subject', '=', subject)
    .executeTakeFirst();
  return chain?.number ?? 0;
}

/** @throws where a row was changed: an opening opens only as what it was sealed as. */
export async function readReceipts(
  subject: Subject,
  selection: Selection,
  { db, keys, logs }: OwnReceiptsParts,
): Promise<readonly OpenedReceipt[]> {
  const rows = await select(db, subject, selection);
  const key = (await readSubjectKeys(db, keys, [subject])).get(subject);
  if (key === undefined) return [];
  const places = await evidenceOf(rows, logs);
  return rows.map(({ id, number, sealed, index }) => {
    const { receipt, salt }: Opening = JSON.parse(key.open(sealed, contextOf(id)).toString());
    const commitment = commit(new Uint8Array(Buffer.from(salt, 'base64url')), canonicalize(receipt));
    const evidence = index === null ? null : (places.get(index) ?? null);
    return { number, receipt, salt, leaf: accessLeaf(commitment), evidence };
  });
}

async function select(
  db: Kysely<Tables>,
  subject: Subject,
  { number, numbers, before, after, limit }: Selection,
): Promise<Row[]> {
  return db
    .selectFrom('receipts')
    .leftJoin('log_places', 'log_places.id', 'receipts.id')
    .select(['receipts.id', 'receipts.number', 'receipts.sealed', 'log_places.index'])
    .where('receipts.subject', '=', subject)
    .$if(number !== undefined, (query) => query.where('receipts.number', '=', number ?? 0))
    .$if(numbers !== undefined, (query) => query.where('receipts.number', 'in', [...(numbers ?? [])]))
    .$if(before !== undefined, (query) => query.where('receipts.number', '<', before ?? 0))
    .$if(after !== undefined, (query) => query.where('receipts.number', '>', after ?? 0))
    .orderBy('receipts.number', after === undefined ? 'desc' : 'asc')
    .limit(limit)
    .execute();
}

/** Evidence by index in the access log, all against one head. */
async function evidenceOf(
  rows: readonly Row[],
  { reader }: Pick<Logs, 'reader'>,
): Promise<ReadonlyMap<number, OpenedReceipt['evidence']>> {
  const indexes = rows.flatMap(({ index }) => index ?? []);
  if (indexes.length === 0) return new Map();
  const { checkpoint, inclusions } = await reader.evidence(ACCESS_LOG, indexes);
  return new Map(
    indexes.map((index, place) => {
      const inclusion = (inclusions[place] ?? []).map((node) => Buffer.from(node).toString('base64url'));
      return [index, { log: ACCESS_LOG, index, inclusion, checkpoint }];
    }),
  );
}
