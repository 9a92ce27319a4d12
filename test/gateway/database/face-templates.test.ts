/** Schema `face` is its role's alone, and the gateway's role reads it only once it has taken that role. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFaceRoom } from '../../../gateway/authorization/face/templates/room.ts';
import { type BundledServer, startBundledServer } from '../../../gateway/database/embedded.ts';
import { openDatabase } from '../../../gateway/database/open.ts';
import { hasCode } from '../../../gateway/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'city-face-role-'));
// A server of its own: roles are the whole server's, and here the role must not be there yet.
let server: BundledServer;
beforeAll(async () => {
  server = await startBundledServer(folder);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A role that is no superuser, and databases of its own. */
async function gatewayRole(name: string, rights: string, databases: readonly string[]): Promise<string[]> {
  await run(server.url, `create role ${name} login password 'secret' ${rights}`);
  return await Promise.all(
    databases.map(async (database) => {
      await run(server.url, `create database ${database} owner ${name}`);
      const url = new URL(server.url);
      return Object.assign(url, { username: name, password: 'secret', pathname: database }).href;
    }),
  );
}

const migrate = async (url: string): Promise<void> =>
  await (await openDatabase({ url, dataDir: '', connections: 2 })).close();

test('a gateway that may make no roles is told what it lacks, and goes on once it was given it', async () => {
  const [url = ''] = await gatewayRole('plain', '', ['plain_city']);
  const refusal = await migrate(url).catch((error: unknown) => error);
  expect(hasCode(refusal, 'FACE_ROLE_MISSING')).toBe(true);

  await run(server.url, 'create role city_face nologin');
  expect(hasCode(await migrate(url).catch((error: unknown) => error), 'FACE_ROLE_MISSING')).toBe(true);

  await run(server.url, 'grant city_face to plain with inherit false, set true');
  await migrate(url);
  await run(url, 'set role city_face; select count(*) from face.templates');
  await run(server.url, 'drop database plain_city');
  await run(server.url, 'drop role city_face');
});

test('several databases of a server may be opened at once: one makes the role, all may take it', async () => {
  const urls = await gatewayRole('maker', 'createrole', ['first', 'second', 'third', 'fourth']);
  await Promise.all(urls.map(migrate));
  for (const url of urls) await run(url, 'set role city_face; select count(*) from face.templates');
});

test('the gateway’s role can’t read templates without taking the role that can', async () => {
  const url = Object.assign(new URL(server.url), {
    username: 'maker',
    password: 'secret',
    pathname: 'first',
  });
  for (const table of ['templates', 'template_keys', 'worn_versions', 'challenges', 'seen_frames'])
    await expect(run(url.href, `select * from face.${table}`)).rejects.toThrow('permission denied');
});

test('connections to templates can read nothing else', async () => {
  const url = Object.assign(new URL(server.url), {
    username: 'maker',
    password: 'secret',
    pathname: 'first',
  });
  const room = openFaceRoom(url.href);
  const ask = (statement: string) => room.db.executeQuery({ sql: statement, parameters: [] } as never);
  const { rows: tables } = await run(
    url.href,
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where tableowner = 'maker'",
  );
  expect(tables.length).toBeGreaterThan(30);
  for (const { name } of tables)
    await expect(ask(`select * from ${name}`)).rejects.toThrow('permission denied');
  expect((await ask('select current_user')).rows).toEqual([{ current_user: 'city_face' }]);
  await room.close();
});

test('a connection that can’t take the role is never used', async () => {
  await run(server.url, "create role stranger login password 'secret'");
  const url = Object.assign(new URL(server.url), {
    username: 'stranger',
    password: 'secret',
    pathname: 'first',
  });
  const room = openFaceRoom(url.href);
  await expect(room.db.selectFrom('templates').selectAll().execute()).rejects.toThrow('permission denied');
  await expect(room.db.executeQuery({ sql: 'select 1', parameters: [] } as never)).rejects.toThrow(
    'permission denied to set role',
  );
  await room.close();
});
