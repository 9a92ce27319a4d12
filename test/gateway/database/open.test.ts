/** The bundled server keeps what was committed, through a kill of it as well; a server that goes away ends nothing but what it was asked. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, inject, test } from 'vitest';
import { openDatabase } from '../../../gateway/database/open.ts';
import { openTestDatabase } from '../../support/database.ts';

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

test('a server that ended before it was asked to is closed all the same', async () => {
  const open = await openDatabase({ dataDir: folder });
  const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGINT');
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
  await open.close();
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a stranger’s process that has the number of a former server is left alone', async () => {
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  writeFileSync(
    join(folder, 'postgres', 'postmaster.pid'),
    `${stranger.pid}\n${join(folder, 'postgres')}\n1\n5432\n`,
  );
  try {
    await (await openDatabase({ dataDir: folder })).close();
    expect({ code: stranger.exitCode, signal: stranger.signalCode }).toEqual({ code: null, signal: null });
  } finally {
    stranger.kill('SIGKILL');
    await once(stranger, 'exit');
  }
});

test('a connection that is lost within a transaction fails that transaction and nothing else', async () => {
  const { db, close } = await openTestDatabase();
  const lost = db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
    await sql`select pg_terminate_backend(${rows[0]?.pid}::integer)`.execute(db);
    await new Promise((next) => setTimeout(next, 200));
    await sql`select 1`.execute(transaction);
  });
  await expect(lost).rejects.toThrow(/connection/i);
  expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  await close();
});

test.each([
  ['is not there', () => 'postgres://city:hunter2@127.0.0.1:9/city', 'ECONNREFUSED'],
  ['has no such database', () => withPath('nowhere'), '3D000'],
  ['lets nobody in', () => withPassword('hunter2'), '28P01'],
])('a server that %s is unreachable, and nothing of its address is told', async (_what, url, reason) => {
  const error = await openDatabase({ url: url(), dataDir: folder }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'DATABASE_UNREACHABLE', details: { reason } });
  expect(JSON.stringify(error) + String(error)).not.toContain('hunter2');
});

function withPath(name: string): string {
  return Object.assign(new URL(inject('postgresUrl')), { pathname: name }).href;
}

function withPassword(password: string): string {
  return Object.assign(new URL(inject('postgresUrl')), { password }).href;
}
