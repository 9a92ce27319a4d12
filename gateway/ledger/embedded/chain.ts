/** The embedded chain: an Ethereum virtual machine whose blocks hold whatever arrived while the last one was written. */
import type { Block } from '@ethereumjs/block';
import type { Common } from '@ethereumjs/common';
import type { MerkleStateManager } from '@ethereumjs/statemanager';
import { createTxFromRLP, type TypedTransaction } from '@ethereumjs/tx';
import {
  type Address,
  bytesToHex,
  createAddressFromString,
  hexToBytes,
  type PrefixedHexString,
} from '@ethereumjs/util';
import { runTx, type VM } from '@ethereumjs/vm';
import { describe, type Executed, headerOf } from './describe.ts';
import { BLOCK_GAS, blockAfter, type Machine, openMachine, sealAfter } from './machine.ts';
import { ChainStore, type Head, type StoredTransaction } from './store.ts';

const MOST_TRANSACTIONS = 250;

/** A message that is executed and thrown away. */
export type CallMessage = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly data?: string | undefined;
  readonly gas?: bigint | undefined;
};

/** What a call returned: the gas that it used and its data; where it failed why, which is `revert` where the code refused. */
export type CallOutcome = {
  readonly failure: string | undefined;
  readonly data: string;
  readonly gasUsed: bigint;
};

type Waiting = {
  readonly transaction: TypedTransaction;
  readonly resolve: (hash: string) => void;
  readonly reject: (error: Error) => void;
};

export type ChainOptions = { readonly folder: string; readonly chainId: number; readonly now?: () => number };

/** One chain in one folder. Reads and blocks take turns; a transaction resolves once its block is durable. */
export class EmbeddedChain {
  readonly chainId: number;
  readonly store: ChainStore;
  readonly #common: Common;
  readonly #state: MerkleStateManager;
  readonly #vm: VM;
  readonly #now: () => number;
  #head: Head;
  #turn: Promise<unknown> = Promise.resolve();
  #waiting: Waiting[] = [];
  #isScheduled = false;
  #broken: Error | undefined;

  private constructor(parts: Machine & { store: ChainStore; chainId: number; now: () => number }) {
    this.store = parts.store;
    this.#common = parts.common;
    this.#state = parts.state;
    this.#vm = parts.vm;
    this.#head = parts.head;
    this.chainId = parts.chainId;
    this.#now = parts.now;
  }

  /** Opens the chain in `folder`, making its first block where there is none. */
  static async open({
    folder,
    chainId,
    now = () => Math.floor(Date.now() / 1000),
  }: ChainOptions): Promise<EmbeddedChain> {
    const store = new ChainStore(folder);
    const machine = await openMachine(store, { chainId, now: now() });
    return new EmbeddedChain({ ...machine, store, chainId, now });
  }

  get head(): Head {
    return this.#head;
  }

  /** Resolves to the transaction's hash once its block is durable. @throws where it can't be executed at all. */
  send(raw: string): Promise<string> {
    const transaction = createTxFromRLP(hexToBytes(raw as PrefixedHexString), { common: this.#common });
    return new Promise((resolve, reject) => {
      if (this.#broken !== undefined) return reject(this.#broken);
      this.#waiting.push({ transaction, resolve, reject });
      if (this.#isScheduled) return;
      this.#isScheduled = true;
      setImmediate(() => void this.#inTurn(() => this.#mineWaiting()));
    });
  }

  /** Executes a message on the newest state and throws its effects away. */
  call({ from, to, data, gas = BLOCK_GAS }: CallMessage): Promise<CallOutcome> {
    return this.#inTurn(async () => {
      await this.#vm.evm.journal.checkpoint();
      try {
        const { execResult } = await this.#vm.evm.runCall({
          ...(from === undefined ? {} : { caller: addressOf(from) }),
          ...(to === undefined ? {} : { to: addressOf(to) }),
          ...(data === undefined ? {} : { data: hexToBytes(data as PrefixedHexString) }),
          gasLimit: gas,
          block: blockAfter(this.#head, { common: this.#common }),
        });
        return {
          failure: execResult.exceptionError?.error,
          data: bytesToHex(execResult.returnValue),
          gasUsed: execResult.executionGasUsed,
        };
      } finally {
        await this.#vm.evm.journal.revert();
        await this.#vm.evm.journal.cleanup();
      }
    });
  }

  nonceOf = (address: string): Promise<bigint> =>
    this.#inTurn(async () => (await this.#state.getAccount(addressOf(address)))?.nonce ?? 0n);
  balanceOf = (address: string): Promise<bigint> =>
    this.#inTurn(async () => (await this.#state.getAccount(addressOf(address)))?.balance ?? 0n);
  codeOf = (address: string): Promise<string> =>
    this.#inTurn(async () => bytesToHex(await this.#state.getCode(addressOf(address))));
  storageOf = (address: string, slot: bigint): Promise<string> =>
    this.#inTurn(async () => {
      const key = hexToBytes(`0x${slot.toString(16).padStart(64, '0')}`);
      const value = await this.#state.getStorage(addressOf(address), key);
      return `0x${Buffer.from(value).toString('hex').padStart(64, '0')}`;
    });

  /** Whether the virtual machine itself answers at that address. */
  isPrecompile = (address: string): boolean => this.#vm.evm.getPrecompile?.(addressOf(address)) !== undefined;

  /** A stored transaction, decoded. */
  decode = (raw: Uint8Array): TypedTransaction => createTxFromRLP(raw, { common: this.#common });

  /** Waits for what was begun, then closes the file. */
  async close(): Promise<void> {
    const closed = this.#turn.then(() => this.store.close());
    this.#turn = closed;
    await closed;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(() => {
      if (this.#broken !== undefined) throw this.#broken;
      return work();
    });
    this.#turn = result.catch(() => {});
    return result;
  }

  async #mineWaiting(): Promise<void> {
    this.#isScheduled = false;
    while (this.#waiting.length > 0 && this.#broken === undefined) await this.#mine(this.#takeBatch());
    for (const { reject } of this.#waiting.splice(0)) if (this.#broken !== undefined) reject(this.#broken);
  }

  #takeBatch(): Waiting[] {
    let gas = 0n;
    let count = 0;
    for (const { transaction } of this.#waiting) {
      gas += transaction.gasLimit;
      if (count > 0 && (gas > BLOCK_GAS || count === MOST_TRANSACTIONS)) break;
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  async #mine(batch: readonly Waiting[]): Promise<void> {
    const timestamp = BigInt(Math.max(this.#now(), this.#head.timestamp));
    const draft = blockAfter(this.#head, { common: this.#common, header: { timestamp } });
    const executed: Executed[] = [];
    const mined: Waiting[] = [];
    let cumulativeGas = 0n;
    await this.#vm.evm.journal.checkpoint();
    for (const waiting of batch) {
      try {
        const options = {
          tx: waiting.transaction,
          block: draft,
          blockGasUsed: cumulativeGas,
          skipHardForkValidation: true,
        };
        const result = await runTx(this.#vm, options);
        cumulativeGas += result.totalGasSpent;
        executed.push({ transaction: waiting.transaction, result, cumulativeGas });
        mined.push(waiting);
      } catch (error) {
        waiting.reject(error as Error);
      }
    }
    await this.#vm.evm.journal.commit();
    if (executed.length === 0) return;
    try {
      const machine = { common: this.#common, state: this.#state };
      const block = await sealAfter(this.#head, { machine, executed, timestamp });
      this.#head = this.#store(block, executed);
    } catch (error) {
      // The state in memory is ahead of the file now: nothing may build on it, nobody may read it.
      this.#broken = error as Error;
      for (const { reject } of mined) reject(this.#broken);
      return;
    }
    for (const { transaction, resolve } of mined) resolve(bytesToHex(transaction.hash()));
  }

  #store(block: Block, executed: readonly Executed[]): Head {
    const place = { number: this.#head.number + 1, hash: bytesToHex(block.hash()) };
    let logIndex = 0;
    const transactions = executed.map((item, index): StoredTransaction => {
      const stored = describe(item, { ...place, index, firstLog: logIndex });
      logIndex += stored.logs.length;
      return stored;
    });
    const head = {
      ...place,
      stateRoot: bytesToHex(block.header.stateRoot),
      timestamp: Number(block.header.timestamp),
    };
    this.store.commit({ ...head, header: headerOf(block), transactions });
    return head;
  }
}

const addressOf = (text: string): Address => createAddressFromString(text);
