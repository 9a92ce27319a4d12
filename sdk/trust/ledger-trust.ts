/** Trust files made from the ledger alone: nobody in between is believed. */
import { encodeBase64url } from '../verify/base64url.ts';
import { formatVerifierKey, verifierKeyOf } from '../verify/checkpoint.ts';
import { readTrust } from '../verify/trust.ts';
import type { Trust, TrustedCity, TrustedLog } from '../verify/types.ts';
import { foldHistory, type History, trustedDepartments } from './history.ts';
import { addressOf, bytesOf, numberOf, topics, views, wordOf, wordsOf } from './registers.ts';
import { LedgerError, openRpc, type Rpc, textOf } from './rpc.ts';

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

/**
 * Reads a city's accreditations, keys, logs and their heads from its ledger, as of now.
 * @throws LedgerError where the ledger can't be read, has no such register, or says what doesn't fit together.
 */
export async function readLedgerTrust(source: LedgerSource): Promise<Trust> {
  const rpc = openRpc(source.url, source.signal);
  const issuers = source.issuers.toLowerCase();
  if (!/^0x[0-9a-f]{40}$/.test(issuers)) throw new LedgerError(`${source.issuers} is no address`);
  const contracts = { issuers, ...(await readRegisters(rpc, issuers)) };
  const asOf = Math.floor(Date.now() / 1000);
  const to = Number(await rpc.ask('eth_blockNumber', []));
  const found = await rpc.events({
    addresses: [contracts.issuers, contracts.logs],
    topics: Object.values(topics),
    from: source.fromBlock ?? 0,
    to,
    ...(source.onProgress && { onProgress: source.onProgress }),
  });
  // The register of logs tells suspensions of its own; only whom each register may speak of is heard.
  const history = foldHistory(
    found.filter(
      ({ address, topics: [topic] }) =>
        address === (topic === topics.ownerChanged ? contracts.logs : contracts.issuers),
    ),
  );
  const { cityId, gateway } = source;
  const city: TrustedCity = {
    ...{ cityId, ...(gateway === undefined ? {} : { gateway }) },
    ledger: await readIdentity(rpc, contracts),
    asOf,
    logs: await readLogs(rpc, contracts.logs, history, cityId),
    departments: trustedDepartments(history, (code) => `${cityId}/departments/${code}`),
  };
  const trust = readTrust({ version: 1, cities: [city] });
  if (trust === undefined) throw new LedgerError('what the ledger says makes no trust file');
  return trust;
}

async function readRegisters(rpc: Rpc, issuers: string) {
  const [logs, statusLists] = await Promise.all(
    [views.logs, views.statusLists].map(async (view) => {
      const data = await rpc.call(issuers, view);
      if (data === '0x') throw new LedgerError(`there is no register of issuers at ${issuers}`);
      return addressOf(wordsOf(data, 1)[0]);
    }),
  );
  return { logs: logs ?? '', statusLists: statusLists ?? '' };
}

async function readIdentity(rpc: Rpc, contracts: TrustedCity['ledger']['contracts']) {
  const chainId = Number(await rpc.ask('eth_chainId', []));
  const block = await rpc.ask('eth_getBlockByNumber', ['0x0', false]);
  const genesis = textOf(
    typeof block === 'object' && block !== null && 'hash' in block ? block.hash : undefined,
  );
  return { id: `eip155:${chainId}:${contracts.issuers}`, chainId, genesis, contracts };
}

async function readLogs(rpc: Rpc, register: string, history: History, cityId: string): Promise<TrustedLog[]> {
  const logs: TrustedLog[] = [];
  for (const [name, owner] of [...history.owners].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const origin = `${cityId.replace(/^https?:\/\//, '')}/log/${name}`;
    const key = history.checkpointKeys.get(name);
    const verifierKeys = key === undefined ? [] : [formatVerifierKey(verifierKeyOf(origin, key))];
    logs.push({ name, origin, owner, verifierKeys, checkpoint: await readHead(rpc, register, name) });
  }
  return logs;
}

const TRIES = 10;

/** Size and root of one moment: leaves may be appended between the two questions. */
async function readHead(rpc: Rpc, register: string, log: string): Promise<TrustedLog['checkpoint']> {
  const sizeOf = async (): Promise<number> =>
    numberOf(wordsOf(await rpc.call(register, views.head + wordOf(log)), 3)[0]);
  for (let size = await sizeOf(), tries = 0; tries < TRIES; tries++) {
    const [root = ''] = wordsOf(await rpc.call(register, views.root + wordOf(log)), 1);
    const after = await sizeOf();
    if (after === size) return { size, root: encodeBase64url(bytesOf(root)) };
    size = after;
  }
  throw new LedgerError(`the log ${log} grows faster than it can be read`);
}
