/** JSON-RPC 2.0 as a server keeps it: requests, notifications, batches and errors. */
import { RpcError, rpcCodes } from './embedded/rpc-error.ts';

/** Requests in one batch. */
export const MOST_IN_A_BATCH = 50;
/** Characters of answers after which the rest of a batch is refused. */
export const MOST_ANSWERED = 4_000_000;

/** What answers methods. */
export type Answering = {
  /** Result of a method as JSON text. @throws RpcError where it is refused. */
  readonly ask: (method: string, parameters: readonly unknown[]) => Promise<string>;
  /** Is told what the caller isn't: why a method failed that wasn't refused. */
  readonly onFault: (error: unknown) => void;
};

type Id = string | number | null;
type Request = { readonly id?: Id; readonly method: string; readonly params?: unknown };

/** How many questions a body asks; one where it is none that is answered. */
export const countQuestions = (body: unknown): number =>
  Array.isArray(body) && body.length > 0 && body.length <= MOST_IN_A_BATCH ? body.length : 1;

/**
 * Answers a request, or a batch one after another, as JSON text; undefined where nothing in it wants an answer (JSON-RPC
 * 2.0 sections 4.1 and 6). What the caller can't be told becomes an internal error without words.
 */
export async function answerBody(body: unknown, answering: Answering): Promise<string | undefined> {
  if (!Array.isArray(body)) return answerOne(body, answering);
  if (body.length === 0 || body.length > MOST_IN_A_BATCH)
    return refusal(
      null,
      new RpcError(rpcCodes.invalidRequest, `a batch holds 1 to ${MOST_IN_A_BATCH} requests`),
    );
  const answers: string[] = [];
  let characters = 0;
  for (const request of body) {
    const ask = characters < MOST_ANSWERED ? answering.ask : refuseMore;
    const answer = await answerOne(request, { ...answering, ask });
    if (answer === undefined) continue;
    characters += answer.length;
    answers.push(answer);
  }
  return answers.length === 0 ? undefined : `[${answers.join(',')}]`;
}

/** An error as JSON text (JSON-RPC 2.0 section 5.1). */
export const refusal = (id: Id, { code, message, data }: RpcError): string =>
  JSON.stringify({ jsonrpc: '2.0', id, error: { code, message, data } });

async function answerOne(request: unknown, { ask, onFault }: Answering): Promise<string | undefined> {
  if (!isRequest(request))
    return refusal(idOf(request), new RpcError(rpcCodes.invalidRequest, 'that is no request'));
  const { id, method, params } = request;
  if (id === undefined) return undefined;
  try {
    return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${await ask(method, listOf(params))}}`;
  } catch (error) {
    if (error instanceof RpcError && error.code !== rpcCodes.internal) return refusal(id, error);
    onFault(error);
    return refusal(id, new RpcError(rpcCodes.internal, 'internal error'));
  }
}

async function refuseMore(): Promise<never> {
  throw new RpcError(rpcCodes.limitExceeded, 'the answers to this batch are too long: ask the rest again');
}

const isId = (value: unknown): value is Id =>
  value === null || typeof value === 'string' || typeof value === 'number';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const idOf = (request: unknown): Id => (isObject(request) && isId(request.id) ? request.id : null);

// Members that are null stand for those left out, as Ethereum's clients send them.
function isRequest(value: unknown): value is Request {
  if (!isObject(value)) return false;
  const { jsonrpc, id, method, params } = value;
  const isStructured = params === undefined || typeof params === 'object';
  return jsonrpc === '2.0' && typeof method === 'string' && isStructured && (id === undefined || isId(id));
}

function listOf(params: unknown): readonly unknown[] {
  if (Array.isArray(params)) return params;
  if (params === undefined || params === null) return [];
  throw new RpcError(rpcCodes.invalidParameters, 'parameters are given by their places, not by names');
}
