/** Why a try was not answered, which its receipt tells; of those that were counted before, all were told as used. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table receipt_tries add column reason text not null default 'used';
    alter table receipt_tries alter column reason drop default;
    alter table receipt_tries drop constraint receipt_tries_pkey;
    alter table receipt_tries add primary key (request_id, client, minute, reason);
  `.execute(db);
}
