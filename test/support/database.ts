/** A database of its own for each test file, on the run's server. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../gateway/database/open.ts';

/** Creates an empty database on the run's server; `drop` removes it. */
export async function createDatabase(
  server: string,
): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await run(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  return { url: url.href, drop: () => run(server, `drop database ${name} with (force)`) };
}

/** Creates an empty database and opens it with all migrations applied; `close` drops it. */
export async function openTestDatabase(): Promise<OpenDatabase> {
  const { url, drop } = await createDatabase(inject('postgresUrl'));
  const open = await openDatabase({ url, dataDir: '', connections: 8 });
  return {
    ...open,
    close: async () => {
      await open.close();
      await drop();
    },
  };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
