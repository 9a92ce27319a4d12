/** Receipts of every access, sealed, and the chain that each subject's receipts form. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table receipts (
    id uuid primary key,
    subject text not null,
    number integer not null check (number > 0),
    sealed bytea not null,
    unique (subject, number)
  )`,
  // Sealed bytes don't compress: storing them as they are saves the attempt.
  'alter table receipts alter column sealed set storage external',
  // One row a subject, locked while a receipt is added, so that numbers have no gap and no two are the same.
  `create table receipt_chains (
    subject text primary key,
    number integer not null,
    commitment bytea check (octet_length(commitment) = 32)
  )`,
  `create table receipt_firsts (
    request_id uuid not null,
    subject text not null,
    number integer not null,
    at timestamptz not null,
    primary key (request_id, subject)
  )`,
  `create table receipt_tries (
    request_id uuid not null,
    client text not null,
    minute timestamptz not null,
    count integer not null,
    primary key (request_id, client, minute)
  )`,
];
