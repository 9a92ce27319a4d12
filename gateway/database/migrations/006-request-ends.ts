/** When requests ended, and the leaves of the receipts that their ends left. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table requests add column ended_at timestamptz;
    alter table request_parties add column leaf text;
  `.execute(db);
}
