/** `POST /ledger`: the embedded ledger's JSON-RPC, read-only, for anybody's tools. */
import type {
  FastifyError,
  FastifyInstance,
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import { CityError } from '../errors.ts';
import type { EmbeddedEvm } from './embedded/open.ts';
import { RpcError, rpcCodes } from './embedded/rpc-error.ts';
import { answerBody, countQuestions, refusal } from './json-rpc.ts';

/** Questions that one address may ask in a minute, those of a batch counted one by one. */
export const QUESTIONS_A_MINUTE = 1200;

/**
 * One question or a batch (JSON-RPC 2.0); methods that write answer as unknown ones do. All questions of all askers are
 * put to the ledger one after another: what the gateway itself asks or writes waits for one of them at most.
 */
export function ledgerRoutes(chain: Pick<EmbeddedEvm, 'read'>): FastifyPluginAsync {
  return async (app) => {
    const inTurn = takeTurns();
    app.post(
      '/ledger',
      {
        config: { callers: ['anyone'] },
        bodyLimit: 65_536,
        schema: { summary: 'Read-only Ethereum JSON-RPC of the embedded ledger', tags: ['ledger'] },
        preHandler: chargeQuestions(app),
        errorHandler: answerParseError,
      },
      async (request, reply) => {
        const answer = await answerBody(request.body, {
          ask: (method, parameters) => inTurn(() => chain.read(method, parameters)),
          onFault: (error) => request.log.error({ err: error }, 'the ledger failed'),
        });
        if (answer === undefined) return reply.status(204).send();
        return reply.type('application/json').send(answer);
      },
    );
  };
}

/** @throws CityError TOO_MANY_REQUESTS, with Retry-After set. */
function chargeQuestions(app: FastifyInstance) {
  const charge = app.createRateLimit({ max: QUESTIONS_A_MINUTE, timeWindow: '1 minute' });
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    for (let left = countQuestions(request.body); left > 0; left--) {
      const charged = await charge(request);
      if (charged.isAllowed) continue;
      const { max, remaining, ttlInSeconds } = charged;
      reply.headers({
        'x-ratelimit-limit': max,
        'x-ratelimit-remaining': remaining,
        'x-ratelimit-reset': ttlInSeconds,
      });
      if (!charged.isExceeded) continue;
      reply.header('retry-after', ttlInSeconds);
      throw new CityError('TOO_MANY_REQUESTS');
    }
  };
}

/** A body that can't be read is told in JSON-RPC's own words; everything else as on every route. */
function answerParseError(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  if (error.statusCode !== 400) throw error;
  const unread = new RpcError(rpcCodes.parseError, 'the body is no JSON');
  reply.status(200).type('application/json').send(refusal(null, unread));
}

/** Lets each piece of work begin when those before it have ended. */
function takeTurns() {
  let turn: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  };
}
