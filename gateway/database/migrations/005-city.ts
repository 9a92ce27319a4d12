/** What is fixed for a city at its first start. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table city_facts (name text primary key, value text not null)`.execute(db);
}
