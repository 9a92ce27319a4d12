/** Who consented to the use of their face, what is enrolled, who checks it by eye, and how often it failed. Templates lie elsewhere. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table face_consents (
      id uuid primary key,
      subject text not null,
      given_by text not null,
      by text not null,
      text_version integer not null,
      text_hash text not null,
      language text not null,
      given_at timestamptz not null,
      ended_at timestamptz,
      ended_because text
    );
    create unique index face_consents_in_force on face_consents (subject) where ended_at is null;
    create table face_enrolments (
      id uuid primary key,
      subject text not null unique,
      consent_id uuid not null references face_consents,
      state text not null,
      digits bytea not null,
      model_id text not null,
      created_at timestamptz not null,
      used_at timestamptz,
      ends_on text not null
    );
    create index face_enrolments_by_digits on face_enrolments (digits);
    create index face_enrolments_by_end on face_enrolments (ends_on);
    create table face_deletions (
      id uuid primary key,
      subject text not null,
      because text,
      agreed_by text,
      officers text[] not null default '{}',
      due_at timestamptz not null,
      told_at timestamptz
    );
    create index face_deletions_by_time on face_deletions (due_at);
    create table face_checks (
      id uuid primary key,
      enrolment_id uuid not null references face_enrolments on delete cascade,
      department text not null,
      "window" text not null,
      first_officer text not null,
      first_session text not null,
      opened_at timestamptz not null,
      expires_at timestamptz not null,
      shown_at timestamptz
    );
    create index face_checks_by_window on face_checks ("window", opened_at);
    create table face_tries (id uuid primary key, place text not null, failed_at timestamptz not null);
    create index face_tries_by_place on face_tries (place, failed_at);
    create index face_tries_by_time on face_tries (failed_at);
    create table face_alerts (
      kind text not null,
      department text not null,
      "window" text not null,
      day text not null,
      at timestamptz not null,
      primary key (kind, department, "window", day)
    );
    -- An officer's part in a check of either kind counts.
    alter table officer_turns drop constraint officer_turns_check_id_fkey;
    alter table request_parties add column face jsonb, add column face_subject text;
    create index request_parties_by_face on request_parties (face_subject) where face_subject is not null;
  `.execute(db);
}
