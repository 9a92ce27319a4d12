/** Batches of a log in the database: closed from the queue before the ledger is asked, landed once they are on it. */
import { randomInt } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { decodeBundle, encodeBundle } from '../../sdk/log/bundles.ts';
import { ENTRIES_LEVEL, TILE_WIDTH } from '../../sdk/log/tile-paths.ts';
import type { TileGrowth } from '../../sdk/log/tile-writer.ts';
import type { Tables } from '../database/tables.ts';
import { type Head, readHead, storeHead } from './heads.ts';
import { BATCH_WAIT } from './queue.ts';
import { storeGrowth } from './tile-store.ts';

/** Most entries of a batch, and the number at which it closes without waiting: gas per leaf falls no further. */
export const BATCH_SIZE = 256;

/** First key of the locks under which batches are closed and landed. */
const STEPS = 0x6c6f68;

/** Entries to stand from `expectedSize` on, in the order of their ids. */
export type Batch = {
  readonly log: string;
  readonly expectedSize: number;
  readonly ids: readonly string[];
  readonly entries: readonly Uint8Array[];
};

/** A batch may close once its first entry was due by `now`; entries released otherwise take part if due by these times. */
export type Ripeness = { readonly now: Date; readonly minute: Date; readonly hour: Date };

/** The batch under way. */
export async function findBatch(db: Kysely<Tables>, log: string): Promise<Batch | undefined> {
  const row = await db.selectFrom('log_batches').selectAll().where('log', '=', log).executeTakeFirst();
  return row && { log, expectedSize: row.expected_size, ids: row.ids, entries: decodeBundle(row.entries) };
}

/** True where a batch can close now; else when to look again, if anything waits. */
export async function isRipe(
  db: Kysely<Tables>,
  log: string,
  ripeness: Ripeness,
): Promise<{ ripe: boolean; firstDue?: Date }> {
  const [first, ...others] = await selectEntries(db, log, ripeness);
  if (first === undefined) return { ripe: false };
  return { ripe: others.length + 1 === BATCH_SIZE || first.due_at <= ripeness.now, firstDue: first.due_at };
}

/**
 * Closes a batch of ripe entries in a random order, so that their places tell nothing of their times. It is durable
 * once this returns; returns undefined where nothing is ripe.
 */
export async function closeBatch(
  db: Kysely<Tables>,
  log: string,
  ripeness: Ripeness,
): Promise<Batch | undefined> {
  return db.transaction().execute(async (trx) => {
    await holdSteps(trx, log);
    const underWay = await findBatch(trx, log);
    if (underWay !== undefined) return underWay;
    const rows = await selectEntries(trx, log, ripeness);
    const [first] = rows;
    if (first === undefined || (rows.length < BATCH_SIZE && first.due_at > ripeness.now)) return undefined;
    shuffle(rows);
    const { size } = await readHead(trx, log);
    const ids = rows.map(({ id }) => id);
    const entries = rows.map(({ entry }) => entry);
    await trx
      .insertInto('log_batches')
      .values({ log, expected_size: size, ids, entries: Buffer.from(encodeBundle(entries)) })
      .execute();
    return { log, expectedSize: size, ids, entries };
  });
}

/** What a batch leads to: the head that is on the ledger now, the leaf hashes and what the tiles gained. */
export type Landing = {
  readonly head: Required<Head>;
  readonly leaves: readonly Uint8Array[];
  readonly growth: readonly TileGrowth[];
};

/** Gives the entries of a batch their places, moves the head and empties the queue of them; does nothing where another gateway did it. */
export async function landBatch(db: Kysely<Tables>, batch: Batch, landing: Landing): Promise<void> {
  const { log, expectedSize, ids } = batch;
  await db.transaction().execute(async (trx) => {
    await holdSteps(trx, log);
    const { numDeletedRows } = await trx
      .deleteFrom('log_batches')
      .where('log', '=', log)
      .where('expected_size', '=', expectedSize)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return;
    await storeGrowth(trx, log, [...landing.growth, ...bundlesOf(batch)]);
    const prefixes = landing.leaves.map((leaf) => leafPrefix(leaf));
    await sql`
      insert into log_places (id, log, index, leaf_prefix)
      select id, ${log}, ${expectedSize}::bigint + place - 1, prefix
      from unnest(${ids}::uuid[], ${prefixes}::bigint[]) with ordinality as placed (id, prefix, place)
    `.execute(trx);
    await sql`delete from log_queue where id = any(${ids}::uuid[])`.execute(trx);
    await storeHead(trx, log, landing.head);
  });
}

/** First eight bytes of a leaf hash as PostgreSQL's bigint. */
export const leafPrefix = (leaf: Uint8Array): string => Buffer.from(leaf).readBigInt64BE().toString();

// A gateway that lost its turn must neither close a batch from an old view nor land one twice.
async function holdSteps(trx: Transaction<Tables>, log: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${STEPS}, hashtext(${log}))`.execute(trx);
}

async function selectEntries(
  db: Kysely<Tables>,
  log: string,
  { now, minute, hour }: Ripeness,
): Promise<{ id: string; entry: Buffer; due_at: Date }[]> {
  // Batches don't wait for their first entry to be due if enough others have come.
  const until = { batch: new Date(now.getTime() + BATCH_WAIT), minute, hour };
  return db
    .selectFrom('log_queue')
    .select(['id', 'entry', 'due_at'])
    .where('log', '=', log)
    .where((where) =>
      where.or(
        (['batch', 'minute', 'hour'] as const).map((release) =>
          where.and([where('release', '=', release), where('due_at', '<=', until[release])]),
        ),
      ),
    )
    .where('due_at', '<=', until.batch)
    .orderBy('due_at')
    .orderBy('lot')
    .limit(BATCH_SIZE)
    .execute();
}

/** Every order equally likely (Fisher and Yates). */
function shuffle<T>(items: T[]): void {
  for (let end = items.length; end > 1; end--) {
    const [picked] = items.splice(randomInt(end), 1);
    if (picked !== undefined) items.push(picked);
  }
}

function bundlesOf({ expectedSize, entries }: Batch): Omit<TileGrowth, 'width'>[] {
  const bundles: Omit<TileGrowth, 'width'>[] = [];
  for (let start = 0; start < entries.length; ) {
    const place = expectedSize + start;
    const end = start + TILE_WIDTH - (place % TILE_WIDTH);
    const bytes = encodeBundle(entries.slice(start, end));
    bundles.push({ level: ENTRIES_LEVEL, index: Math.floor(place / TILE_WIDTH), bytes });
    start = end;
  }
  return bundles;
}
