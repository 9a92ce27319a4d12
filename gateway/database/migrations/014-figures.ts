/** What departments' administrators change and who confirms it, reports of paper that was asked for, and public figures of months that are over. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table administration_journal (
    department text not null,
    number integer not null check (number > 0),
    at timestamptz not null,
    actor jsonb not null,
    action text not null,
    about jsonb not null,
    previous bytea check (octet_length(previous) = 32),
    hash bytea not null check (octet_length(hash) = 32),
    primary key (department, number)
  )`,
  `create function administration_journal_only_grows() returns trigger language plpgsql as
    $$ begin raise exception 'the journal only grows'; end $$`,
  `create trigger administration_journal_only_grows before update or delete or truncate on administration_journal
    for each statement execute function administration_journal_only_grows()`,
  `create table administration_proposals (
    id uuid primary key,
    department text not null,
    content jsonb not null,
    state text not null,
    proposed_by text not null,
    proposed_at timestamptz not null,
    decided_by text,
    decided_at timestamptz,
    outcome jsonb
  )`,
  'create index administration_proposals_by_department on administration_proposals (department, proposed_at)',
  `create table key_dates (
    kid text primary key,
    department text not null,
    since timestamptz not null
  )`,
  // A day and no time of day: who stood at which window when is nobody's to find here.
  `create table papers_asked (
    id uuid primary key,
    reporter text unique,
    department text not null,
    "window" text,
    matter text not null,
    credential_type text not null,
    at_window text not null,
    received_on text not null,
    sealed_text bytea,
    settled_by text,
    settled_at timestamptz,
    sealed_note bytea
  )`,
  'create index papers_asked_by_department on papers_asked (department, received_on)',
  // Rows are only added while the month lasts, since all answers would wait for one counter, and go when it is over.
  `create table credentials_shown (
    month text not null,
    department text not null,
    matter text not null,
    credential_type text not null,
    requests integer not null,
    credentials integer not null
  )`,
  'create index credentials_shown_by_month on credentials_shown (month)',
  'create table figure_months (month text primary key, closed_at timestamptz not null)',
  `create table monthly_figures (
    month text not null references figure_months,
    kind text not null,
    department text not null,
    matter text not null,
    credential_type text not null,
    count integer not null check (count >= 10),
    primary key (month, kind, department, matter, credential_type)
  )`,
  'create index requests_by_department on requests (department, created_at)',
];
