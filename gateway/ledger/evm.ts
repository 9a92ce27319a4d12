/** The ledger on an EVM: the three registers behind any JSON-RPC endpoint, or the embedded one. */
import { getBytes, hexlify, type Interface, type JsonRpcApiProvider } from 'ethers';
import { CityError } from '../errors.ts';
import type { LedgerAccount } from '../keys/keys.ts';
import { issuersInterface, logsInterface, statusListsInterface } from './abi.ts';
import { encodeProposal, hexOfChanges, logToNumber, nameToBytes, proposalIn } from './evm-codec.ts';
import { newestOf, readEvents } from './evm-events.ts';
import { ask, TransactionSender } from './evm-transactions.ts';
import type {
  Ledger,
  LedgerEvent,
  LedgerIdentity,
  LedgerPosition,
  LedgerProposal,
  LogBatch,
  LogHead,
  StatusBatch,
} from './ledger.ts';

const APPEND_GAS = 200_000;
const APPEND_GAS_A_LEAF = 2_000;
const CHANGE_GAS = 150_000;
const CHANGE_GAS_A_CHANGE = 400;

export type EvmOptions = {
  readonly provider: JsonRpcApiProvider;
  /** Address of the Issuers register, which names the other two. */
  readonly issuers: string;
  /** Account that writes for a department, or for `operator`. */
  readonly accountOf: (name: string) => LedgerAccount;
  /** Blocks after which a write counts as final, its own included. */
  readonly confirmations?: number;
  readonly close?: () => Promise<void>;
};

/** @throws CityError LEDGER_UNREACHABLE, or LEDGER_REFUSED where the address holds no Issuers register. */
export async function openEvmLedger({
  provider,
  issuers,
  accountOf,
  confirmations = 1,
  close,
}: EvmOptions): Promise<Ledger> {
  const read = reader(provider);
  const chainId = BigInt(String(await ask(provider, 'eth_chainId', [])));
  const [logs, statusLists, genesis] = await Promise.all([
    read(issuersInterface, issuers, 'logs', []),
    read(issuersInterface, issuers, 'statusLists', []),
    ask(provider, 'eth_getBlockByNumber', ['0x0', false]),
  ]);
  const identity: LedgerIdentity = {
    id: `eip155:${chainId}:${issuers.toLowerCase()}`,
    chainId: Number(chainId),
    genesis: (genesis as { hash: string }).hash,
    contracts: { issuers, logs: String(logs[0]), statusLists: String(statusLists[0]) },
  };
  const sender = new TransactionSender(provider, { chainId, confirmations });
  return new EvmLedger({
    provider,
    identity,
    sender,
    confirmations,
    accountOf,
    close: close ?? (async () => provider.destroy()),
  });
}

type Parts = {
  readonly provider: JsonRpcApiProvider;
  readonly identity: LedgerIdentity;
  readonly sender: TransactionSender;
  readonly confirmations: number;
  readonly accountOf: (name: string) => LedgerAccount;
  readonly close: () => Promise<void>;
};

class EvmLedger implements Ledger {
  readonly identity: LedgerIdentity;
  readonly close: () => Promise<void>;
  readonly #parts: Parts;
  readonly #read: Reader;

  constructor(parts: Parts) {
    this.identity = parts.identity;
    this.close = parts.close;
    this.#parts = parts;
    this.#read = reader(parts.provider);
  }

  async head(log: string): Promise<LogHead> {
    const number = logToNumber(log);
    const before = await this.#readHead(number);
    const [root] = await this.#read(logsInterface, this.identity.contracts.logs, 'root', [number]);
    const { size, owner, suspended } = await this.#readHead(number);
    // A root belongs to a size only if nothing was appended between the two questions.
    if (size !== before.size) return this.head(log);
    return { size, owner, suspended, root: getBytes(String(root)) };
  }

  async append({ log, expectedSize, leaves }: LogBatch): Promise<LedgerPosition> {
    const owner = log === 'access' ? 'operator' : log;
    const data = logsInterface.encodeFunctionData('append', [
      logToNumber(log),
      expectedSize,
      leaves.map((leaf) => hexlify(leaf)),
    ]);
    const gas = BigInt(APPEND_GAS + APPEND_GAS_A_LEAF * leaves.length);
    return this.#write(owner, this.identity.contracts.logs, { data, gas });
  }

  async statusHead(department: string, list: number): Promise<Uint8Array> {
    const { statusLists } = this.identity.contracts;
    const [head] = await this.#read(statusListsInterface, statusLists, 'head', [
      nameToBytes(department),
      list,
    ]);
    return getBytes(String(head));
  }

  async changeStatus({
    department,
    list,
    expectedHead,
    listHash,
    changes,
  }: StatusBatch): Promise<LedgerPosition> {
    const data = statusListsInterface.encodeFunctionData('change', [
      nameToBytes(department),
      list,
      hexlify(expectedHead),
      hexlify(listHash),
      hexOfChanges(changes),
    ]);
    const gas = BigInt(CHANGE_GAS + CHANGE_GAS_A_CHANGE * changes.length);
    return this.#write(department, this.identity.contracts.statusLists, { data, gas });
  }

  async propose(proposal: LedgerProposal): Promise<bigint> {
    const data = encodeProposal(proposal);
    const { logs } = await this.#parts.sender.send(this.#parts.accountOf('operator'), {
      to: this.identity.contracts.issuers,
      data,
    });
    return proposalIn(logs);
  }

  async confirm(department: string, proposal: bigint): Promise<void> {
    await this.#callIssuers(department, 'confirm', [proposal]);
  }

  async endKey(department: string, thumbprint: Uint8Array): Promise<void> {
    await this.#callIssuers(department, 'endKey', [hexlify(thumbprint)]);
  }

  async publishRegistrations(registrations: Uint8Array): Promise<void> {
    await this.#callIssuers('operator', 'publishRegistrations', [hexlify(registrations)]);
  }

  async setAccessCheckpointKey(key: Uint8Array): Promise<void> {
    await this.#callIssuers('operator', 'setAccessCheckpointKey', [hexlify(key)]);
  }

  events(after?: LedgerPosition): AsyncIterable<LedgerEvent> {
    const { provider, confirmations } = this.#parts;
    return readEvents({ provider, contracts: this.identity.contracts, after, confirmations });
  }

  newest(): Promise<LedgerPosition> {
    return newestOf(this.#parts);
  }

  async #readHead(log: bigint): Promise<Omit<LogHead, 'root'>> {
    const head = await this.#read(logsInterface, this.identity.contracts.logs, 'head', [log]);
    const [size, owner, suspended] = head as [bigint, string, boolean];
    return { size: Number(size), owner: BigInt(owner) === 0n ? '' : owner, suspended };
  }

  async #callIssuers(account: string, name: string, values: unknown[]): Promise<void> {
    const data = issuersInterface.encodeFunctionData(name, values);
    await this.#parts.sender.send(this.#parts.accountOf(account), {
      to: this.identity.contracts.issuers,
      data,
    });
  }

  async #write(
    account: string,
    to: string,
    call: { readonly data: string; readonly gas: bigint },
  ): Promise<LedgerPosition> {
    const receipt = await this.#parts.sender.send(this.#parts.accountOf(account), { to, ...call });
    return { block: Number(receipt.blockNumber), place: Number(receipt.logs[0]?.logIndex ?? 0) };
  }
}

type Reader = (
  known: Interface,
  to: string,
  name: string,
  values: unknown[],
  block?: string,
) => Promise<readonly unknown[]>;

/** Calls of views, decoded. @throws CityError LEDGER_REFUSED where nothing that answers stands at the address. */
function reader(provider: JsonRpcApiProvider): Reader {
  return async (known, to, name, values, block = 'latest') => {
    const data = String(
      await ask(provider, 'eth_call', [{ to, data: known.encodeFunctionData(name, values) }, block]),
    );
    if (data === '0x') throw new CityError('LEDGER_REFUSED');
    return [...known.decodeFunctionResult(name, data)];
  };
}
