/** What the virtual machine and its trie expect of a database and a blockchain, answered from the store. */
import { hexToBytes, type PrefixedHexString } from '@ethereumjs/util';
import type { ChainStore } from './store.ts';

/** The state trie's view of the store: writes wait for their block. Old nodes stay, since old blocks name them. */
export function nodesOf(store: ChainStore) {
  const nodes = {
    get: async (key: string) => store.node(key),
    put: async (key: string, value: Uint8Array) => store.putNode(key, value),
    del: async () => {},
    batch: async (operations: { type: string; key: string; value?: Uint8Array }[]) => {
      for (const { type, key, value } of operations)
        if (type === 'put' && value !== undefined) store.putNode(key, value);
    },
    shallowCopy: () => nodes,
    open: async () => {},
  };
  return nodes as never;
}

/** What the virtual machine asks of a blockchain: hashes of former blocks. */
export function blockHashes(store: ChainStore) {
  const blocks = {
    getBlock: async (number: bigint) => ({
      hash: () => hexToBytes(String(store.block(Number(number))?.header.hash) as PrefixedHexString),
    }),
    putBlock: async () => {},
    shallowCopy: () => blocks,
  };
  return blocks as never;
}
