/** Where the fictional town may be made: on what is empty or already holds it, and nowhere else. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFact } from '../../../gateway/city/facts.ts';
import { readConfig } from '../../../gateway/config.ts';
import { registerClientKey } from '../../../gateway/identity/clients.ts';
import { type SeedParts, seedTown } from '../../../scripts/town/seed.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { citizenNumber } from '../../support/people.ts';

let city: CityGround;
let parts: SeedParts;
beforeAll(async () => {
  city = await openCityGround();
  parts = { ...city, config: { DATA_DIR: city.folder } };
});
afterAll(() => city.close());

/** Begins to seed and stops before the imports: whether a town may be made here is decided by then. */
const begin = (): Promise<void> => seedTown(parts, { signal: AbortSignal.abort(), onProgress: () => {} });

/** How many rows each table has. */
async function rowsOf({ db }: CityGround): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1
  `.execute(db);
  const counts: [string, number][] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(
      db,
    );
    counts.push([name, rows[0]?.count ?? 0]);
  }
  return Object.fromEntries(counts);
}

test('a database and a ledger of one’s own aren’t seeded unless it is said', () => {
  const DATABASE_URL = 'postgres://user@host/base';
  const evm = { LEDGER: 'evm', LEDGER_URL: 'http://host:8545' };
  const seedOf = (environment: Record<string, string>) => readConfig({ environment }).SEED;
  expect([seedOf({}), seedOf({ DATABASE_URL }), seedOf(evm)]).toEqual(['town', 'none', 'none']);
  expect(seedOf({ ...evm, DATABASE_URL, SEED: 'town' })).toBe('town');
});

describe('the town', () => {
  const subject = 'a'.repeat(43);
  const now = new Date();
  const uses: Record<string, () => Promise<unknown>> = {
    client_keys: () => registerClientKey(city.db, 'psb-counter', { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }),
    subject_keys: () =>
      city.db
        .insertInto('subject_keys')
        .values({ subject, wrapped: Buffer.alloc(1) })
        .execute(),
    requests: () =>
      city.db
        .insertInto('requests')
        .values({
          id: randomUUID(),
          client: 'psb-counter',
          department: 'PSB',
          matter: 'WCM-PSB-001',
          nonce: 'n',
          window: 'w',
          conditions: [],
          state: 'waiting',
          created_at: now,
          expires_at: now,
        } as never)
        .execute(),
    imports: () =>
      city.db
        .insertInto('imports')
        .values({
          id: randomUUID(),
          department: 'PSB',
          credential_type: 'resident-identity-card',
          format: 'csv',
          state: 'done',
          as_of: now,
          created_at: now,
        } as never)
        .execute(),
  };

  test.each(Object.keys(uses))('is refused where there are %s, and nothing is written', async (table) => {
    await uses[table]?.();
    const before = await rowsOf(city);
    await expect(begin()).rejects.toMatchObject({ code: 'WRONG_SEED' });
    expect(await rowsOf(city)).toEqual(before);
    expect(existsSync(join(city.folder, 'clients'))).toBe(false);
    await sql`delete from ${sql.table(table)}`.execute(city.db);
  });

  test('is made where all is empty, and made on where it was begun', async () => {
    await begin();
    expect(await readFact(city.db, 'town-begun')).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect((await rowsOf(city)).client_keys).toBeGreaterThan(0);
    await begin();
  });

  test('is refused where the ledger holds something, and where credentials are', async () => {
    await city.importRows('PSB', 'resident-identity-card', [
      { idNumber: citizenNumber('1990-01-01', 1), cardSerial: 'X-1', name: '某' },
    ]);
    await sql`truncate city_facts, client_keys`.execute(city.db);
    await expect(begin()).rejects.toMatchObject({ code: 'WRONG_SEED' });
    await city.anchor();
    await sql`truncate credentials, subject_keys, imports cascade`.execute(city.db);
    await expect(begin()).rejects.toMatchObject({ code: 'WRONG_SEED' });
    expect((await rowsOf(city)).client_keys).toBe(0);
  });
});
