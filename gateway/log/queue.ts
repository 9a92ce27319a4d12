/** The outbox of the logs: entries are queued in the transaction of the business they record, and found again by their place. */
import { type Kysely, sql } from 'kysely';
import { encodeEntry } from '../../sdk/verify/entry.ts';
import { byteaArray } from '../database/arrays.ts';
import type { Release } from '../database/tables/log.ts';
import type { Tables } from '../database/tables.ts';
import { drawRandom } from '../random.ts';

/** Tells the batchers of all gateways that a log has something to append. */
export const QUEUED_CHANNEL = 'log_queued';

/** How long the first entry of a batch waits for others, in milliseconds. */
export const BATCH_WAIT = 1000;

const PERIODS: Readonly<Record<Exclude<Release, 'batch'>, number>> = { minute: 60_000, hour: 3_600_000 };

/**
 * An entry for a log. `log` is a department code or `access`; `commitment` has 32 bytes and is all that becomes public
 * beside the kind and, where the kind is `issued`, the credential type. `release` is `batch` for what is issued,
 * `hour` for what is derived, `minute` for accesses.
 */
export type QueuedEntry = {
  readonly id: string;
  readonly log: string;
  readonly kind: 'issued' | 'derived' | 'access';
  readonly credentialType?: string;
  readonly commitment: Uint8Array;
  readonly release: Release;
};

/** An id for an entry (RFC 9562 version 7): ids grow with time, which keeps the register of places fast at any length. */
export function newEntryId(now: Date): string {
  const hex = now.getTime().toString(16).padStart(12, '0');
  const random = drawRandom(10);
  random[0] = 0x70 | ((random[0] ?? 0) & 0x0f);
  random[2] = 0x80 | ((random[2] ?? 0) & 0x3f);
  const tail = random.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`;
}

/**
 * Queues entries in the caller's transaction: they reach the ledger if it commits and leave no trace if it doesn't.
 * `now` is the time of the business, from which the release follows.
 * @throws RangeError where a commitment hasn't 32 bytes or a type can't stand in an entry.
 */
export async function queueEntries(
  trx: Kysely<Tables>,
  entries: readonly QueuedEntry[],
  now: Date,
): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    insert into log_queue (id, log, entry, release, due_at)
    select * from unnest(
      ${entries.map((entry) => entry.id)}::uuid[],
      ${entries.map((entry) => entry.log)}::text[],
      ${byteaArray(entries.map(encodeEntry))}::bytea[],
      ${entries.map((entry) => entry.release)}::text[],
      ${entries.map((entry) => dueAt(entry.release, now).toISOString())}::timestamptz[])
  `.execute(trx);
  // Minutes and hours end by themselves: only a batch can be woken for.
  const woken = new Set(entries.filter(({ release }) => release === 'batch').map(({ log }) => log));
  for (const log of woken) await sql`select pg_notify(${QUEUED_CHANNEL}, ${log})`.execute(trx);
}

/** Places of those among `ids` that are on the ledger, as index in their log; what is still queued is absent. */
export async function placesOf(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('log_places')
    .select(['id', 'index'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, index }) => [id, index]));
}

/**
 * Ids of a log's entries that stand at `size` or beyond, or will: those queued, and those of a batch under way. Reads
 * the whole register of places, which has no index for this: asked once where a key ends, and never in daily work.
 */
export async function entriesBeyond(
  db: Kysely<Tables>,
  log: string,
  size: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from log_places where log = ${log} and index >= ${size}
    union
    select q.id from log_queue q
      left join log_batches b on b.log = q.log and q.id = any(b.ids)
    where q.log = ${log} and (b.log is null or b.expected_size + array_position(b.ids, q.id) - 1 >= ${size})
    order by id
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** End of the minute or hour that `now` lies in, so that nothing tells the entries of one period apart. */
function dueAt(release: Release, now: Date): Date {
  if (release === 'batch') return new Date(now.getTime() + BATCH_WAIT);
  const period = PERIODS[release];
  return new Date((Math.floor(now.getTime() / period) + 1) * period);
}
