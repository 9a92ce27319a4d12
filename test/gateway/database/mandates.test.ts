/** What was given before mandates had a scope stays in force, and children known before are minors still. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { migrations } from '../../../gateway/database/migrations.ts';
import type { Tables } from '../../../gateway/database/tables.ts';
import { createDatabase } from '../../support/database.ts';

let db: Kysely<Tables>;
let drop: () => Promise<void>;
beforeAll(async () => {
  const made = await createDatabase(inject('postgresUrl'));
  drop = made.drop;
  db = new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: made.url }) }) });
});
afterAll(async () => {
  await db.destroy();
  await drop();
});

test('a mandate without scope becomes one for all matters that its agent accepted', async () => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  await migrator.migrateTo('009-officers');
  await sql`
    insert into mandates values (gen_random_uuid(), 'giver', 'agent', '2026-11-01T00:00:00Z', '2026-12-31', null)
  `.execute(db);
  // The record behind an edge plays no part here.
  await sql`alter table authority_edges drop constraint authority_edges_credential_id_fkey`.execute(db);
  await sql`
    insert into authority_edges (giver, holder, kind, credential_id, valid_from, valid_until)
    values ('mother', 'child', 'guardian', gen_random_uuid(), '2016-02-29', '2034-03-01')
  `.execute(db);
  const { error } = await migrator.migrateToLatest();
  expect(error).toBeUndefined();
  expect(await db.selectFrom('mandates').selectAll().executeTakeFirst()).toMatchObject({
    giver: 'giver',
    holder: 'giver',
    scope: { matters: { kind: 'all' }, credentialTypes: null },
    accepted_at: new Date('2026-11-01T00:00:00Z'),
    declined_at: null,
    ended_at: null,
  });
  expect(await db.selectFrom('minors').selectAll().execute()).toEqual([
    { subject: 'child', consents_from: '2030-03-01', adult_from: '2034-03-01' },
  ]);
});
