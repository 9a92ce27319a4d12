/** `POST /ledger`: the embedded ledger's JSON-RPC, read-only, for anybody's tools. */
import type { FastifyPluginAsync } from 'fastify';
import type { EmbeddedEvm } from './embedded/open.ts';
import { RpcError, readMethods } from './embedded/rpc.ts';

const MOST_IN_A_BATCH = 50;
const QUESTIONS_A_MINUTE = 1200;
const INVALID_REQUEST = -32_600;
const NOT_ALLOWED = -32_601;

type Call = { readonly id: unknown; readonly method: unknown; readonly params: unknown };

/** One question or a batch (JSON-RPC 2.0); methods that write answer as unknown ones do. */
export function ledgerRoutes(chain: Pick<EmbeddedEvm, 'send'>): FastifyPluginAsync {
  return async (app) => {
    app.post(
      '/ledger',
      {
        config: { callers: ['anyone'], rateLimit: { max: QUESTIONS_A_MINUTE, timeWindow: '1 minute' } },
        bodyLimit: 65_536,
        schema: { summary: 'Read-only Ethereum JSON-RPC of the embedded ledger', tags: ['ledger'] },
      },
      async (request) => {
        const { body } = request;
        if (!Array.isArray(body)) return answerOne(chain, body);
        if (body.length > MOST_IN_A_BATCH || body.length === 0)
          return refuse(null, INVALID_REQUEST, `a batch holds 1 to ${MOST_IN_A_BATCH} questions`);
        return Promise.all(body.map((call) => answerOne(chain, call)));
      },
    );
  };
}

async function answerOne(chain: Pick<EmbeddedEvm, 'send'>, call: unknown): Promise<object> {
  const { id = null, method, params = [] } = (call ?? {}) as Partial<Call>;
  if (typeof method !== 'string' || !Array.isArray(params))
    return refuse(id, INVALID_REQUEST, 'that is no question');
  if (!Object.hasOwn(readMethods, method))
    return refuse(id, NOT_ALLOWED, `there is no method ${method} here`);
  try {
    return { jsonrpc: '2.0', id, result: await chain.send(method, params) };
  } catch (error) {
    if (error instanceof RpcError) return refuse(id, error.code, error.message, error.data);
    throw error;
  }
}

function refuse(id: unknown, code: number, message: string, data?: unknown): object {
  return { jsonrpc: '2.0', id, error: data === undefined ? { code, message } : { code, message, data } };
}
