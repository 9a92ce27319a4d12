/** Log entries on their way to the ledger, their places, tiles, heads and the batches in flight. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // The outbox: small, since entries leave it once they are on the ledger. due_at is rounded so that it tells no more
  // about an access than the minute that the ledger shows anyway, and the lot decides who goes first within it.
  `create table log_queue (
    id uuid primary key,
    log text not null,
    entry bytea not null check (octet_length(entry) between 35 and 290),
    release text not null check (release in ('batch', 'minute', 'hour')),
    due_at timestamptz not null,
    lot uuid not null default gen_random_uuid()
  )`,
  'create index log_queue_due on log_queue (log, due_at, lot)',
  // At most one batch of a log is under way; it is here before the ledger is asked, so that a crash can't change it.
  `create table log_batches (
    log text primary key,
    expected_size bigint not null,
    ids uuid[] not null,
    entries bytea not null
  )`,
  // Inserted once and never changed, so that it stays fast whatever its length.
  `create table log_places (
    id uuid primary key,
    log text not null,
    index bigint not null,
    leaf_prefix bigint not null
  )`,
  'create index log_places_leaf on log_places (leaf_prefix)',
  // Level -1 holds the entry bundles. Hashes don't compress: storing them as they are saves the attempt.
  `create table log_tiles (
    log text not null,
    level smallint not null,
    index bigint not null,
    bytes bytea not null check (level = -1 or (octet_length(bytes) <= 8192 and octet_length(bytes) % 32 = 0)),
    primary key (log, level, index)
  )`,
  'alter table log_tiles alter column bytes set storage external',
  `create table log_heads (
    log text primary key,
    size bigint not null,
    root bytea not null check (octet_length(root) = 32),
    checkpoint text not null
  )`,
];
