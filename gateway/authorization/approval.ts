/** A request is approved once everybody in it has agreed. */
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { announce } from './changes.ts';

/** Seconds that a request waits, and that an authorization lives once it is given. */
export const REQUEST_LIFE = 600;

/** Approves a request in which all have agreed, and tells all in it of the change either way. */
export async function approveIfComplete(
  trx: Kysely<Tables>,
  { id }: { readonly id: string },
  { clock }: { readonly clock: Clock },
): Promise<undefined> {
  const all = await trx
    .selectFrom('request_parties')
    .select(['state', 'giver', 'holder'])
    .where('request_id', '=', id)
    .execute();
  if (all.every(({ state }) => state === 'agreed')) {
    const now = clock.now();
    await trx
      .updateTable('requests')
      .set({ state: 'approved', approved_at: now, expires_at: new Date(now.getTime() + 1000 * REQUEST_LIFE) })
      .where('id', '=', id)
      .execute();
  }
  await announce(
    trx,
    id,
    all.flatMap(({ giver, holder }) => [giver, holder]),
  );
}
