/** What became of credentials after they were issued, kept for their subjects to read. */
import type { Kysely } from 'kysely';
import type { Subject } from '../actor.ts';
import type { StatusEventKind } from '../database/tables/credentials.ts';
import type { Tables } from '../database/tables.ts';
import { newEntryId } from '../log/queue.ts';

export type StatusEvent = {
  readonly credential: string;
  readonly subject: Subject;
  readonly kind: StatusEventKind;
  readonly reason: string | null;
};

/** Keeps events in the transaction of the change that they tell of. */
export async function recordEvents(
  trx: Kysely<Tables>,
  events: readonly StatusEvent[],
  now: Date,
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ credential, ...event }) => ({
    id: newEntryId(now),
    credential_id: credential,
    at: now,
    ...event,
  }));
  await trx.insertInto('status_events').values(rows).execute();
}
