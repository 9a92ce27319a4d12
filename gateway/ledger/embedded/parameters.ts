/** Parameters of JSON-RPC methods, read; whatever hasn't the form that a method wants is refused as that. */
import type { CallMessage, EmbeddedChain } from './chain.ts';
import { invalid, RpcError, rpcCodes } from './rpc-error.ts';
import type { LogFilter, WrittenBlock } from './store.ts';

/** Blocks that one eth_getLogs may span. */
export const MOST_BLOCKS = 10_000;
const MOST_TOPICS = 4;
const MOST_PERCENTILES = 100;
const NEWEST = ['latest', 'pending', 'safe', 'finalized'];

/** Hexadecimal data of whole bytes, as many as `length` says where it is given; in lower case. */
export function bytesOf(value: unknown, length?: number): string {
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]*$/.test(value) || value.length % 2 !== 0)
    throw invalid('hexadecimal data with 0x was expected');
  if (length !== undefined && value.length !== 2 + 2 * length) throw invalid(`${length} bytes were expected`);
  return value.toLowerCase();
}

export const addressOf = (value: unknown): string => bytesOf(value, 20);
export const hashOf = (value: unknown): string => bytesOf(value, 32);

/** A number of up to 32 bytes, hexadecimal with 0x. */
export function quantityOf(value: unknown): bigint {
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]{1,64}$/.test(value))
    throw invalid('a number, hexadecimal with 0x, was expected');
  return BigInt(value);
}

/** A message to execute: whatever of it isn't given, or is null, stays open. */
export function messageOf(value: unknown): CallMessage {
  const { from, to, data, input, gas } = recordOf(value);
  return {
    from: optional(from, addressOf),
    to: optional(to, addressOf),
    data: optional(input ?? data, bytesOf),
    gas: optional(gas, quantityOf),
  };
}

/** Number of a block by its tag, its number, or its hash, bare or as EIP-1898 has it; the newest where none is given. */
export function numberOf(chain: EmbeddedChain, tag: unknown): number {
  const hash = hashIn(tag);
  if (hash === undefined) return countedNumberOf(chain, tag);
  const block = chain.store.blockByHash(hash);
  if (block === undefined) throw new RpcError(rpcCodes.refused, 'there is no such block');
  return Number(block.header.number);
}

/** The block that a tag, a number or a hash names. */
export function findBlock(chain: EmbeddedChain, tag: unknown): WrittenBlock | undefined {
  const hash = hashIn(tag);
  return hash === undefined ? chain.store.block(countedNumberOf(chain, tag)) : chain.store.blockByHash(hash);
}

/** Which events eth_getLogs is asked for: what is left open, null or empty, is any. */
export function filterOf(chain: EmbeddedChain, value: unknown): LogFilter {
  const { address, topics, ...range } = recordOf(value);
  const places = optional(topics, listOf) ?? [];
  if (places.length > MOST_TOPICS) throw invalid(`an event has at most ${MOST_TOPICS} topics`);
  return {
    ...rangeOf(chain, range),
    addresses: [address ?? []].flat().map(addressOf),
    topics: places.map((place) => {
      const values: unknown[] = [place ?? []].flat();
      return values.length === 0 || values.includes(null) ? null : values.map(hashOf);
    }),
  };
}

/** How many percentiles of fees are asked for. */
export function countPercentiles(value: unknown): number {
  const percentiles = optional(value, listOf) ?? [];
  const isOne = (one: unknown): boolean => typeof one === 'number' && one >= 0 && one <= 100;
  if (percentiles.length > MOST_PERCENTILES || !percentiles.every(isOne))
    throw invalid(`at most ${MOST_PERCENTILES} percentiles from 0 to 100 can be asked for`);
  return percentiles.length;
}

function rangeOf(
  chain: EmbeddedChain,
  { fromBlock, toBlock, blockHash }: Readonly<Record<string, unknown>>,
): Pick<LogFilter, 'from' | 'to'> {
  const isRange = (fromBlock ?? toBlock ?? null) !== null;
  if (isRange && (blockHash ?? null) !== null) throw invalid('a block and a range exclude each other');
  const [from, to] = [numberOf(chain, blockHash ?? fromBlock), numberOf(chain, blockHash ?? toBlock)];
  if (from > to) throw invalid('the range ends before it begins');
  if (to - from >= MOST_BLOCKS) throw invalid(`a range of at most ${MOST_BLOCKS} blocks can be asked for`);
  return { from, to };
}

/** The hash by which a block is named; undefined where it is named otherwise. */
function hashIn(tag: unknown): string | undefined {
  if (isRecord(tag)) return optional(tag.blockHash, hashOf);
  return typeof tag === 'string' && tag.length === 66 ? hashOf(tag) : undefined;
}

function countedNumberOf(chain: EmbeddedChain, tag: unknown): number {
  const named = isRecord(tag) ? (tag.blockNumber ?? '') : (tag ?? 'latest');
  if (named === 'earliest') return 0;
  if (NEWEST.includes(String(named))) return chain.head.number;
  const number = typeof named === 'string' && /^0x[0-9a-f]+$/i.test(named) ? Number(named) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw invalid('that is no block');
  return number;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw invalid('an object was expected');
  return value;
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw invalid('a list was expected');
  return value;
}

function optional<Value>(value: unknown, read: (value: unknown) => Value): Value | undefined {
  return value === undefined || value === null ? undefined : read(value);
}
