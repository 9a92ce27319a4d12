/** Getting tokens: systems by their assertion, and people of the fictional town by the marked demonstration. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isCitizenNumber } from '../catalog/check-digits.ts';
import { CityError } from '../errors.ts';
import { type ClientsParts, grantScopes } from './clients.ts';
import { TOKEN_LIFE, type Tokens } from './tokens.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const FICTIONAL_REGION = '99';
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** What proxies say about whom they call for (RFC 7239, and the headers that came before it). */
const FORWARDED = /^(?:forwarded|via|x-real-ip|x-forwarded-.+)$/;

const token = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.number(),
  scope: z.string(),
});

/** `POST /token` (RFC 6749 section 4.4 with RFC 7523), and `POST /demo/sign-in` where `isDemonstration`. */
export function identityRoutes(
  tokens: Tokens,
  clients: ClientsParts,
  isDemonstration: boolean,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    app.post(
      '/token',
      {
        config: { callers: ['anyone'], rateLimit: { max: 120, timeWindow: '1 minute' } },
        schema: {
          tags: ['identity'],
          summary: 'An access token for a department’s system',
          body: z.object({
            grant_type: z.literal('client_credentials'),
            client_assertion_type: z.literal(ASSERTION_TYPE),
            client_assertion: z.string().max(8192),
            scope: z.string().optional(),
          }),
          response: { 200: token },
        },
      },
      async ({ body }, reply) => {
        const { client, scopes } = await grantScopes(body.client_assertion, body.scope, clients);
        const access_token = await tokens.forSystem(client, scopes);
        return reply
          .header('cache-control', 'no-store')
          .send({ access_token, token_type: 'Bearer', expires_in: TOKEN_LIFE, scope: scopes.join(' ') });
      },
    );
    if (!isDemonstration) return;
    app.post(
      '/demo/sign-in',
      {
        config: { callers: ['anyone'] },
        schema: {
          tags: ['identity'],
          summary: 'Demonstration only: signs in a person of the fictional town',
          body: z.object({ number: z.string() }),
          response: { 200: token.extend({ demonstration: z.literal(true) }) },
        },
      },
      async (request, reply) => {
        const { number } = request.body;
        const isFictional = number.startsWith(FICTIONAL_REGION) && isCitizenNumber(number);
        if (!isFictional || !isFromThisMachine(request)) throw new CityError('SIGN_IN_REFUSED');
        const access_token = await tokens.forDemonstration(number);
        return reply.header('cache-control', 'no-store').send({
          access_token,
          token_type: 'Bearer',
          expires_in: TOKEN_LIFE,
          scope: '',
          demonstration: true,
        });
      },
    );
  };
}

/**
 * True where the demonstration may sign somebody in: for who sits at this machine. By the socket's own address, since
 * `request.ip` is what a header says where a proxy is trusted, and whoever calls may write one.
 */
export function isFromThisMachine({ socket, headers }: Pick<FastifyRequest, 'socket' | 'headers'>): boolean {
  return (
    LOOPBACK.has(socket.remoteAddress ?? '') && !Object.keys(headers).some((name) => FORWARDED.test(name))
  );
}
