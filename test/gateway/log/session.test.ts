/** The one connection on which this process holds its locks and listens. */
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { LogSession } from '../../../gateway/log/session.ts';
import { createDatabase } from '../../support/database.ts';

test('how its connection ends is no news once it is closed', async () => {
  const { url, drop } = await createDatabase(inject('postgresUrl'));
  const pool = new pg.Pool({ connectionString: url });
  pool.on('error', () => {});
  const clients: pg.PoolClient[] = [];
  pool.on('connect', (client) => clients.push(client));
  const session = new LogSession(pool, {});
  await session.keep();
  await session.close();
  expect(() => clients[0]?.emit('error', new Error('ended by the server'))).not.toThrow();
  await pool.end();
  await drop();
});
