/** What two officers establish about who stands at a window, how often each of them does, and which of it is looked at again. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table officer_checks (
      id uuid primary key,
      request_id uuid not null references requests,
      department text not null,
      "window" text not null,
      reason text not null,
      document text not null,
      holders jsonb not null,
      state text not null,
      first_officer text not null,
      first_session text not null,
      second_officer text,
      opened_at timestamptz not null,
      decided_at timestamptz,
      review text,
      review_outcome text,
      review_note bytea,
      reviewed_by text,
      reviewed_at timestamptz
    );
    create index officer_checks_by_request on officer_checks (request_id);
    create index officer_checks_open on officer_checks ("window", opened_at) where state in ('waiting', 'compare');
    create index officer_checks_drawn on officer_checks (department, decided_at) where review is not null;
    alter table request_parties add column check_id uuid references officer_checks;
    create table officer_turns (
      officer text not null,
      day text not null,
      check_id uuid not null references officer_checks,
      department text not null,
      primary key (officer, day, check_id)
    );
    create table officer_alerts (
      department text not null,
      officer text not null,
      day text not null,
      level text not null,
      at timestamptz not null,
      primary key (officer, day, level)
    );
    create index officer_alerts_by_department on officer_alerts (department, at);
  `.execute(db);
}
