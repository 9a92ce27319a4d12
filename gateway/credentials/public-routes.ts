/** What verifiers fetch: departments' keys and status lists. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import { CityError } from '../errors.ts';
import type { CityNames } from '../ids.ts';
import type { Credentials } from './credentials.ts';
import { TOKEN_TTL } from './status-tokens.ts';

const config = { callers: ['anyone'] as const };
const tags = ['verification'];
/** The greatest number that the database's column takes. */
const MOST_LISTS = 2 ** 31 - 1;

/** `/.well-known/jwt-vc-issuer/departments/:code` (SD-JWT VC, issuer metadata) and `/status/:department/:list`. */
export function credentialPublicRoutes(
  credentials: Credentials,
  catalog: Catalog,
  names: CityNames,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/.well-known/jwt-vc-issuer/departments/:code',
      {
        config,
        schema: {
          tags,
          summary: 'Keys with which a department signs',
          params: z.object({ code: z.string() }),
        },
      },
      async ({ params }, reply) => {
        const department = catalog.findDepartment(params.code);
        if (department === undefined) throw new CityError('CATALOG_NOT_FOUND', { name: params.code });
        const keys = credentials.departmentKeys.published(department.code);
        return reply.header('cache-control', `public, max-age=${TOKEN_TTL}`).send({
          issuer: names.issuer(department.code),
          jwks: { keys: keys.map(({ kid, jwk }) => ({ ...jwk, kid, use: 'sig', alg: 'ES256' })) },
        });
      },
    );
    app.get(
      '/status/:department/:list',
      {
        config,
        schema: {
          tags,
          summary: 'A status list token (Token Status List)',
          params: z.object({ department: z.string(), list: z.coerce.number().int().min(1).max(MOST_LISTS) }),
        },
      },
      async ({ params }, reply) => {
        const token = await credentials.statusTokens.token(params.department, params.list);
        if (token === undefined) throw new CityError('NOT_FOUND');
        return reply
          .type('application/statuslist+jwt')
          .header('cache-control', `public, max-age=${TOKEN_TTL / 2}`)
          .send(token);
      },
    );
  };
}
