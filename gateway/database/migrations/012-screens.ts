/** Person-facing screens: each by its own key at one window, from its pairing until somebody ends it. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table screen_pairings (
      hash text primary key,
      "window" text not null unique,
      department text not null,
      staff text not null,
      expires_at timestamptz not null
    );
    create table screens (
      id uuid primary key,
      department text not null,
      "window" text not null,
      name text not null,
      kid text not null,
      jwk jsonb not null,
      paired_by text not null,
      paired_at timestamptz not null,
      seen_at timestamptz not null,
      ended_by text,
      ended_at timestamptz
    );
    create index screens_by_window on screens ("window") where ended_at is null;
  `.execute(db);
}
