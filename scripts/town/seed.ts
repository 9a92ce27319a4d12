/** Brings the fictional town into a city: its departments' files through the import, as departments would. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { readFact, writeFact } from '../../gateway/city/facts.ts';
import type { City, Progress } from '../../gateway/city.ts';
import { civilDateOf } from '../../gateway/clock.ts';
import { confirm } from '../../gateway/credentials/confirmations.ts';
import { changeStatus } from '../../gateway/credentials/status-changes.ts';
import { CityError } from '../../gateway/errors.ts';
import { registerClientKey } from '../../gateway/identity/clients.ts';
import type { PublicJwk } from '../../gateway/keys/keys.ts';
import { makeTown, type Town } from './town.ts';

const HOUR = 3_600_000;

/** What a town is brought into. */
export type SeedParts = Pick<
  City,
  'db' | 'clock' | 'ledger' | 'logs' | 'catalog' | 'credentials' | 'keys' | 'copy'
> & { readonly config: Pick<City['config'], 'DATA_DIR'> };

type SeedOptions = { readonly signal: AbortSignal; readonly onProgress: Progress };

/**
 * Makes the town where it isn't yet, and goes on where a crash interrupted it: the same rows again change nothing.
 * @throws CityError WRONG_SEED on a database or ledger that holds something else, and then nothing is written.
 */
export async function seedTown(city: SeedParts, { signal, onProgress }: SeedOptions): Promise<void> {
  const { db, clock } = city;
  const begun = (await readFact(db, 'town')) ?? (await readFact(db, 'town-begun'));
  if (begun === undefined && !(await isEmpty(city))) throw new CityError('WRONG_SEED');
  const dayZero = begun ?? civilDateOf(clock.now());
  await writeFact(db, 'town-begun', dayZero);
  await registerClients(city);
  if ((await readFact(db, 'town')) === undefined) {
    await importTown(city, makeTown(dayZero), { signal, onProgress });
    if (signal.aborted) return;
    await writeFact(db, 'town', dayZero);
  }
  await confirmTown(city);
  writeFileSync(join(city.config.DATA_DIR, TOWN_FILE), `${JSON.stringify({ dayZero })}\n`);
}

/** In the data folder, for the demonstration: which town it is. */
export const TOWN_FILE = 'town.json';

/** Where the private key of a demonstration client lies. */
export const clientKeyFile = (dataDir: string, client: string): string =>
  join(dataDir, 'clients', `${client}.jwk.json`);

/** Has the town's departments confirm their data every hour, as real ones do every night. */
export function confirmTownDaily(city: City): void {
  setInterval(() => void confirmTown(city).catch(() => {}), HOUR).unref();
}

/** Where a city keeps what somebody brought into it; whoever has one of these has begun to use it. */
const TABLES_IN_USE = ['client_keys', 'subject_keys', 'credentials', 'imports', 'requests'] as const;

async function isEmpty({ db, ledger, logs }: SeedParts): Promise<boolean> {
  for (const table of TABLES_IN_USE)
    if ((await db.selectFrom(table).select(sql`1`.as('one')).limit(1).executeTakeFirst()) !== undefined)
      return false;
  const heads = await Promise.all(logs.names.map((log) => ledger.head(log)));
  return heads.every(({ size }) => size === 0);
}

async function importTown(
  city: SeedParts,
  { files, statusChanges }: Town,
  { signal, onProgress }: SeedOptions,
): Promise<void> {
  const { credentials, logs } = city;
  const total = files.reduce((sum, { rows }) => sum + rows.length, 0);
  let done = 0;
  for (const { department, credentialType, format, rows, text } of files) {
    if (signal.aborted) return;
    const id = await credentials.imports.accept(
      { department, credentialType, format },
      Readable.from(text()),
    );
    const tell = ({ rowsRead }: { readonly rowsRead: number }): void =>
      onProgress('issuing the town’s credentials', done + rowsRead, total);
    const report = await credentials.imports.run(id, { onProgress: tell, signal });
    if (signal.aborted) return;
    if (report.faulty > 0 || report.state !== 'done')
      throw new CityError('WRONG_SEED', { credentialType, faulty: report.faulty });
    done += rows.length;
  }
  for (const change of statusChanges) await changeStatus(city, change);
  if (signal.aborted) return;
  onProgress('anchoring on the ledger', 0, total);
  await logs.flush({ all: true });
  await credentials.statusBatcher.flush();
  await city.copy.refresh();
  onProgress('anchoring on the ledger', total, total);
}

async function confirmTown({ db, catalog, clock }: Pick<City, 'db' | 'catalog' | 'clock'>): Promise<void> {
  for (const { id, issuingDepartmentCode } of catalog.credentialTypes)
    await confirm(db, { department: issuingDepartmentCode, credentialType: id, asOf: clock.now() });
}

/** Makes a key for every client of the catalogue and registers it; the private half is for the demonstration. */
async function registerClients({ config, catalog, db }: SeedParts): Promise<void> {
  mkdirSync(join(config.DATA_DIR, 'clients'), { recursive: true, mode: 0o700 });
  for (const { id } of catalog.clients) {
    const file = clientKeyFile(config.DATA_DIR, id);
    if (!existsSync(file)) {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      writeFileSync(file, JSON.stringify(privateKey.export({ format: 'jwk' })), { mode: 0o600 });
    }
    await registerClientKey(db, id, JSON.parse(readFileSync(file, 'utf8')) as PublicJwk);
  }
}
