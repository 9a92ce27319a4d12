/** Calls to a gateway: a time limit each, and another try where trying again does no harm. */
import { CityProblem, problemOf } from './problem.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type HttpOptions = {
  readonly gateway: string;
  readonly fetch: Fetch;
  /** Milliseconds for one call; of a stream, until it begins. */
  readonly timeout: number;
  /** Further tries after the first. */
  readonly retries: number;
  /** Language of texts in refusals. */
  readonly language: 'zh-CN' | 'en';
};

export type Call = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** True where the gateway takes the same call twice for once: a lost answer is asked for again. */
  readonly isRepeatable: boolean;
  readonly signal?: AbortSignal | undefined;
};

/** Reads a good answer; what it throws counts as an answer that never came. */
export type Read<Answer> = (response: Response) => Promise<Answer>;

const FIRST_PAUSE = 200;
/** The gateway did nothing when it answers so. */
const NOT_DONE: ReadonlySet<number> = new Set([429, 503]);

/** Whether what failed may go well a little later: no answer, the gateway's own fault, or too many calls. */
export const isPassing = (error: unknown): error is CityProblem =>
  error instanceof CityProblem && (error.status === 0 || error.status === 429 || error.status >= 500);

/** A good answer, read with `read`. @throws CityProblem; the signal's reason where it was aborted. */
export const send = <Answer>(options: HttpOptions, wish: Call, read: Read<Answer>): Promise<Answer> =>
  persist(options, wish, () => sendOnce(options, wish, read));

/**
 * Tries until it goes well, is refused or was tried often enough. A gateway that wants to be left alone for longer than
 * one call may take is not waited for: its problem says how long. @throws CityProblem; the signal's reason where aborted.
 */
export async function persist<Answer>(
  { retries, timeout }: HttpOptions,
  { isRepeatable, signal }: Pick<Call, 'isRepeatable' | 'signal'>,
  once: () => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await once();
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof CityProblem) || attempt >= retries) throw error;
      if (!NOT_DONE.has(error.status) && !(isRepeatable && isPassing(error))) throw error;
      const wait = error.retryAfter === undefined ? FIRST_PAUSE * 2 ** attempt : 1000 * error.retryAfter;
      if (wait > timeout) throw error;
      await pause(wait, signal);
    }
  }
}

/** One try. @throws CityProblem whatever goes wrong. */
export async function sendOnce<Answer>(
  { gateway, fetch, timeout, language }: HttpOptions,
  { method, path, headers = {}, body, signal }: Call,
  read: Read<Answer>,
): Promise<Answer> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new DOMException('took too long', 'TimeoutError')), timeout);
  try {
    const response = await fetch(`${gateway}${path}`, {
      method,
      headers: { 'accept-language': language, ...headers },
      signal: signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal]),
      ...(body === undefined ? {} : { body }),
    });
    if (!response.ok) throw await problemOf(response);
    return await read(response);
  } catch (error) {
    throw error instanceof CityProblem ? error : new CityProblem(0, {}, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** Waits; @throws the signal's reason where it is aborted meanwhile. */
export const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waiting = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return interruptible(waiting, signal).finally(() => clearTimeout(timer));
};

/** What comes first, the promise or the signal; what the promise stands for goes on. @throws the signal's reason. */
export function interruptible<Value>(promise: Promise<Value>, signal?: AbortSignal): Promise<Value> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
