/** Logs for tests: a real database and ledger, two accredited departments, and a clock that the test sets. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenDatabase } from '../../../gateway/database/open.ts';
import { cityNames } from '../../../gateway/ids.ts';
import type { Keys } from '../../../gateway/keys/keys.ts';
import { openLocalKeys } from '../../../gateway/keys/local.ts';
import type { Ledger, LedgerEvent } from '../../../gateway/ledger/ledger.ts';
import { openLedger } from '../../../gateway/ledger/open-ledger.ts';
import { type Logs, openLogs } from '../../../gateway/log/logs.ts';
import { newEntryId, type QueuedEntry, queueEntries } from '../../../gateway/log/queue.ts';
import { openTestDatabase } from '../../support/database.ts';

export const LOGS = ['PSB', 'CAB', 'access'] as const;
export const names = cityNames('https://wangcheng.invalid');

/** A clock that stands still until the test moves it. */
export type SetClock = { now: () => Date; set: (time: string) => void; pass: (seconds: number) => void };

export function openSetClock(start = '2026-03-02T09:30:15.000Z'): SetClock {
  let time = new Date(start);
  return {
    now: () => time,
    set: (text) => {
      time = new Date(text);
    },
    pass: (seconds) => {
      time = new Date(time.getTime() + seconds * 1000);
    },
  };
}

export type TestLogs = {
  readonly folder: string;
  readonly database: OpenDatabase;
  readonly ledger: Ledger;
  readonly keys: Keys;
  readonly clock: SetClock;
  readonly logs: Logs;
  /** Further logs on the same database, as another gateway has them; closed with the rest. */
  readonly openAnother: (
    ledger?: Pick<Ledger, 'identity' | 'head' | 'append'>,
    database?: OpenDatabase,
  ) => Logs;
  readonly queue: (log: (typeof LOGS)[number], count: number) => Promise<string[]>;
  readonly close: () => Promise<void>;
};

export async function openTestLogs(): Promise<TestLogs> {
  const folder = mkdtempSync(join(tmpdir(), 'city-logs-'));
  const database = await openTestDatabase();
  const { ledger, keys } = await openTestLedger(folder);
  await accredit(ledger, keys);
  const clock = openSetClock();
  const opened: Logs[] = [];
  const openAnother: TestLogs['openAnother'] = (of = ledger, on = database) => {
    const logs = openLogs({ db: on.db, pool: on.pool, ledger: of, keys, names, clock, logs: LOGS });
    opened.push(logs);
    return logs;
  };
  return {
    folder,
    database,
    ledger,
    keys,
    clock,
    logs: openAnother(),
    openAnother,
    queue: (log, count) => queueMany(database, { log, count, now: clock.now() }),
    close: async () => {
      for (const logs of opened) await logs.stop();
      await ledger.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The embedded ledger and the keystore in a folder. */
export async function openTestLedger(folder: string): Promise<{ ledger: Ledger; keys: Keys }> {
  const keys = openLocalKeys({ file: join(folder, 'keystore'), secret: 'test' });
  const config = {
    LEDGER: 'embedded',
    DATA_DIR: folder,
    LEDGER_URL: undefined,
    LEDGER_CONTRACTS: undefined,
    LEDGER_CONFIRMATIONS: 1,
  } as const;
  const { ledger } = await openLedger({ config, keys });
  return { ledger, keys };
}

/** Accredits PSB and CAB, which confirm each other. */
export async function accredit(ledger: Ledger, keys: Keys): Promise<void> {
  const departments = ['PSB', 'CAB'];
  const proposals: bigint[] = [];
  for (const department of departments) {
    const digest = (text: string): Uint8Array =>
      createHash('sha256')
        .update(department + text)
        .digest();
    const accreditation = {
      department,
      account: keys.ledgerAccount(department).address,
      checkpointKey: keys.checkpoint(department).publicKey,
      keys: [{ thumbprint: digest('kid'), x: digest('x'), y: digest('y'), types: ['id-card'] }],
    };
    proposals.push(await ledger.propose({ kind: 'accredit', accreditation }));
  }
  for (const proposal of proposals)
    for (const confirming of departments) await ledger.confirm(confirming, proposal);
}

/** Queues entries in one transaction: issued ones for a department, accesses for the access log. Returns their ids. */
export async function queueMany(
  database: OpenDatabase,
  { log, count, now }: { log: string; count: number; now: Date },
): Promise<string[]> {
  const entries = Array.from({ length: count }, (): QueuedEntry => {
    const entry = { id: newEntryId(now), log, commitment: randomBytes(32) };
    return log === 'access'
      ? { ...entry, kind: 'access', release: 'minute' }
      : { ...entry, kind: 'issued', credentialType: 'id-card', release: 'batch' };
  });
  await database.db.transaction().execute((trx) => queueEntries(trx, entries, now));
  return entries.map(({ id }) => id);
}

/** Leaf hashes of a log in batches, as the ledger's events have them. */
export async function batchesOn(ledger: Ledger, log: string): Promise<string[][]> {
  const batches: string[][] = [];
  for await (const event of ledger.events())
    if (event.kind === 'appended' && event.log === log) batches.push(event.leaves.map(hexOf));
  return batches;
}

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export async function* eventsOf(events: readonly LedgerEvent[]): AsyncGenerator<LedgerEvent> {
  yield* events;
}
