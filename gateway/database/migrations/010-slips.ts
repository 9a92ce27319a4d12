/** Slips: consent given beforehand, and what is checked by hand because a slip was brought twice. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table slips (
      id uuid primary key,
      giver text not null,
      department text not null,
      matter text not null,
      parties jsonb not null,
      last_day text not null,
      created_at timestamptz not null,
      withdrawn_at timestamptz,
      redeemed_at timestamptz,
      "window" text,
      request_id uuid
    );
    create index slips_by_giver on slips (giver, created_at);
    create table manual_checks (
      id uuid primary key,
      slip_id uuid not null references slips,
      subject text not null,
      first_window text not null,
      first_at timestamptz not null,
      second_window text not null,
      second_at timestamptz not null,
      tries integer not null,
      last_at timestamptz not null,
      unique (slip_id, second_window)
    );
    create index manual_checks_by_first on manual_checks (first_window, second_at);
    create index manual_checks_by_second on manual_checks (second_window, second_at);
    create table manual_check_notes (
      check_id uuid not null references manual_checks,
      "window" text not null,
      officer text not null,
      settled_at timestamptz not null,
      sealed bytea,
      primary key (check_id, "window")
    );
  `.execute(db);
}
