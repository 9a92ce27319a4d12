/** Ethereum JSON-RPC over fetch. */
import { pause } from '../client/http.ts';
import { secondsOf } from '../client/problem.ts';
import { LedgerError } from './ledger-error.ts';

/** The ledger was asked too often: asking for less doesn't help, asking after `wait` seconds does. */
export class TooManyQuestions extends LedgerError {
  readonly wait: number | undefined;

  constructor(url: string, wait: number | undefined) {
    super(`the ledger at ${url} can't be asked that often`);
    this.wait = wait;
  }
}

/** Asks one question. @throws LedgerError */
export type Ask = (method: string, parameters: readonly unknown[]) => Promise<unknown>;

const TIMEOUT = 30_000;
const TOO_MANY_REQUESTS = 429;
const FIRST_PAUSE = 1;
const LONGEST_PAUSE = 120;
const TRIES = 6;

/**
 * Asks the endpoint at `url`; each question may take 30 seconds. One that wants to be left alone for a while (429) is
 * asked again after it, up to two minutes each time.
 */
export function openRpc(url: string, signal?: AbortSignal): Ask {
  return async (method, params) => {
    const { error, result } = await persist(url, { jsonrpc: '2.0', id: 1, method, params }, signal);
    if (error !== undefined || result === undefined)
      throw new LedgerError(`the ledger refused ${method}: ${String(error?.message)}`);
    return result;
  };
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

/** Hexadecimal data as the ledger gives it. @throws LedgerError for anything else. */
export function textOf(value: unknown): string {
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]*$/.test(value))
    throw new LedgerError('the ledger gave no hexadecimal data');
  return value;
}

/** A number as questions have it. */
export const hexOf = (number: number): string => `0x${number.toString(16)}`;
