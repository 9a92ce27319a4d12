/** How far the logs are behind what the city has done. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** Entries that wait, and by how many seconds the oldest has outlived its release; an entry that isn't due yet is not late. */
export type Lag = { readonly log: string; readonly queued: number; readonly lateSeconds: number };

export async function readLag(
  db: Kysely<Tables>,
  logs: readonly string[],
  now: Date,
): Promise<readonly Lag[]> {
  const { rows } = await sql<{ log: string; queued: number; oldest: Date }>`
    select log, count(*) as queued, min(due_at) as oldest from log_queue group by log
  `.execute(db);
  return logs.map((log) => {
    const row = rows.find((candidate) => candidate.log === log);
    const late = row === undefined ? 0 : (now.getTime() - row.oldest.getTime()) / 1000;
    return { log, queued: row?.queued ?? 0, lateSeconds: Math.max(0, late) };
  });
}
