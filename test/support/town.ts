/** The fictional town for tests: seeded once in a run, by whichever file needs it first, and served from a copy for each. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type City, type CityOptions, openCity } from '../../gateway/city.ts';
import { readConfig } from '../../gateway/config.ts';
import { Stage } from '../../scripts/demo/stage.ts';
import { findFreePort } from '../../scripts/support/free-port.ts';
import { peopleToChoose } from '../../scripts/town/people-to-choose.ts';
import { seedTown } from '../../scripts/town/seed.ts';
import { createDatabase, type TestDatabase } from './database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder of this run. */
    townFolder: string;
  }
}

const TEMPLATE = 'town';
/** Any number that no other lock of the server has. */
const LOCK = 20_261_125;

const silent = { say: () => {}, progress: () => {} };

export type ServedTown = Awaited<ReturnType<typeof openTown>>;

/** What a town has otherwise than most tests need it: settings, and how faces are looked at. */
export type TownOptions = Pick<CityOptions, 'faceEngine' | 'drawMovements'> & {
  readonly environment?: Readonly<Record<string, string>>;
};

/** Serves a real gateway with a copy of the town. One for all tests of a file. */
export async function openTown({ environment: settings, ...options }: TownOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'city-town-'));
  const { url, run, drop } = await copyTown(folder);
  const port = await findFreePort();
  const address = `http://127.0.0.1:${port}`;
  const environment = { ...environmentOf(folder, url), PORT: String(port), ...settings };
  const people = peopleToChoose(folder);
  const serve = async (): Promise<City> => {
    const city = await openCity({ config: readConfig({ environment }), townPeople: people, ...options });
    await city.start();
    await city.app.listen({ host: '127.0.0.1', port });
    return city;
  };
  let city = await serve();
  return {
    address,
    /** Its data: what a command of the operator's needs. */
    dataDir: folder,
    city: () => city,
    /** Those who ask, and people without pages: as the demonstration has them. */
    stage: new Stage({ gateway: address, dataDir: folder, out: silent }),
    /** Changes in the database what only time would. */
    run,
    /** People of the town, each there for something: whom to sign in as. */
    people,
    /** Takes the gateway away until the returned function brings it back. */
    stop: async () => {
      await city.close();
      return async (): Promise<void> => {
        city = await serve();
      };
    },
    close: async (): Promise<void> => {
      await city.close();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const environmentOf = (folder: string, url: string) => ({
  ...{ DATA_DIR: folder, DATABASE_URL: url },
  // Most tests need nobody's face, and a recogniser in memory for each file would be one too many.
  ...{ SEED: 'town', LOG_LEVEL: 'silent', FACE: 'off' },
});

/** A database with the town, for the caller alone; `folder` gets the town's data. */
async function copyTown(folder: string): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    // A database that is being copied takes no second reader.
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    cpSync(await seeded(client, server), folder, { recursive: true });
    return await createDatabase(server, { template: TEMPLATE });
  } finally {
    await client.end();
  }
}

/** The folder of the town's data; seeds it and its database where nobody has yet. */
async function seeded(client: pg.Client, server: string): Promise<string> {
  const folder = join(inject('townFolder'), 'data');
  const { rowCount } = await client.query('select from pg_database where datname = $1', [TEMPLATE]);
  if (rowCount === 1) return folder;
  if (existsSync(folder)) throw new Error('the town could not be seeded for an earlier file');
  mkdirSync(folder);
  const { url, name } = await createDatabase(server);
  const environment = environmentOf(folder, url);
  const city = await openCity({ config: readConfig({ environment }), townPeople: async () => [] });
  await seedTown(city, { signal: new AbortController().signal, onProgress: () => {} });
  await city.close();
  await client.query(`alter database ${name} rename to ${TEMPLATE}`);
  return folder;
}
