/** Opens PostgreSQL and brings its tables up to date. */
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { CityError } from '../errors.ts';
import { type BundledServer, startBundledServer } from './embedded.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

/** An open database: `db` for queries, `pool` for what a query builder can't say (LISTEN, COPY). */
export type OpenDatabase = {
  readonly db: Database;
  readonly pool: pg.Pool;
  readonly url: string;
  readonly close: () => Promise<void>;
};

// Places in logs and counters stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Where the database is: a server's address, or else the data folder of the bundled server. */
export type DatabaseOptions = {
  readonly url?: string;
  readonly dataDir: string;
  readonly connections?: number;
};

const MILLISECONDS_TO_REACH = 10_000;

/**
 * Connects to `url`, or starts the bundled server in `dataDir`, and applies all migrations.
 * @throws CityError DATABASE_UNREACHABLE where `url` leads nowhere within ten seconds, with its reason's code; or when
 * a migration fails, and then nothing is left half-migrated.
 */
export async function openDatabase({
  url,
  dataDir,
  connections = 16,
}: DatabaseOptions): Promise<OpenDatabase> {
  const server = url === undefined ? await startBundledServer(dataDir) : await reach(url);
  const pool = openPool(server.url, connections);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const close = async (): Promise<void> => {
    await db.destroy();
    await server.close();
  };
  try {
    await migrate(db);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, pool, url: server.url, close };
}

/**
 * A connection that the server closes is replaced by the pool, and whoever had it is told by its next query. Both say so
 * by an event as well, the pool of an idle one and the connection itself of one in use, which without a listener would
 * end the process.
 */
function openPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString, max });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Asks once, so that a wrong address is told as one; it may hold a password, and nothing of it is repeated. */
async function reach(url: string): Promise<BundledServer> {
  try {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: MILLISECONDS_TO_REACH,
    });
    client.on('error', () => {});
    await client.connect();
    await client.end();
  } catch (error) {
    const { code = 'no answer' } = error as { readonly code?: string };
    throw new CityError('DATABASE_UNREACHABLE', { reason: code }, error);
  }
  return { url, close: async () => {} };
}

async function migrate(db: Database): Promise<void> {
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest();
  if (error !== undefined) throw error;
}
