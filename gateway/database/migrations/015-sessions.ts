/** Sessions of people and staff, sign-ins under way, and what pages remember for their owner. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sessions (
      id uuid primary key,
      hash text not null unique,
      owner text not null,
      caller jsonb not null,
      name text not null,
      is_elder boolean not null,
      device text not null,
      created_at timestamptz not null,
      used_at timestamptz not null,
      ends_at timestamptz not null
    );
    create index sessions_by_owner on sessions (owner);
    create index sessions_by_end on sessions (ends_at);
    create table sign_ins (
      hash text primary key,
      audience text not null,
      state text not null,
      nonce text not null,
      verifier text not null,
      goes_to text not null,
      expires_at timestamptz not null
    );
    create table preferences (owner text primary key, elder text, language text);
  `.execute(db);
}
