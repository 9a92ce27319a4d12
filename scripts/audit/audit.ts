/** The audit: everything that a gateway serves, held against its ledger, by somebody who believes nobody. */
import type { JsonRpcApiProvider } from 'ethers';
import { systemClock } from '../../gateway/clock.ts';
import { CityError } from '../../gateway/errors.ts';
import { openEvmLedger } from '../../gateway/ledger/evm.ts';
import { VerifiedCopy } from '../../gateway/ledger/verified-copy.ts';
import type { OpenedReceipt } from '../../sdk/schemas/receipts.ts';
import type { Trust } from '../../sdk/verify/types.ts';
import { type Check, finding, holds } from './findings.ts';
import { auditLogs } from './logs.ts';
import { auditReceipts } from './receipts.ts';
import { type ReadServed, readJson } from './served.ts';
import { auditStatusLists } from './status-lists.ts';

export type AuditOptions = {
  readonly provider: JsonRpcApiProvider;
  readonly read: ReadServed;
  /** What to believe; without it the registers' address is taken from the gateway, which is said. */
  readonly trust?: Trust;
  readonly receipts?: readonly OpenedReceipt[];
  readonly onProgress?: (leaves: number) => void;
};

/** Yields a line for everything looked at. @throws where ledger or gateway can't be read. */
export async function* audit({
  provider,
  read,
  trust,
  receipts = [],
  onProgress = () => {},
}: AuditOptions): AsyncGenerator<Check> {
  const [city] = (trust ?? (await readJson<Trust>(read, '/trust.json'))).cities;
  if (city === undefined) throw new Error('the trust file names no city');
  const ledger = await openEvmLedger({
    provider,
    issuers: city.ledger.contracts.issuers,
    accountOf: writesNothing,
    close: async () => {},
  });
  yield trust === undefined
    ? holds(
        'addresses',
        'taken from the gateway on first use: give --trust to hold it to what you knew before',
      )
    : holds('addresses', 'from the trust file');
  const { id, genesis } = ledger.identity;
  if (id !== city.ledger.id.toLowerCase() || genesis !== city.ledger.genesis)
    yield finding('ledger', 'LEDGER_DIFFERS', `${id} has another beginning or address than was known`);
  const copy = new VerifiedCopy(ledger, systemClock);
  await copy.refresh();
  yield holds(
    'accreditations',
    `${copy.departments().length} departments, ${copy.departments().flatMap((code) => copy.keysOf(code)).length} keys, their history whole`,
  );
  yield* auditLogs({ read, copy, events: () => ledger.events(), onProgress });
  yield* auditStatusLists({ read, copy, ledger });
  if (receipts.length > 0) yield* auditReceipts(receipts, ledger);
}

function writesNothing(): never {
  throw new CityError('NOT_OPERATOR');
}
