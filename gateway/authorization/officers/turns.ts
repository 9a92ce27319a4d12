/** How often one officer may stand for people on a day, and who is told of those that do it often. */
import { type Kysely, sql } from 'kysely';
import { civilDateOf } from '../../clock.ts';
import type { AlertLevel } from '../../database/tables/officers.ts';
import type { Tables } from '../../database/tables.ts';
import { CityError } from '../../errors.ts';
import type { AuthorizationParts } from '../parts.ts';

/** Share of the daily cap from which an officer's department is told. */
const NEAR = 0.8;

/** One part of one officer in one check. */
export type Turn = { readonly staff: string; readonly department: string; readonly check: string };

/**
 * Counts an officer's part in a check on this civil day (Asia/Shanghai), as first or as second. Until the transaction
 * ends the officer takes part in no other: turns side by side would all see the count from before.
 * @throws CityError OFFICER_CAP_REACHED
 */
export async function takeTurn(
  trx: Kysely<Tables>,
  { staff, department, check }: Turn,
  { clock, officers: { dailyCap } }: Pick<AuthorizationParts, 'clock' | 'officers'>,
): Promise<void> {
  const now = clock.now();
  const day = civilDateOf(now);
  await sql`select pg_advisory_xact_lock(hashtext(${`officer/${staff}`}))`.execute(trx);
  const { taken } = await trx
    .selectFrom('officer_turns')
    .select(({ fn }) => fn.countAll<number>().as('taken'))
    .where('officer', '=', staff)
    .where('day', '=', day)
    .executeTakeFirstOrThrow();
  if (taken >= dailyCap) throw new CityError('OFFICER_CAP_REACHED', { cap: dailyCap });
  await trx
    .insertInto('officer_turns')
    .values({ officer: staff, day, check_id: check, department })
    .execute();
  const level = levelOf(taken + 1, dailyCap);
  if (level === undefined) return;
  await trx
    .insertInto('officer_alerts')
    .values({ department, officer: staff, day, level, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function levelOf(taken: number, cap: number): AlertLevel | undefined {
  if (taken >= cap) return 'reached';
  return taken >= NEAR * cap ? 'near' : undefined;
}
