/** Freshness: until when a department has confirmed that its data of a type are right. */
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** A department's word that its records of a type are right as of a time. */
export type Confirmation = {
  readonly department: string;
  readonly credentialType: string;
  readonly asOf: Date;
};

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
