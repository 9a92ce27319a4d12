/** Who at a window asked for a request, and which officers stood for a party of it. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table requests add column officer text;
    alter table request_parties add column officers text[] not null default '{}';
  `.execute(db);
}
