/** Ethereum JSON-RPC over the embedded chain: one table of methods for the gateway, one for anybody. */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { dataOf, type Execute, execute, executePublic, gasOf } from './calls.ts';
import type { EmbeddedChain } from './chain.ts';
import { hexOf } from './describe.ts';
import {
  addressOf,
  bytesOf,
  countPercentiles,
  filterOf,
  findBlock,
  hashOf,
  messageOf,
  numberOf,
  quantityOf,
} from './parameters.ts';
import { invalid, RpcError, rpcCodes } from './rpc-error.ts';
import type { WrittenBlock } from './store.ts';

/** Characters of JSON that one eth_getLogs may read; the largest block holds less. */
export const MOST_LOG_CHARACTERS = 16_000_000;
const MOST_FEES = 1024;

type Parameters = readonly unknown[];
type Method = (chain: EmbeddedChain, parameters: Parameters) => unknown;
type Methods = Readonly<Record<string, Method>>;

/** Who asks: the gateway, which writes and executes what it likes, or anybody. */
export type Asker = 'gateway' | 'anybody';

const reading: Methods = {
  web3_clientVersion: () => 'certificate-free-city/1',
  web3_sha3: (_chain, [data]) =>
    `0x${Buffer.from(keccak_256(Buffer.from(bytesOf(data).slice(2), 'hex'))).toString('hex')}`,
  net_version: (chain) => String(chain.chainId),
  net_listening: () => true,
  eth_chainId: (chain) => hexOf(chain.chainId),
  eth_syncing: () => false,
  eth_accounts: () => [],
  eth_blockNumber: (chain) => hexOf(chain.head.number),
  eth_gasPrice: () => '0x0',
  eth_maxPriorityFeePerGas: () => '0x0',
  eth_feeHistory: (chain, [count, newest, percentiles]) => feesOf(chain, { count, newest, percentiles }),
  eth_getBlockByNumber: (chain, [tag, full]) => showBlock(chain, findBlock(chain, tag), full),
  eth_getBlockByHash: (chain, [hash, full]) => showBlock(chain, chain.store.blockByHash(hashOf(hash)), full),
  eth_getBlockTransactionCountByNumber: (chain, [tag]) => countTransactions(findBlock(chain, tag)),
  eth_getBlockTransactionCountByHash: (chain, [hash]) =>
    countTransactions(chain.store.blockByHash(hashOf(hash))),
  eth_getUncleCountByBlockNumber: (chain, [tag]) => countUncles(findBlock(chain, tag)),
  eth_getUncleCountByBlockHash: (chain, [hash]) => countUncles(chain.store.blockByHash(hashOf(hash))),
  eth_getBlockReceipts: (chain, [tag]) =>
    findBlock(chain, tag)?.transactions.map((hash) => chain.store.receipt(hash)) ?? null,
  eth_getTransactionByHash: (chain, [hash]) => showTransaction(chain, hashOf(hash)),
  eth_getTransactionByBlockNumberAndIndex: (chain, [tag, index]) =>
    showTransactionAt(chain, findBlock(chain, tag), index),
  eth_getTransactionByBlockHashAndIndex: (chain, [hash, index]) =>
    showTransactionAt(chain, chain.store.blockByHash(hashOf(hash)), index),
  eth_getTransactionReceipt: (chain, [hash]) => chain.store.receipt(hashOf(hash)) ?? null,
  eth_getTransactionCount: async (chain, [address, tag]) =>
    hexOf(await newestState(chain, tag).nonceOf(addressOf(address))),
  eth_getBalance: async (chain, [address, tag]) =>
    hexOf(await newestState(chain, tag).balanceOf(addressOf(address))),
  eth_getCode: (chain, [address, tag]) => newestState(chain, tag).codeOf(addressOf(address)),
  eth_getStorageAt: (chain, [address, slot, tag]) =>
    newestState(chain, tag).storageOf(addressOf(address), quantityOf(slot)),
  eth_getLogs: (chain, [filter]) => logsOf(chain, filter),
};

const executing = (run: Execute): Methods => ({
  eth_call: async (chain, [message, tag]) => dataOf(await run(newestState(chain, tag), messageOf(message))),
  eth_estimateGas: async (chain, [value, tag]) => {
    const message = messageOf(value);
    return gasOf(message, await run(newestState(chain, tag), message));
  },
});

const methods: Readonly<Record<Asker, Methods>> = {
  anybody: { ...reading, ...executing(executePublic) },
  gateway: {
    ...reading,
    ...executing(execute),
    eth_sendRawTransaction: (chain, [raw]) => chain.send(bytesOf(raw)),
  },
};

/** A method with its parameters, asked by somebody. */
export type Asked = { readonly asker: Asker; readonly method: string; readonly parameters: Parameters };

/** Answers one method. @throws RpcError where the asker has no such method, for bad parameters, or for what is refused. */
export async function answer(chain: EmbeddedChain, { asker, method, parameters }: Asked): Promise<unknown> {
  const found = Object.hasOwn(methods[asker], method) ? methods[asker][method] : undefined;
  if (found === undefined) throw new RpcError(rpcCodes.unknownMethod, `there is no method ${method} here`);
  return found(chain, parameters);
}

/** The chain, where its present state is what was asked for: former states are not kept, and none is passed off as one. */
function newestState(chain: EmbeddedChain, tag: unknown): EmbeddedChain {
  if (numberOf(chain, tag) !== chain.head.number)
    throw new RpcError(rpcCodes.refused, 'the state after that block is not kept: ask for the latest');
  return chain;
}

type FeeQuestion = { readonly count: unknown; readonly newest: unknown; readonly percentiles: unknown };

/** Fees of former blocks, which cost nothing here. */
function feesOf(chain: EmbeddedChain, { count, newest, percentiles }: FeeQuestion): unknown {
  const last = numberOf(chain, newest);
  const wanted = typeof count === 'number' ? count : Number(quantityOf(count));
  if (!Number.isSafeInteger(wanted) || wanted < 0 || last > chain.head.number)
    throw invalid('those are no blocks');
  const blocks = Math.min(wanted, MOST_FEES, last + 1);
  const many = (length: number, value: unknown): unknown[] => Array.from({ length }, () => value);
  const percentileCount = countPercentiles(percentiles);
  return {
    oldestBlock: hexOf(last + 1 - blocks),
    baseFeePerGas: many(blocks + 1, '0x0'),
    gasUsedRatio: many(blocks, 0),
    ...(percentileCount === 0 ? {} : { reward: many(blocks, many(percentileCount, '0x0')) }),
  };
}

function logsOf(chain: EmbeddedChain, filter: unknown): unknown {
  const logs = chain.store.logs(filterOf(chain, filter), MOST_LOG_CHARACTERS);
  if (logs === undefined) throw new RpcError(rpcCodes.limitExceeded, 'too many events: ask for fewer blocks');
  return logs;
}

const countTransactions = (block: WrittenBlock | undefined): string | null =>
  block === undefined ? null : hexOf(block.transactions.length);

const countUncles = (block: WrittenBlock | undefined): string | null => (block === undefined ? null : '0x0');

function showBlock(chain: EmbeddedChain, block: WrittenBlock | undefined, full: unknown): unknown {
  if (block === undefined) return null;
  const { header, transactions } = block;
  return {
    ...header,
    transactions: full === true ? transactions.map((hash) => showTransaction(chain, hash)) : transactions,
  };
}

function showTransactionAt(chain: EmbeddedChain, block: WrittenBlock | undefined, index: unknown): unknown {
  const hash = block?.transactions[Number(quantityOf(index))];
  return hash === undefined ? null : showTransaction(chain, hash);
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
