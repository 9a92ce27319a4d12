/** `POST /ledger`: the ledger's JSON-RPC, read-only, for anybody's tools; of a ledger elsewhere what an audit asks. */
import type {
  FastifyError,
  FastifyInstance,
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import { CityError } from '../errors.ts';
import { RpcError, rpcCodes } from './embedded/rpc-error.ts';
import { answerBody, countQuestions, refusal } from './json-rpc.ts';
import type { ReadLedger } from './relay.ts';

/** Questions that one address may ask in a minute, those of a batch counted one by one. */
export const QUESTIONS_A_MINUTE = 1200;

/** One question or a batch (JSON-RPC 2.0); methods that write answer as unknown ones do. */
export function ledgerRoutes({ read }: { readonly read: ReadLedger }): FastifyPluginAsync {
  return async (app) => {
    app.post(
      '/ledger',
      {
        config: { callers: ['anyone'] },
        bodyLimit: 65_536,
        schema: { summary: 'Read-only Ethereum JSON-RPC of the ledger', tags: ['ledger'] },
        preHandler: chargeQuestions(app),
        errorHandler: answerParseError,
      },
      async (request, reply) => {
        const answer = await answerBody(request.body, {
          ask: read,
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
