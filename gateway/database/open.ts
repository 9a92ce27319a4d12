/** Opens PostgreSQL and brings its tables up to date. */
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { startBundledServer } from './embedded.ts';
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

/**
 * Connects to `url`, or starts the bundled server in `dataDir`, and applies all migrations.
 * @throws when the server can't be reached or a migration fails; nothing is left half-migrated.
 */
export async function openDatabase({
  url,
  dataDir,
  connections = 16,
}: DatabaseOptions): Promise<OpenDatabase> {
  const server = url === undefined ? await startBundledServer(dataDir) : { url, close: async () => {} };
  const pool = new pg.Pool({ connectionString: server.url, max: connections });
  // An idle connection that the server closes is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
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

async function migrate(db: Database): Promise<void> {
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest();
  if (error !== undefined) throw error;
}
