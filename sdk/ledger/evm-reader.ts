/** A ledger on an EVM, read by anybody: the three registers behind any JSON-RPC. */
import { readEvents, readEventsAfter } from './events.ts';
import type { LedgerEvent, LedgerIdentity, LedgerPosition, LedgerReader, LogHead } from './ledger.ts';
import { LedgerError } from './ledger-error.ts';
import { addressOf, bytesOf, numberOf, topics, views, wordOf, wordOfNumber, wordsOf } from './registers.ts';
import { type Ask, hexOf, textOf } from './rpc.ts';

/** A reader that also knows when a block came. */
export type EvmReader = LedgerReader & {
  /** By the ledger's own clock. @throws LedgerError */
  readonly timeOf: (block: number) => Promise<Date>;
  /** What was appended to one log, oldest first. @throws LedgerError */
  readonly appendedTo: (log: string) => AsyncIterable<Appended>;
};

type Appended = Extract<LedgerEvent, { readonly kind: 'appended' }>;

const TRIES = 10;
const NOBODY = addressOf('0'.repeat(64));

/**
 * Opens the ledger whose register of issuers stands at an address; it names the others.
 * @throws LedgerError LEDGER_REFUSED where there is none, LEDGER_UNREACHABLE; all methods as well
 */
export async function openEvmReader(ask: Ask, address: string): Promise<EvmReader> {
  const issuers = address.toLowerCase();
  if (!/^0x[0-9a-f]{40}$/.test(issuers)) throw new LedgerError(`${address} is no address`);
  const contracts = { issuers, ...(await readRegisters(ask, issuers)) };
  const identity = await readIdentity(ask, contracts);
  const newest = async (): Promise<LedgerPosition> => ({
    block: Number(textOf(await ask('eth_blockNumber', []))),
    place: Number.MAX_SAFE_INTEGER,
  });
  return {
    identity,
    newest,
    head: (log) => readHead(ask, contracts.logs, log),
    statusHead: async (department, list) => {
      const data = views.statusHead + wordOf(department) + wordOfNumber(list);
      return bytesOf(wordsOf(await call(ask, contracts.statusLists, data), 1)[0]);
    },
    events: async function* (after) {
      const { block: to } = await newest();
      yield* readEventsAfter(ask, { contracts, after, to });
    },
    appendedTo: async function* (log) {
      const { block: to } = await newest();
      const wanted = [[topics.appended], [`0x${wordOf(log)}`]];
      for await (const event of readEvents(ask, { contracts, topics: wanted, from: 0, to }))
        if (event.kind === 'appended' && event.log === log) yield event;
    },
    timeOf: async (block) => {
      const { timestamp } = await readBlock(ask, block);
      return new Date(1000 * Number(textOf(timestamp)));
    },
  };
}

/** Which chain an endpoint is of: its number, and the hash of its first block. @throws LedgerError */
export async function readChain(ask: Ask): Promise<Pick<LedgerIdentity, 'chainId' | 'genesis'>> {
  const chainId = Number(textOf(await ask('eth_chainId', [])));
  return { chainId, genesis: textOf((await readBlock(ask, 0)).hash) };
}

async function readIdentity(ask: Ask, contracts: LedgerIdentity['contracts']): Promise<LedgerIdentity> {
  const { chainId, genesis } = await readChain(ask);
  return { id: `eip155:${chainId}:${contracts.issuers}`, chainId, genesis, contracts };
}

async function readBlock(ask: Ask, block: number): Promise<Readonly<Record<string, unknown>>> {
  const found = await ask('eth_getBlockByNumber', [hexOf(block), false]);
  if (typeof found !== 'object' || found === null) throw new LedgerError(`the ledger has no block ${block}`);
  return { ...found };
}

async function readRegisters(ask: Ask, issuers: string) {
  const [logs, statusLists] = await Promise.all(
    [views.logs, views.statusLists].map(async (view) => {
      const data = await call(ask, issuers, view);
      if (data === '0x')
        throw new LedgerError(`there is no register of issuers at ${issuers}`, { code: 'LEDGER_REFUSED' });
      return addressOf(wordsOf(data, 1)[0]);
    }),
  );
  return { logs: logs ?? '', statusLists: statusLists ?? '' };
}

/** Size and root of one moment: leaves may be appended between the two questions. */
async function readHead(ask: Ask, register: string, log: string): Promise<LogHead> {
  const headOf = async () => {
    const [size, owner, suspended] = wordsOf(await call(ask, register, views.head + wordOf(log)), 3);
    const account = addressOf(owner);
    return {
      size: numberOf(size),
      owner: account === NOBODY ? '' : account,
      suspended: numberOf(suspended) !== 0,
    };
  };
  for (let before = await headOf(), tries = 0; tries < TRIES; tries++) {
    const [root] = wordsOf(await call(ask, register, views.root + wordOf(log)), 1);
    const head = await headOf();
    if (head.size === before.size) return { ...head, root: bytesOf(root) };
    before = head;
  }
  throw new LedgerError(`the log ${log} grows faster than it can be read`);
}

/** Data that a view returns at the newest block, hexadecimal with 0x. */
const call = async (ask: Ask, to: string, data: string): Promise<string> =>
  textOf(await ask('eth_call', [{ to, data }, 'latest']));
