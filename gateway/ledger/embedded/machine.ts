/** The virtual machine over the store: its rules, its state, and blocks in their order. */
import { type Block, createBlock, genTransactionsTrieRoot } from '@ethereumjs/block';
import { type Common, createCustomCommon, Hardfork, Mainnet } from '@ethereumjs/common';
import { createMPT, MerklePatriciaTrie } from '@ethereumjs/mpt';
import { RLP } from '@ethereumjs/rlp';
import { Caches, MerkleStateManager } from '@ethereumjs/statemanager';
import type { TypedTransaction } from '@ethereumjs/tx';
import { bytesToHex, hexToBytes, type PrefixedHexString } from '@ethereumjs/util';
import { createVM, encodeReceipt, type VM } from '@ethereumjs/vm';
import { blockHashes, nodesOf } from './adapters.ts';
import { type Executed, headerOf } from './describe.ts';
import type { ChainStore, Head } from './store.ts';

/** Gas that one block holds. */
export const BLOCK_GAS = 60_000_000n;

/** The machine as it stands after the store's newest block. */
export type Machine = {
  readonly common: Common;
  readonly state: MerkleStateManager;
  readonly vm: VM;
  readonly head: Head;
};

/** Makes the first block where the store is empty; `now` is its time in seconds since 1970. */
export async function openMachine(
  store: ChainStore,
  { chainId, now }: { readonly chainId: number; readonly now: number },
): Promise<Machine> {
  const common = createCustomCommon({ chainId, name: 'certificate-free-city' }, Mainnet, {
    hardfork: Hardfork.Osaka,
  });
  const known = store.head();
  const trie = await createMPT({
    useKeyHashing: true,
    common,
    db: nodesOf(store),
    valueEncoding: 'view',
    cacheSize: 50_000,
    ...(known === undefined ? {} : { root: hexToBytes(known.stateRoot as PrefixedHexString) }),
  });
  const caches = new Caches({ account: { size: 10_000 }, storage: { size: 50_000 }, code: { size: 100 } });
  const state = new MerkleStateManager({ trie, common, prefixStorageTrieKeys: true, caches });
  const vm = await createVM({ common, stateManager: state, blockchain: blockHashes(store) });
  const head =
    known ?? writeGenesis(store, common, { now, stateRoot: bytesToHex(await state.getStateRoot()) });
  return { common, state, vm, head };
}

/** The block after `head`. Gas costs nothing here: nobody has to be funded. */
export function blockAfter(
  head: Head,
  {
    common,
    header = {},
    transactions = [],
  }: {
    readonly common: Common;
    readonly header?: Readonly<Record<string, unknown>>;
    readonly transactions?: readonly TypedTransaction[];
  },
): Block {
  const place = {
    number: BigInt(head.number + 1),
    parentHash: hexToBytes(head.hash as PrefixedHexString),
    gasLimit: BLOCK_GAS,
    baseFeePerGas: 0n,
  };
  return createBlock(
    { header: { timestamp: BigInt(head.timestamp), ...header, ...place }, transactions: [...transactions] },
    { common, skipConsensusFormatValidation: true },
  );
}

/** The block of what was executed, with the roots of its transactions, receipts and state. */
export async function sealAfter(
  head: Head,
  {
    machine,
    executed,
    timestamp,
  }: {
    readonly machine: Pick<Machine, 'common' | 'state'>;
    readonly executed: readonly Executed[];
    readonly timestamp: bigint;
  },
): Promise<Block> {
  const { common, state } = machine;
  const receipts = new MerklePatriciaTrie({ common });
  for (const [index, { transaction, result }] of executed.entries())
    await receipts.put(RLP.encode(index), encodeReceipt(result.receipt, transaction.type));
  const transactions = executed.map(({ transaction }) => transaction);
  const header = {
    timestamp,
    stateRoot: await state.getStateRoot(),
    gasUsed: executed.at(-1)?.cumulativeGas ?? 0n,
    transactionsTrie: await genTransactionsTrieRoot(transactions, new MerklePatriciaTrie({ common })),
    receiptTrie: receipts.root(),
  };
  return blockAfter(head, { common, header, transactions });
}

function writeGenesis(
  store: ChainStore,
  common: Common,
  { now, stateRoot }: { now: number; stateRoot: string },
): Head {
  const block = createBlock(
    {
      header: {
        number: 0n,
        timestamp: BigInt(now),
        gasLimit: BLOCK_GAS,
        baseFeePerGas: 0n,
        stateRoot: hexToBytes(stateRoot as PrefixedHexString),
      },
    },
    { common, skipConsensusFormatValidation: true },
  );
  const head = { number: 0, hash: bytesToHex(block.hash()), stateRoot, timestamp: now };
  store.commit({ ...head, header: headerOf(block), transactions: [] });
  return head;
}
