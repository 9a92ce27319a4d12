/** Calls to the gateway, by the session's cookie and in the page's language. */
import { readonly, ref } from 'vue';
import { language, tags } from '../words/language.ts';
import { connection } from './connection.ts';
import { CallProblem, type Problem, Unreached } from './problem.ts';

/** Waits between tries of a read while the gateway can't be reached, in seconds; after the last it is given up. */
const WAITS = [1, 2, 3, 5, 5, 5, 10, 10, 15] as const;

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type CallOptions = {
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Asked again while the gateway restarts, as a read is: what it does twice does no harm. */
  readonly isRepeatable?: boolean;
};

const signedOut = ref(false);

/** Whether the gateway has said since that nobody is signed in: a session may end before its time. */
export const isSignedOut = readonly(signedOut);

/** Called once it is known again who is signed in. */
export const forgetSignedOut = (): void => {
  signedOut.value = false;
};

/**
 * Calls the gateway and resolves with what it answered. A read is tried again while the gateway restarts, for at most
 * a minute, and the frame says so meanwhile; anything else is tried once, because it may have been done.
 * @throws CallProblem where the gateway says why not; Unreached where it wasn't reached; the signal's reason
 */
export async function call<Answer>(method: Method, path: string, options: CallOptions = {}): Promise<Answer> {
  return read<Answer>(await answerTo(method, path, options));
}

/** As `call`, for an answer that is a file. @throws CallProblem; Unreached; the signal's reason */
export async function callForFile(method: Method, path: string, options: CallOptions = {}): Promise<Blob> {
  const response = await answerTo(method, path, options);
  await refuse(response);
  return response.blob();
}

async function answerTo(
  method: Method,
  path: string,
  { body, signal, isRepeatable = method === 'GET' }: CallOptions,
): Promise<Response> {
  const waits: readonly number[] = isRepeatable ? WAITS : [];
  for (let tries = 0; ; tries += 1) {
    const response = await reach(path, requestOf(method, body, signal));
    if (response !== undefined) {
      connection.reached();
      return response;
    }
    const wait = waits[tries];
    if (wait === undefined || !navigator.onLine) {
      connection.lost();
      throw new Unreached();
    }
    await connection.waitFor(wait, signal);
  }
}

function requestOf(method: Method, body: unknown, signal: AbortSignal | undefined): RequestInit {
  return {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      'accept-language': tags[language.value],
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  };
}

/** The gateway's answer; undefined where nobody answered, or something before the gateway said that it is away. */
async function reach(path: string, request: RequestInit): Promise<Response | undefined> {
  try {
    const response = await fetch(path, request);
    return [502, 503, 504].includes(response.status) && !isProblem(response) ? undefined : response;
  } catch (error) {
    request.signal?.throwIfAborted();
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function refuse(response: Response): Promise<void> {
  if (isProblem(response)) {
    const problem = (await response.json()) as Problem;
    if (problem.code === 'UNAUTHENTICATED') signedOut.value = true;
    throw new CallProblem(problem);
  }
  if (!response.ok) throw new Unreached();
}

async function read<Answer>(response: Response): Promise<Answer> {
  await refuse(response);
  return (await response.json()) as Answer;
}

const isProblem = ({ headers }: Response): boolean =>
  (headers.get('content-type') ?? '').startsWith('application/problem+json');
