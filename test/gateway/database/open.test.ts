/** The bundled server keeps what was committed, through a kill of it as well. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../../gateway/database/open.ts';

const folder = mkdtempSync(join(tmpdir(), 'city-database-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what was committed is still there after the server was left behind and started again', async () => {
  const first = await openDatabase({ dataDir: folder });
  await sql`create table kept (value integer)`.execute(first.db);
  await sql`insert into kept values (7)`.execute(first.db);
  await first.db.destroy();

  const second = await openDatabase({ dataDir: folder });
  const { rows } = await sql<{ value: number }>`select value from kept`.execute(second.db);
  expect(rows).toEqual([{ value: 7 }]);
  const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  await second.close();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

test('the server writes no statement parameter to its log', async () => {
  const open = await openDatabase({ dataDir: folder });
  const { rows } = await sql<{ setting: string }>`
    select setting from pg_settings where name in ('log_parameter_max_length', 'log_parameter_max_length_on_error')
  `.execute(open.db);
  expect(rows.map((row) => row.setting)).toEqual(['0', '0']);
  await open.close();
});
