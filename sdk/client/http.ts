/** Calls to a gateway: a time limit each, and another try where trying again does no harm. */
import { CityProblem, problemOf } from './problem.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type HttpOptions = {
  readonly gateway: string;
  readonly fetch: Fetch;
  /** Milliseconds for one call. */
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

const FIRST_PAUSE = 200;
/** The gateway did nothing when it answers so. */
const NOT_DONE: ReadonlySet<number> = new Set([429, 503]);

/** The answer's JSON. @throws CityProblem; the signal's reason where it was aborted. */
export const call = <Answer>(options: HttpOptions, wish: Call): Promise<Answer> =>
  send(options, wish, (response) => response.json() as Promise<Answer>);

/** A good answer, read with `read`. @throws CityProblem; the signal's reason where it was aborted. */
export async function send<Answer>(
  options: HttpOptions,
  wish: Call,
  read: (response: Response) => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    const outcome = await sendOnce(options, wish, read);
    if ('answer' in outcome) return outcome.answer;
    wish.signal?.throwIfAborted();
    const { problem, wait } = outcome;
    const mayRepeat = NOT_DONE.has(problem.status) || (wish.isRepeatable && isPassing(problem.status));
    if (!mayRepeat || attempt >= options.retries) throw problem;
    await pause(wait ?? FIRST_PAUSE * 2 ** attempt, wish.signal);
  }
}

const isPassing = (status: number): boolean => status === 0 || status >= 500;

type Failure = { readonly problem: CityProblem; readonly wait?: number };

async function sendOnce<Answer>(
  { gateway, fetch, timeout, language }: HttpOptions,
  { method, path, headers = {}, body, signal }: Call,
  read: (response: Response) => Promise<Answer>,
): Promise<{ readonly answer: Answer } | Failure> {
  const limit = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(`${gateway}${path}`, {
      method,
      headers: { 'accept-language': language, ...headers },
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      ...(body === undefined ? {} : { body }),
    });
    if (response.ok) return { answer: await read(response) };
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    const wait = Number.isFinite(seconds) ? { wait: 1000 * seconds } : {};
    return { problem: await problemOf(response), ...wait };
  } catch (error) {
    return { problem: new CityProblem(0, {}, error) };
  }
}

/** Waits; @throws the signal's reason where it is aborted meanwhile. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
