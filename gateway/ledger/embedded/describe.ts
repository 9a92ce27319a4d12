/** Blocks, receipts and events in the shapes that JSON-RPC answers. */
import type { Block } from '@ethereumjs/block';
import type { TypedTransaction } from '@ethereumjs/tx';
import { bytesToHex } from '@ethereumjs/util';
import type { RunTxResult } from '@ethereumjs/vm';
import type { StoredTransaction } from './store.ts';

/** A transaction with what it did; `cumulativeGas` is the block's up to and with it. */
export type Executed = {
  readonly transaction: TypedTransaction;
  readonly result: RunTxResult;
  readonly cumulativeGas: bigint;
};

/** A number as JSON-RPC writes quantities. */
export const hexOf = (value: number | bigint): string => `0x${value.toString(16)}`;

/** A block's header with its hash. */
export function headerOf(block: Block): Record<string, unknown> {
  const { uncleHash, receiptTrie, coinbase, transactionsTrie, ...header } = block.header.toJSON();
  return {
    ...header,
    hash: bytesToHex(block.hash()),
    sha3Uncles: uncleHash,
    receiptsRoot: receiptTrie,
    transactionsRoot: transactionsTrie,
    miner: coinbase,
    uncles: [],
    size: hexOf(block.serialize().length),
  };
}

/** Receipt and events of an executed transaction as JSON-RPC answers them. */
export function describe(
  { transaction, result, cumulativeGas }: Executed,
  { number, hash, index, firstLog }: { number: number; hash: string; index: number; firstLog: number },
): StoredTransaction {
  const place = {
    blockNumber: hexOf(number),
    blockHash: hash,
    transactionHash: bytesToHex(transaction.hash()),
    transactionIndex: hexOf(index),
  };
  const logs = result.receipt.logs.map(([address, topics, data], offset) => {
    const shown = { address: bytesToHex(address), topics: topics.map((topic) => bytesToHex(topic)) };
    const logIndex = firstLog + offset;
    return {
      ...shown,
      logIndex,
      log: { ...place, ...shown, data: bytesToHex(data), logIndex: hexOf(logIndex), removed: false },
    };
  });
  const receipt = {
    ...place,
    from: transaction.getSenderAddress().toString(),
    to: transaction.to?.toString() ?? null,
    contractAddress: result.createdAddress?.toString() ?? null,
    cumulativeGasUsed: hexOf(cumulativeGas),
    gasUsed: hexOf(result.totalGasSpent),
    effectiveGasPrice: '0x0',
    logs: logs.map(({ log }) => log),
    logsBloom: bytesToHex(result.bloom.bitvector),
    status: result.execResult.exceptionError === undefined ? '0x1' : '0x0',
    type: hexOf(transaction.type),
  };
  return { hash: place.transactionHash, raw: transaction.serialize(), receipt, logs };
}
