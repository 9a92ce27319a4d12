/** Credentials, their subjects' wrapped keys, imports and status lists. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table subject_keys (subject text primary key, wrapped bytea not null);
    create table deceased_subjects (subject text primary key);
    create table credentials (
      id uuid primary key,
      department text not null,
      credential_type text not null,
      subject text not null,
      record text not null,
      fingerprint text not null,
      version integer not null,
      current boolean not null,
      kid text not null,
      issued_at timestamptz not null,
      valid_until text,
      status_list integer not null,
      status_index integer not null,
      status smallint not null default 0,
      status_reason text,
      sealed bytea not null,
      unique (department, status_list, status_index)
    );
    alter table credentials alter column sealed set storage external;
    create index credentials_by_subject on credentials (subject, credential_type);
    create unique index credentials_by_record on credentials (department, credential_type, record, subject) where current;
    create table status_lists (
      department text not null,
      list integer not null,
      permutation bytea not null,
      used integer not null,
      anchored bytea not null,
      head bytea not null,
      primary key (department, list)
    );
    alter table status_lists alter column permutation set storage external;
    create table status_changes (
      id bigint generated always as identity primary key,
      department text not null,
      list integer not null,
      index integer not null,
      value smallint not null
    );
    create index status_changes_by_list on status_changes (department, list, id);
    create table status_batches (
      department text not null,
      list integer not null,
      last bigint not null,
      bits bytea not null,
      changes bytea not null,
      primary key (department, list)
    );
    create table imports (
      id uuid primary key,
      department text not null,
      credential_type text not null,
      format text not null,
      state text not null,
      as_of timestamptz not null,
      rows_read integer not null default 0,
      issued integer not null default 0,
      replaced integer not null default 0,
      unchanged integer not null default 0,
      faulty integer not null default 0,
      error_code text,
      created_at timestamptz not null,
      finished_at timestamptz
    );
    create table import_faults (
      import_id uuid not null references imports,
      line integer not null,
      "column" text,
      reason text not null
    );
    create index import_faults_by_import on import_faults (import_id, line);
    create table confirmations (
      department text not null,
      credential_type text not null,
      confirmed_at timestamptz not null,
      primary key (department, credential_type)
    );
    create table authority_edges (
      giver text not null,
      holder text not null,
      kind text not null,
      credential_id uuid not null references credentials,
      valid_from text not null,
      valid_until text,
      primary key (giver, holder, credential_id)
    );
    create index authority_edges_by_holder on authority_edges (holder);
  `.execute(db);
}
