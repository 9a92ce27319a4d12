/** Clients' keys, requests with their parties, one-time codes and mandates. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table client_keys (client text not null, kid text not null, jwk jsonb not null, primary key (client, kid));
    create table used_assertions (hash text primary key, expires_at timestamptz not null);
    create table requests (
      id uuid primary key,
      client text not null,
      department text not null,
      matter text not null,
      nonce text not null,
      "window" text not null,
      conditions text[] not null,
      state text not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      approved_at timestamptz,
      answered_at timestamptz,
      ended_because text,
      repeats integer not null default 0
    );
    create index requests_open on requests (expires_at) where state in ('waiting', 'approved');
    create table request_parties (
      request_id uuid not null references requests,
      subject text not null,
      given_by text not null,
      method text not null,
      giver text,
      holder text,
      state text not null,
      digits smallint,
      choices integer[],
      confirmed boolean,
      items jsonb not null,
      primary key (request_id, subject)
    );
    create index request_parties_by_giver on request_parties (giver, request_id);
    create index request_parties_by_holder on request_parties (holder, request_id);
    create table codes (
      hash text primary key,
      kind text not null,
      subject text,
      request_id uuid,
      party text,
      "window" text,
      expires_at timestamptz not null,
      used_at timestamptz
    );
    create unique index codes_by_subject on codes (subject, kind) where subject is not null;
    create index codes_by_end on codes (expires_at);
    create table number_failures (department text not null, "window" text not null, failed_at timestamptz not null);
    create index number_failures_by_department on number_failures (department, failed_at);
    create table mandates (
      id uuid primary key,
      giver text not null,
      agent text not null,
      created_at timestamptz not null,
      valid_until text not null,
      ended_at timestamptz
    );
    create index mandates_by_agent on mandates (agent);
    create index mandates_by_giver on mandates (giver);
  `.execute(db);
}
