/** Whether a window has a person-facing screen at work, on which a person can say yes or no themselves. */
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';

/** Seconds after which a screen that wasn't seen counts as switched off. */
const SEEN_WITHIN = 60;

/** Since when a screen must have been seen to be at work. */
export const seenSince = (now: Date): Date => new Date(now.getTime() - 1000 * SEEN_WITHIN);

/** True where a paired screen of the window was seen within a minute. */
export async function hasLiveScreen(trx: Kysely<Tables>, window: string, now: Date): Promise<boolean> {
  const live = await trx
    .selectFrom('screens')
    .select('id')
    .where('window', '=', window)
    .where('ended_at', 'is', null)
    .where('seen_at', '>', seenSince(now))
    .executeTakeFirst();
  return live !== undefined;
}
