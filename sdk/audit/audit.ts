/** The audit: everything that a gateway serves, held against its ledger, by somebody who believes nobody. */
import { LedgerError } from '../ledger/ledger-error.ts';
import type { Ask } from '../ledger/rpc.ts';
import type { OpenedReceipt } from '../schemas/receipts.ts';
import { cityNames } from '../verify/names.ts';
import type { Trust, TrustedCity } from '../verify/types.ts';
import { auditAccreditations } from './accreditations.ts';
import { type Check, finding, holds } from './findings.ts';
import { auditLogs } from './logs.ts';
import { auditReceipts } from './receipts.ts';
import { compareIdentity, LedgerRecord, openKnownLedger } from './record.ts';
import { findTrust, type ReadServed, readServed } from './served.ts';
import { auditStatusLists } from './status-lists.ts';

export type AuditOptions = {
  /** Asks the ledger (openRpc). */
  readonly ask: Ask;
  readonly read: ReadServed;
  /** What to believe; without it the registers' address is taken from the gateway, which is said. */
  readonly trust?: Trust;
  /** One person's receipts, oldest first. */
  readonly receipts?: readonly OpenedReceipt[];
  /** Where the current time is read; the machine's where not given. */
  readonly clock?: { readonly now: () => Date };
  /** Told of leaves compared and of all there are. */
  readonly onProgress?: (leaves: number, total: number) => void;
};

/**
 * Yields a line for everything looked at; in Node, browsers and workers alike.
 * @throws LedgerError where the ledger can't be read; what `read` throws where the gateway can't.
 */
export async function* audit(options: AuditOptions): AsyncGenerator<Check> {
  const { ask, read, trust } = options;
  const served = await findTrust(read);
  const city = trust === undefined ? served?.cities[0] : cityIn(trust, served);
  if (city === undefined)
    throw new Error('neither a trust file nor the gateway’s /trust.json names a city to audit');
  yield holds(
    'addresses',
    trust === undefined
      ? 'taken from the gateway on first use: give --trust to hold it to what you knew before'
      : 'from the trust file',
  );
  const ledger = await openKnownLedger(ask, city.ledger);
  if (!('identity' in ledger)) {
    yield ledger;
    return;
  }
  const { clock = { now: () => new Date() } } = options;
  try {
    yield* auditRecord(new LedgerRecord(ledger), { ...options, now: () => clock.now(), city });
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code !== 'LEDGER_CONTRADICTS') throw error;
    const where = Object.entries(error.details).map(([name, value]) => `${name} ${value}`);
    yield finding('ledger', 'LEDGER_CONTRADICTS', `its events don’t fit each other: ${where.join(', ')}`);
  }
}

/** The city of a trust file that the gateway says it is; the first where it is none of them. */
function cityIn({ cities }: Trust, served: Trust | undefined): TrustedCity | undefined {
  const told = served?.cities.map(({ cityId }) => cityId) ?? [];
  return cities.find(({ cityId }) => told.includes(cityId)) ?? cities[0];
}

type Opened = AuditOptions & { readonly now: () => Date; readonly city: TrustedCity };

async function* auditRecord(record: LedgerRecord, options: Opened): AsyncGenerator<Check> {
  const { read, now, city, trust, receipts, onProgress = () => {} } = options;
  const { state, ledger } = record;
  const names = cityNames(city.cityId);
  await record.refresh();
  const departments = state.departments();
  const served = await readServed(read, { at: now(), logs: record.logs, departments });
  await record.refresh();
  yield holds(
    'accreditations',
    `${departments.length} departments, ${departments.flatMap((code) => state.keysOf(code)).length} keys, their history whole`,
  );
  const [told, ...more] = served.trust?.cities.filter(({ cityId }) => cityId === city.cityId) ?? [];
  if (told === undefined || more.length > 0)
    yield finding('/trust.json', 'ACCREDITATIONS_DIFFER', `it doesn’t tell of ${city.cityId} once`);
  const trusted = trust === undefined ? undefined : city;
  if (trusted !== undefined) yield* compareIdentity('ledger', trusted.ledger, ledger.identity);
  if (told !== undefined) yield* compareIdentity('ledger in /trust.json', told.ledger, ledger.identity);
  yield* auditAccreditations({ record, names, served, told, trusted });
  yield* auditLogs({ read, record, names, served, told, trusted, onProgress });
  yield* auditStatusLists({ read, record, names, now });
  if (receipts !== undefined) yield* auditReceipts(receipts, { ledger, at: now() });
}
