/** Guarantees about arrays in PostgreSQL's binary format. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { byteaArray } from '../../../gateway/database/arrays.ts';
import type { OpenDatabase } from '../../../gateway/database/open.ts';
import { openTestDatabase } from '../../support/database.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test.each([
  ['none', []],
  ['one that is empty', [Buffer.alloc(0)]],
  ['some of different lengths', [Buffer.from('00ff5c27', 'hex'), Buffer.alloc(70_000, 7), Buffer.from('a')]],
])('the database reads %s as it was written', async (_name, values) => {
  const text = 'select value from unnest($1::bytea[]) with ordinality as given (value, at) order by at';
  const { rows } = await database.pool.query<{ value: Buffer }>(text, [byteaArray(values)]);
  expect(rows.map(({ value }) => value.toString('hex'))).toEqual(
    values.map((value) => value.toString('hex')),
  );
});
