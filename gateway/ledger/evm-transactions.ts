/** Writing to an EVM: one transaction at a time for each account, returned once it is final. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type JsonRpcApiProvider, Signature, Transaction } from 'ethers';
import { CityError } from '../errors.ts';
import type { LedgerAccount } from '../keys/keys.ts';
import { decodeRefusal } from './evm-codec.ts';

const POLL = 200;
const PATIENCE = 120_000;
const PRIORITY_FLOOR = 0n;

/** A call that changes the ledger: contract, encoded call and the most gas that it may use (measured where not given). */
export type Write = { readonly to: string | null; readonly data: string; readonly gas?: bigint };

export type Receipt = {
  readonly blockNumber: string;
  readonly transactionIndex: string;
  readonly contractAddress: string | null;
  readonly status: string;
  readonly logs: readonly {
    readonly topics: readonly string[];
    readonly data: string;
    readonly logIndex: string;
  }[];
};

/** Sends for many accounts; `confirmations` blocks, the transaction's own included, make a write final. */
export class TransactionSender {
  readonly #provider: JsonRpcApiProvider;
  readonly #chainId: bigint;
  readonly #confirmations: number;
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(
    provider: JsonRpcApiProvider,
    options: { readonly chainId: bigint; readonly confirmations: number },
  ) {
    this.#provider = provider;
    this.#chainId = options.chainId;
    this.#confirmations = options.confirmations;
  }

  /** @throws CityError with the register's own code where it refused, LEDGER_UNREACHABLE where the outcome isn't known. */
  send(account: LedgerAccount, write: Write): Promise<Receipt> {
    const before = this.#turns.get(account.address) ?? Promise.resolve();
    const sent = before.then(() => this.#sendNow(account, write));
    this.#turns.set(
      account.address,
      sent.catch(() => {}),
    );
    return sent;
  }

  async #sendNow(account: LedgerAccount, write: Write): Promise<Receipt> {
    const transaction = await this.#prepare(account, write);
    const { unsignedHash } = transaction;
    transaction.signature = Signature.from(account.signDigest(Buffer.from(unsignedHash.slice(2), 'hex')));
    await this.#sendFunded(account, transaction.serialized);
    const receipt = await this.#awaitReceipt(transaction.hash ?? '');
    if (receipt.status !== '0x1') throw await this.#findRefusal(account, write);
    return receipt;
  }

  async #sendFunded(account: LedgerAccount, serialized: string): Promise<void> {
    try {
      await this.#provider.send('eth_sendRawTransaction', [serialized]);
    } catch (error) {
      throw isUnfunded(error)
        ? new CityError('LEDGER_ACCOUNT_UNFUNDED', { account: account.address }, error)
        : refusalOf(error);
    }
  }

  async #prepare(account: LedgerAccount, { to, data, gas }: Write): Promise<Transaction> {
    const message = { from: account.address, to, data };
    const [nonce, tip, block, limit] = await Promise.all([
      this.#ask('eth_getTransactionCount', [account.address, 'pending']),
      this.#ask('eth_maxPriorityFeePerGas', []).catch(() => `0x${PRIORITY_FLOOR.toString(16)}`),
      this.#ask('eth_getBlockByNumber', ['latest', false]),
      gas ?? this.#ask('eth_estimateGas', [message]).then((found) => (BigInt(String(found)) * 6n) / 5n),
    ]);
    const base = BigInt((block as { baseFeePerGas?: string }).baseFeePerGas ?? '0x0');
    const priority = BigInt(String(tip));
    return Transaction.from({
      type: 2,
      chainId: this.#chainId,
      nonce: Number(nonce),
      to,
      data,
      gasLimit: limit,
      maxPriorityFeePerGas: priority,
      maxFeePerGas: 2n * base + priority,
    });
  }

  async #awaitReceipt(hash: string): Promise<Receipt> {
    const until = Date.now() + PATIENCE;
    while (Date.now() < until) {
      const receipt = (await this.#ask('eth_getTransactionReceipt', [hash])) as Receipt | null;
      if (receipt !== null && (await this.#isFinal(receipt))) return receipt;
      await sleep(POLL);
    }
    throw new CityError('LEDGER_UNREACHABLE');
  }

  async #isFinal({ blockNumber }: Receipt): Promise<boolean> {
    if (this.#confirmations <= 1) return true;
    const newest = Number(await this.#ask('eth_blockNumber', []));
    return newest - Number(blockNumber) + 1 >= this.#confirmations;
  }

  /** A receipt tells that a write was refused and not why; the same call on the state since tells. */
  async #findRefusal(account: LedgerAccount, { to, data }: Write): Promise<CityError> {
    try {
      await this.#ask('eth_call', [{ from: account.address, to, data }, 'latest']);
    } catch (error) {
      if (error instanceof CityError) return error;
    }
    return new CityError('LEDGER_REFUSED');
  }

  /** @throws CityError where the endpoint refuses with a register's error, or isn't there. */
  #ask(method: string, parameters: unknown[]): Promise<unknown> {
    return ask(this.#provider, method, parameters);
  }
}

/** One JSON-RPC question. @throws CityError: the register's refusal, LEDGER_REFUSED or LEDGER_UNREACHABLE. */
export async function ask(
  provider: JsonRpcApiProvider,
  method: string,
  parameters: unknown[],
): Promise<unknown> {
  try {
    return await provider.send(method, parameters);
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): CityError {
  const data = refusalDataOf(error);
  return data === undefined ? new CityError('LEDGER_UNREACHABLE', {}, error) : decodeRefusal(data);
}

// Endpoints agree on hardly more than these words, and on no code.
const isUnfunded = (error: unknown): boolean =>
  /insufficient funds|enough funds/i.test(
    `${(error as Error).message} ${JSON.stringify((error as { error?: unknown }).error)}`,
  );

/** The data of a revert, wherever the endpoint put it. */
function refusalDataOf(error: unknown): string | undefined {
  const found = error as {
    data?: unknown;
    error?: { data?: unknown };
    info?: { error?: { data?: unknown } };
  };
  for (const data of [found.data, found.error?.data, found.info?.error?.data]) {
    if (typeof data === 'string' && data.length >= 10) return data;
    const nested = (data as { data?: unknown } | undefined)?.data;
    if (typeof nested === 'string' && nested.length >= 10) return nested;
  }
  return undefined;
}
