/** Freshness: until when a department has confirmed that its data of a type are right. */
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';

/** A department's word that its records of a type are right as of a time. */
export type Confirmation = {
  readonly department: string;
  readonly credentialType: string;
  readonly asOf: Date;
};

/** Milliseconds by which a department's clock may be ahead. */
const AHEAD = 60_000;

/** The time that may be confirmed: nobody knows what will be right. @throws CityError BAD_REQUEST for one to come. */
export function confirmable(asOf: Date, now: Date): Date {
  if (asOf.getTime() > now.getTime() + AHEAD)
    throw new CityError('BAD_REQUEST', { faults: ['asOf lies in the future'] });
  return asOf > now ? now : asOf;
}

/** Keeps a confirmation; an older one never takes the place of a newer. */
export async function confirm(
  trx: Kysely<Tables>,
  { department, credentialType, asOf }: Confirmation,
): Promise<void> {
  await trx
    .insertInto('confirmations')
    .values({ department, credential_type: credentialType, confirmed_at: asOf })
    .onConflict((conflict) =>
      conflict
        .columns(['department', 'credential_type'])
        .doUpdateSet({ confirmed_at: asOf })
        .where('confirmations.confirmed_at', '<', asOf),
    )
    .execute();
}

/** When a department last confirmed its records of a type; undefined where it never did. */
export async function confirmedAt(
  db: Kysely<Tables>,
  department: string,
  credentialType: string,
): Promise<Date | undefined> {
  const row = await db
    .selectFrom('confirmations')
    .select('confirmed_at')
    .where('department', '=', department)
    .where('credential_type', '=', credentialType)
    .executeTakeFirst();
  return row?.confirmed_at;
}
