/** Ethereum JSON-RPC over the embedded chain: one table of methods. */
import type { CallOutcome, EmbeddedChain } from './chain.ts';
import { hexOf } from './describe.ts';

/** An error that a JSON-RPC caller is told (JSON-RPC 2.0 section 5.1). */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** Blocks that one eth_getLogs may span. */
export const MOST_BLOCKS = 10_000;
/** Characters of JSON that one eth_getLogs may read; the largest block holds less. */
export const MOST_LOG_CHARACTERS = 16_000_000;
const MOST_FEES = 1024;
const REVERTED = 3;
const NO_STATE = -32_000;
const UNKNOWN_METHOD = -32_601;
const INVALID_PARAMETERS = -32_602;
const LIMIT_EXCEEDED = -32_005;

type Parameters = readonly unknown[];
type Message = { from?: string; to?: string | null; data?: string; input?: string; gas?: string };
type Filter = {
  fromBlock?: string;
  toBlock?: string;
  blockHash?: string;
  address?: string | string[];
  topics?: (string | string[] | null)[];
};
type Method = (chain: EmbeddedChain, parameters: Parameters) => unknown;

/** Methods that change nothing: those that anybody may call. */
export const readMethods: Readonly<Record<string, Method>> = {
  web3_clientVersion: () => 'certificate-free-city/1',
  net_version: (chain) => String(chain.chainId),
  eth_chainId: (chain) => hexOf(chain.chainId),
  eth_syncing: () => false,
  eth_accounts: () => [],
  eth_blockNumber: (chain) => hexOf(chain.head.number),
  eth_gasPrice: () => '0x0',
  eth_maxPriorityFeePerGas: () => '0x0',
  eth_feeHistory: (chain, [count, newest, percentiles]) => feesOf(chain, { count, newest, percentiles }),
  eth_getBlockByNumber: (chain, [tag, full]) =>
    showBlock(chain, chain.store.block(numberOf(chain, tag)), full),
  eth_getBlockByHash: (chain, [hash, full]) => showBlock(chain, chain.store.blockByHash(textOf(hash)), full),
  eth_getBlockTransactionCountByNumber: (chain, [tag]) => {
    const block = chain.store.block(numberOf(chain, tag));
    return block === undefined ? null : hexOf(block.transactions.length);
  },
  eth_getTransactionByHash: (chain, [hash]) => showTransaction(chain, textOf(hash)),
  eth_getTransactionReceipt: (chain, [hash]) => chain.store.receipt(textOf(hash)) ?? null,
  eth_getTransactionCount: async (chain, [address, tag]) =>
    hexOf(await newestState(chain, tag).nonceOf(addressOf(address))),
  eth_getBalance: async (chain, [address, tag]) =>
    hexOf(await newestState(chain, tag).balanceOf(addressOf(address))),
  eth_getCode: (chain, [address, tag]) => newestState(chain, tag).codeOf(addressOf(address)),
  eth_getStorageAt: (chain, [address, slot, tag]) =>
    newestState(chain, tag).storageOf(addressOf(address), textOf(slot)),
  eth_call: async (chain, [message, tag]) => dataOf(await newestState(chain, tag).call(messageOf(message))),
  eth_estimateGas: async (chain, [message, tag]) => estimate(newestState(chain, tag), message),
  eth_getLogs: (chain, [filter]) => logsOf(chain, filter as Filter),
};

const methods: Readonly<Record<string, Method>> = {
  ...readMethods,
  eth_sendRawTransaction: (chain, [raw]) => chain.send(textOf(raw)),
};

/** Answers one method. @throws RpcError for an unknown method, bad parameters or a call that is refused. */
export async function answer(chain: EmbeddedChain, method: string, parameters: Parameters): Promise<unknown> {
  const found = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (found === undefined) throw new RpcError(UNKNOWN_METHOD, `there is no method ${method}`);
  return found(chain, parameters);
}

/** Number of a block by its tag, its number or, as EIP-1898 has it, by its hash. */
function numberOf(chain: EmbeddedChain, tag: unknown): number {
  if (typeof tag === 'object' && tag !== null) {
    const { blockHash, blockNumber } = tag as { blockHash?: unknown; blockNumber?: unknown };
    if (blockHash === undefined) return numberOf(chain, blockNumber);
    const block = chain.store.blockByHash(textOf(blockHash));
    if (block === undefined) throw new RpcError(NO_STATE, 'there is no such block');
    return Number(block.header.number);
  }
  if (tag === 'earliest') return 0;
  if (tag === undefined || tag === null || ['latest', 'pending', 'safe', 'finalized'].includes(String(tag)))
    return chain.head.number;
  const number = typeof tag === 'string' && /^0x[0-9a-f]+$/i.test(tag) ? Number(tag) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw new RpcError(INVALID_PARAMETERS, 'that is no block');
  return number;
}

/** The chain, where its present state is what was asked for: former states are not kept, and none is passed off as one. */
function newestState(chain: EmbeddedChain, tag: unknown): EmbeddedChain {
  if (numberOf(chain, tag) !== chain.head.number)
    throw new RpcError(NO_STATE, 'the state after that block is not kept: ask for the latest');
  return chain;
}

type FeeQuestion = { readonly count: unknown; readonly newest: unknown; readonly percentiles: unknown };

/** Fees of former blocks, which cost nothing here. */
function feesOf(chain: EmbeddedChain, { count, newest, percentiles }: FeeQuestion): unknown {
  const last = numberOf(chain, newest);
  const wanted = Number(count);
  if (!Number.isSafeInteger(wanted) || wanted < 0 || last > chain.head.number)
    throw new RpcError(INVALID_PARAMETERS, 'those are no blocks');
  const blocks = Math.min(wanted, MOST_FEES, last + 1);
  const many = (length: number, value: unknown): unknown[] => Array.from({ length }, () => value);
  const rewards = Array.isArray(percentiles)
    ? {
        reward: many(
          blocks,
          percentiles.map(() => '0x0'),
        ),
      }
    : {};
  return {
    oldestBlock: hexOf(last + 1 - blocks),
    baseFeePerGas: many(blocks + 1, '0x0'),
    gasUsedRatio: many(blocks, 0),
    ...rewards,
  };
}

function textOf(value: unknown): string {
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]*$/.test(value))
    throw new RpcError(INVALID_PARAMETERS, 'hexadecimal data with 0x was expected');
  return value.toLowerCase();
}

function addressOf(value: unknown): string {
  const address = textOf(value);
  if (address.length !== 42) throw new RpcError(INVALID_PARAMETERS, 'an address has 20 bytes');
  return address;
}

function messageOf(value: unknown) {
  const { from, to, data, input, gas } = (value ?? {}) as Message;
  const code = input ?? data;
  return {
    ...(from === undefined ? {} : { from: addressOf(from) }),
    ...(to === undefined || to === null ? {} : { to: addressOf(to) }),
    ...(code === undefined ? {} : { data: textOf(code) }),
    ...(gas === undefined ? {} : { gas: BigInt(gas) }),
  };
}

function dataOf({ refused, data }: CallOutcome): string {
  if (refused) throw new RpcError(REVERTED, 'execution reverted', data);
  return data;
}

/** Gas of the call itself, its calldata at the higher of both rates of EIP-7623, and a tenth to spare. */
async function estimate(chain: EmbeddedChain, value: unknown): Promise<string> {
  const message = messageOf(value);
  const outcome = await chain.call(message);
  dataOf(outcome);
  const data = Buffer.from((message.data ?? '0x').slice(2), 'hex');
  const tokens = data.reduce((sum, byte) => sum + (byte === 0 ? 1 : 4), 0);
  const creation = message.to === undefined ? 32_000 + 2 * Math.ceil(data.length / 32) : 0;
  const normal = 21_000 + 4 * tokens + creation + Number(outcome.gasUsed);
  const floor = 21_000 + 10 * tokens;
  return hexOf(Math.ceil(Math.max(normal, floor) * 1.1));
}

function filterOf(chain: EmbeddedChain, { fromBlock, toBlock, blockHash, address, topics = [] }: Filter) {
  const addresses = address === undefined ? [] : [address].flat().map(addressOf);
  const wanted = topics.map((topic) => (topic === null ? null : [topic].flat().map(textOf)));
  if (blockHash !== undefined) {
    const block = chain.store.blockByHash(textOf(blockHash));
    const number = block === undefined ? -1 : Number(block.header.number);
    return { from: number, to: number, addresses, topics: wanted };
  }
  const [from, to] = [numberOf(chain, fromBlock), numberOf(chain, toBlock)];
  if (to - from >= MOST_BLOCKS)
    throw new RpcError(INVALID_PARAMETERS, `a range of at most ${MOST_BLOCKS} blocks can be asked for`);
  return { from, to, addresses, topics: wanted };
}

function logsOf(chain: EmbeddedChain, filter: Filter): unknown {
  const logs = chain.store.logs(filterOf(chain, filter), MOST_LOG_CHARACTERS);
  if (logs === undefined) throw new RpcError(LIMIT_EXCEEDED, 'too many events: ask for fewer blocks');
  return logs;
}

type Block = { header: Record<string, unknown>; transactions: string[] };

function showBlock(chain: EmbeddedChain, block: Block | undefined, full: unknown): unknown {
  if (block === undefined) return null;
  const { header, transactions } = block;
  return {
    ...header,
    transactions: full === true ? transactions.map((hash) => showTransaction(chain, hash)) : transactions,
  };
}

function showTransaction(chain: EmbeddedChain, hash: string): unknown {
  const [raw, receipt] = [chain.store.transaction(hash), chain.store.receipt(hash)];
  if (raw === undefined || receipt === undefined) return null;
  const transaction = chain.decode(raw);
  const { data, gasLimit, ...shown } = transaction.toJSON();
  const { blockNumber, blockHash, transactionIndex, from } = receipt;
  return {
    ...shown,
    hash,
    from,
    to: transaction.to?.toString() ?? null,
    input: data,
    gas: gasLimit,
    gasPrice: '0x0',
    type: hexOf(transaction.type),
    blockNumber,
    blockHash,
    transactionIndex,
  };
}
