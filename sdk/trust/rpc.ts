/** Ethereum JSON-RPC over fetch: the few questions that a trust file is made of. */
import { pause } from '../client/http.ts';
import { secondsOf } from '../client/problem.ts';

/** The ledger couldn't be read: it can't be reached, refused the question or answered something else. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
}

/** The ledger was asked too often: asking for less doesn't help, asking after `wait` seconds does. */
class TooManyQuestions extends LedgerError {
  readonly wait: number | undefined;

  constructor(url: string, wait: number | undefined) {
    super(`the ledger at ${url} can't be asked that often`);
    this.wait = wait;
  }
}

/** An event as eth_getLogs gives it. */
export type FoundEvent = {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
};

export type Rpc = {
  /** @throws LedgerError */
  readonly ask: (method: string, parameters: readonly unknown[]) => Promise<unknown>;
  /** Data that a view returns at the newest block, hexadecimal with 0x. @throws LedgerError */
  readonly call: (to: string, data: string) => Promise<string>;
  /** Events of some registers from `from` up to the block `to`, oldest first. @throws LedgerError */
  readonly events: (filter: EventFilter) => Promise<FoundEvent[]>;
};

export type EventFilter = {
  readonly addresses: readonly string[];
  /** Any of them as first topic. */
  readonly topics: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly onProgress?: (block: number, of: number) => void;
};

const TIMEOUT = 30_000;
const RANGE = 5_000;
const TOO_MANY_REQUESTS = 429;
const FIRST_PAUSE = 1;
const LONGEST_PAUSE = 120;
const TRIES = 6;

/**
 * Asks the endpoint at `url`; each question may take 30 seconds. One that wants to be left alone for a while (429) is
 * asked again after it, up to two minutes each time.
 */
export function openRpc(url: string, signal?: AbortSignal): Rpc {
  const ask = async (method: string, params: readonly unknown[]): Promise<unknown> => {
    const { error, result } = await persist(url, { jsonrpc: '2.0', id: 1, method, params }, signal);
    if (error !== undefined || result === undefined)
      throw new LedgerError(`the ledger refused ${method}: ${String(error?.message)}`);
    return result;
  };
  const call = async (to: string, data: string): Promise<string> =>
    textOf(await ask('eth_call', [{ to, data }, 'latest']));
  return { ask, call, events: (filter) => readEvents(ask, filter) };
}

type Answer = { readonly error?: { readonly message?: unknown }; readonly result?: unknown };

/** Asks again as long as it is only asked too often. @throws LedgerError */
async function persist(url: string, question: object, signal?: AbortSignal): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await post(url, question, signal);
    } catch (error) {
      if (!(error instanceof TooManyQuestions) || attempt === TRIES) throw error;
      const wait = error.wait ?? FIRST_PAUSE * 2 ** (attempt - 1);
      if (wait > LONGEST_PAUSE) throw error;
      await pause(1000 * wait, signal);
    }
  }
}

async function post(url: string, question: object, signal?: AbortSignal): Promise<Answer> {
  const timeout = AbortSignal.timeout(TIMEOUT);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    if (response.status === TOO_MANY_REQUESTS) {
      await response.body?.cancel();
      throw new TooManyQuestions(url, secondsOf(response.headers.get('retry-after')));
    }
    const answer: unknown = await response.json();
    if (typeof answer === 'object' && answer !== null) return answer;
  } catch (cause) {
    if (signal?.aborted || cause instanceof TooManyQuestions) throw cause;
    throw new LedgerError(`the ledger at ${url} can't be read`, { cause });
  }
  throw new LedgerError(`what is at ${url} is no ledger`);
}

/** In ranges as large as the endpoint allows. */
async function readEvents(ask: Rpc['ask'], filter: EventFilter): Promise<FoundEvent[]> {
  const found: FoundEvent[] = [];
  let range = RANGE;
  for (let from = filter.from; from <= filter.to; ) {
    const to = Math.min(filter.to, from + range - 1);
    try {
      const question = {
        fromBlock: hex(from),
        toBlock: hex(to),
        address: filter.addresses,
        topics: [filter.topics],
      };
      found.push(...eventsOf(await ask('eth_getLogs', [question])));
      filter.onProgress?.(to, filter.to);
      from = to + 1;
    } catch (error) {
      if (range === 1 || !(error instanceof LedgerError) || error instanceof TooManyQuestions) throw error;
      range = Math.ceil(range / 10);
    }
  }
  return found;
}

function eventsOf(value: unknown): FoundEvent[] {
  if (!Array.isArray(value)) throw new LedgerError('the ledger gave no list of events');
  return value.map(({ address, topics, data }) => ({
    address: textOf(address).toLowerCase(),
    topics: [topics].flat().map(textOf),
    data: textOf(data),
  }));
}

/** Hexadecimal data as the ledger gives it. @throws LedgerError for anything else. */
export function textOf(value: unknown): string {
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]*$/.test(value))
    throw new LedgerError('the ledger gave no hexadecimal data');
  return value;
}

const hex = (number: number): string => `0x${number.toString(16)}`;
