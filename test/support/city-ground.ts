/** The ground of a city for tests: database, embedded ledger, keys, catalogue, logs and credentials, all real. */

import { Readable } from 'node:stream';
import { openCatalog } from '../../gateway/catalog/catalog.ts';
import { Credentials } from '../../gateway/credentials/credentials.ts';
import { cityNames } from '../../gateway/ids.ts';
import { VerifiedCopy } from '../../gateway/ledger/verified-copy.ts';
import { openLogs } from '../../gateway/log/logs.ts';
import { openTestDatabase } from './database.ts';
import { makeFolder, openEmbeddedLedger, openTestKeys } from './ledger-folder.ts';

export const CITY_ID = 'https://wangcheng.invalid';
export const catalog = openCatalog();
export const names = cityNames(CITY_ID);

/** A clock that stands still until it is set. */
export function testClock(start = '2026-11-23T08:00:00Z') {
  let now = new Date(start);
  return {
    now: () => now,
    set: (time: string) => {
      now = new Date(time);
    },
    pass: (seconds: number) => {
      now = new Date(now.getTime() + 1000 * seconds);
    },
  };
}

export type CityGround = Awaited<ReturnType<typeof openCityGround>>;

/** Everything up to credentials, with all departments accredited. */
export async function openCityGround() {
  const { folder, remove } = makeFolder();
  const keys = openTestKeys(folder);
  const clock = testClock();
  const { db, pool, close } = await openTestDatabase();
  const { ledger, embedded } = await openEmbeddedLedger(folder, keys);
  if (embedded === undefined) throw new Error('the ledger is not embedded');
  const copy = new VerifiedCopy(ledger, clock);
  const logNames = [...catalog.departments.map(({ code }) => code), 'access'];
  const logs = openLogs({ db, pool, ledger, keys, names, clock, logs: logNames });
  const credentials = new Credentials({
    db,
    pool,
    catalog,
    keys,
    names,
    clock,
    ledger,
    copy,
    dataDir: folder,
  });
  await credentials.departmentKeys.accreditAll();
  return {
    folder,
    keys,
    clock,
    db,
    pool,
    ledger,
    embedded,
    copy,
    logs,
    credentials,
    catalog,
    names,
    /** Imports records as a department would; none may be faulty. */
    importRows: async (
      department: string,
      credentialType: string,
      rows: readonly object[],
    ): Promise<void> => {
      const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
      const { imports } = credentials;
      const id = await imports.accept({ department, credentialType, format: 'jsonl' }, Readable.from([text]));
      const report = await imports.run(id);
      if (report.faulty > 0 || report.state !== 'done')
        throw new Error(JSON.stringify(await imports.faults(id)));
    },
    /** Brings everything queued to the ledger and reads it back. */
    anchor: async () => {
      await logs.flush({ all: true });
      await credentials.statusBatcher.flush();
      await copy.refresh();
    },
    close: async () => {
      await logs.stop();
      await credentials.stop();
      await ledger.close();
      await close();
      remove();
    },
  };
}
