/** A database of its own for each test file, on the run's server. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../gateway/database/open.ts';

/** Creates an empty database and opens it with all migrations applied; `close` drops it. */
export async function openTestDatabase(): Promise<OpenDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await run(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  const open = await openDatabase({ url: url.href, dataDir: '', connections: 8 });
  return {
    ...open,
    close: async () => {
      await open.close();
      await run(server, `drop database ${name} with (force)`);
    },
  };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
