/** Trust files made from the ledger alone: nobody in between is believed. */
import { readEvents } from '../ledger/events.ts';
import { type EvmReader, openEvmReader } from '../ledger/evm-reader.ts';
import { LedgerError } from '../ledger/ledger-error.ts';
import { LedgerState } from '../ledger/ledger-state.ts';
import { topics } from '../ledger/registers.ts';
import { openRpc } from '../ledger/rpc.ts';
import { encodeBase64url } from '../verify/base64url.ts';
import { cityNames } from '../verify/names.ts';
import { readTrust } from '../verify/trust.ts';
import type { Trust, TrustedCity, TrustedLog } from '../verify/types.ts';
import { trustedDepartment, trustedKeysOf } from './told.ts';

/** Where the ledger is and whose it is. */
export type LedgerSource = {
  /** Ethereum JSON-RPC. */
  readonly url: string;
  /** Address of the register of issuers; it names the others. Whoever names another address trusts another city. */
  readonly issuers: string;
  /** The city's identifier, as it stands in what it signs. */
  readonly cityId: string;
  /** Where the city's gateway is served, if it is to be noted. */
  readonly gateway?: string;
  /** Block from which events are read; the first where not given. */
  readonly fromBlock?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (block: number, of: number) => void;
};

/** What a trust file is made of; what was appended and which statuses changed would be read in vain. */
const TELLING = [
  topics.ownerChanged,
  topics.accountChanged,
  topics.checkpointKeyChanged,
  topics.keyStarted,
  topics.keyEnded,
  topics.suspensionChanged,
];

/**
 * Reads a city's accreditations, keys, logs and their heads from its ledger, as of now.
 * @throws LedgerError where the ledger can't be read, has no such register, or says what doesn't fit together.
 */
export async function readLedgerTrust(source: LedgerSource): Promise<Trust> {
  const ask = openRpc(source.url, source.signal);
  const ledger = await openEvmReader(ask, source.issuers);
  const asOf = Math.floor(Date.now() / 1000);
  const state = new LedgerState();
  const events = readEvents(ask, {
    contracts: ledger.identity.contracts,
    topics: [TELLING],
    from: source.fromBlock ?? 0,
    to: (await ledger.newest()).block,
    ...(source.onProgress && { onProgress: source.onProgress }),
  });
  for await (const event of events) state.fold(event);
  const { cityId, gateway } = source;
  const names = cityNames(cityId);
  const city: TrustedCity = {
    ...{ cityId, ...(gateway === undefined ? {} : { gateway }) },
    ledger: ledger.identity,
    asOf,
    logs: await Promise.all(
      state.ownedLogs().map(async (log) => ({
        ...trustedKeysOf(log, { names, state }),
        checkpoint: await readCheckpoint(ledger, log),
      })),
    ),
    departments: state.departments().map((code) => trustedDepartment(code, { names, state })),
  };
  const trust = readTrust({ version: 1, cities: [city] });
  if (trust === undefined) throw new LedgerError('what the ledger says makes no trust file');
  return trust;
}

async function readCheckpoint(ledger: EvmReader, log: string): Promise<TrustedLog['checkpoint']> {
  const { size, root } = await ledger.head(log);
  return { size, root: encodeBase64url(root) };
}
