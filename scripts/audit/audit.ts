/** The audit: everything that a gateway serves, held against its ledger, by somebody who believes nobody. */
import type { JsonRpcApiProvider } from 'ethers';
import { type Clock, systemClock } from '../../gateway/clock.ts';
import { hasCode } from '../../gateway/errors.ts';
import { cityNames } from '../../gateway/ids.ts';
import type { OpenedReceipt } from '../../sdk/schemas/receipts.ts';
import type { Trust, TrustedCity } from '../../sdk/verify/types.ts';
import { auditAccreditations } from './accreditations.ts';
import { type Check, finding, holds } from './findings.ts';
import { auditLogs } from './logs.ts';
import { auditReceipts } from './receipts.ts';
import { compareIdentity, LedgerRecord, openKnownLedger } from './record.ts';
import { findTrust, type ReadServed, readServed } from './served.ts';
import { auditStatusLists } from './status-lists.ts';

export type AuditOptions = {
  readonly provider: JsonRpcApiProvider;
  readonly read: ReadServed;
  /** What to believe; without it the registers' address is taken from the gateway, which is said. */
  readonly trust?: Trust;
  /** One person's receipts, oldest first. */
  readonly receipts?: readonly OpenedReceipt[];
  readonly clock?: Clock;
  /** Told of leaves compared and of all there are. */
  readonly onProgress?: (leaves: number, total: number) => void;
};

/** Yields a line for everything looked at. @throws where ledger or gateway can't be read. */
export async function* audit(options: AuditOptions): AsyncGenerator<Check> {
  const { provider, read, trust } = options;
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
  const ledger = await openKnownLedger(provider, city.ledger);
  if (!('identity' in ledger)) {
    yield ledger;
    return;
  }
  const { clock = systemClock } = options;
  const record = new LedgerRecord(ledger, { provider, clock });
  try {
    yield* auditRecord(record, { ...options, clock, city });
  } catch (error) {
    if (!hasCode(error, 'LEDGER_CONTRADICTS')) throw error;
    const where = Object.entries(error.details).map(([name, value]) => `${name} ${value}`);
    yield finding('ledger', 'LEDGER_CONTRADICTS', `its events don’t fit each other: ${where.join(', ')}`);
  }
}

/** The city of a trust file that the gateway says it is; the first where it is none of them. */
function cityIn({ cities }: Trust, served: Trust | undefined): TrustedCity | undefined {
  const told = served?.cities.map(({ cityId }) => cityId) ?? [];
  return cities.find(({ cityId }) => told.includes(cityId)) ?? cities[0];
}

type Opened = AuditOptions & { readonly clock: Clock; readonly city: TrustedCity };

async function* auditRecord(record: LedgerRecord, options: Opened): AsyncGenerator<Check> {
  const { read, clock, city, trust, receipts, onProgress = () => {} } = options;
  const { copy, ledger } = record;
  const names = cityNames(city.cityId);
  await record.refresh();
  const departments = copy.departments();
  const served = await readServed(read, { at: clock.now(), logs: record.logs, departments });
  await record.refresh();
  yield holds(
    'accreditations',
    `${departments.length} departments, ${departments.flatMap((code) => copy.keysOf(code)).length} keys, their history whole`,
  );
  const [told, ...more] = served.trust?.cities.filter(({ cityId }) => cityId === city.cityId) ?? [];
  if (told === undefined || more.length > 0)
    yield finding('/trust.json', 'ACCREDITATIONS_DIFFER', `it doesn’t tell of ${city.cityId} once`);
  const trusted = trust === undefined ? undefined : city;
  if (trusted !== undefined) yield* compareIdentity('ledger', trusted.ledger, ledger.identity);
  if (told !== undefined) yield* compareIdentity('ledger in /trust.json', told.ledger, ledger.identity);
  yield* auditAccreditations({ record, names, served, told, trusted });
  yield* auditLogs({ read, record, names, served, told, trusted, onProgress });
  yield* auditStatusLists({ read, record, names, clock });
  if (receipts !== undefined) yield* auditReceipts(receipts, { ledger, at: clock.now() });
}
