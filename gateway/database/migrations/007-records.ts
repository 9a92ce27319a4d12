/** Stopped keys, and what became of a credential after it was issued. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table stopped_keys (kid text primary key, department text not null, stopped_at timestamptz not null);
    create index stopped_keys_by_department on stopped_keys (department);
    create table status_events (
      id uuid primary key,
      credential_id uuid not null references credentials,
      subject text not null,
      kind text not null,
      reason text,
      at timestamptz not null
    );
    create index status_events_by_subject on status_events (subject, id);
  `.execute(db);
}
