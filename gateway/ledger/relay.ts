/** Anybody's questions to a ledger elsewhere: those that an audit asks are passed on, and no others. */
import type { JsonRpcApiProvider } from 'ethers';
import type { LedgerIdentity } from '../../sdk/ledger/ledger.ts';
import { RpcError, rpcCodes } from './embedded/rpc-error.ts';

/** Answers a question as JSON text. @throws RpcError as the ledger refuses; one with code -32603 may tell of the inside. */
export type ReadLedger = (method: string, parameters: readonly unknown[]) => Promise<string>;

/** Milliseconds after which a ledger counts as gone: the reader asks again, and nothing piles up here. */
const PATIENCE = 20_000;
/** Characters of hexadecimal that a view of the registers is called with at most: its selector and two words. */
const LONGEST_CALL = 2 + 8 + 2 * 64;

type Parameters = readonly unknown[];
type Allows = (parameters: Parameters, contracts: ReadonlySet<string>) => boolean;

const allowed: Readonly<Record<string, Allows>> = {
  eth_chainId: ({ length }) => length === 0,
  eth_blockNumber: ({ length }) => length === 0,
  eth_getBlockByNumber: ([, whole]) => whole === false,
  eth_getLogs: ([filter], contracts) => isOnly(contracts, partsOf(filter).address),
  eth_call: ([message, tag, ...more], contracts) => {
    const { to, data, ...others } = partsOf(message);
    const isShort = typeof data === 'string' && data.length <= LONGEST_CALL;
    const isBare = Object.keys(others).length === 0 && more.length === 0;
    return isOnly(contracts, to) && isShort && isBare && tag === 'latest';
  },
};

/**
 * Passes on what reads the registers of `identity`, so that nobody uses the city's access to that ledger for anything else.
 * Answers are handed back as they came: whoever asks recomputes what they add up to.
 */
export function relayTo(
  provider: Pick<JsonRpcApiProvider, 'send'>,
  { contracts }: LedgerIdentity,
): ReadLedger {
  const own = new Set(Object.values(contracts).map((address) => address.toLowerCase()));
  return async (method, parameters) => {
    const allows = Object.hasOwn(allowed, method) ? allowed[method] : undefined;
    if (allows === undefined) throw new RpcError(rpcCodes.unknownMethod, `there is no method ${method} here`);
    if (!allows(parameters, own))
      throw new RpcError(rpcCodes.invalidParameters, `${method} reads the city’s own registers here`);
    return JSON.stringify(await inTime(pass(provider, method, parameters)));
  };
}

async function pass(
  provider: Pick<JsonRpcApiProvider, 'send'>,
  method: string,
  parameters: Parameters,
): Promise<unknown> {
  try {
    return await provider.send(method, [...parameters]);
  } catch (error) {
    // What the ledger itself refused is for whoever asked: an audit then asks for fewer blocks.
    if (isRefusal(error)) throw new RpcError(rpcCodes.refused, 'the ledger refused');
    throw error;
  }
}

/** Whether the endpoint answered, and with an error: the library tells of it in more than one place. */
function isRefusal(error: unknown): boolean {
  const { error: own, info } = error as { error?: unknown; info?: { error?: unknown } };
  return isError(own) || isError(info?.error);
}

const isError = (value: unknown): boolean => typeof partsOf(value).code === 'number';

async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the ledger doesn’t answer')), PATIENCE);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** One address or several, each of them a register's. */
function isOnly(contracts: ReadonlySet<string>, value: unknown): boolean {
  const addresses: unknown[] = [value ?? []].flat();
  return addresses.length > 0 && addresses.every((one) => contracts.has(String(one).toLowerCase()));
}

const partsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
