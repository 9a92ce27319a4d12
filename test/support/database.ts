/** A database of its own for each test file, on the run's server. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../gateway/database/open.ts';

export type TestDatabase = {
  readonly name: string;
  readonly url: string;
  readonly run: (statement: string) => Promise<void>;
  readonly drop: () => Promise<void>;
};

/** Creates a database on the run's server, empty or a copy of the template; `drop` removes it. */
export async function createDatabase(
  server: string,
  { template = 'template1' }: { readonly template?: string } = {},
): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await run(server, `create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = name;
  return {
    name,
    url: url.href,
    run: (statement) => run(url.href, statement),
    drop: () => run(server, `drop database ${name} with (force)`),
  };
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
