/** What the operator's command asks of a running gateway: departments' keys, and the keys of their systems. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Catalog } from '../catalog/catalog.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { registerClientKey } from '../identity/clients.ts';
import { checkLocal } from '../identity/local.ts';
import { thumbprintOf } from '../keys/signing-key.ts';
import type { Logs } from '../log/logs.ts';
import type { DepartmentKeys } from './department-keys.ts';

const config = { callers: ['operator'] as const };
const tags = ['operator'];

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** A public key and nothing else: a private one is refused rather than taken in. */
const publicJwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
});

const standing = z.object({
  department: z.string(),
  kid: z.string().meta({ description: 'RFC 7638 thumbprint' }),
  state: z.enum(['waiting', 'in-force', 'stopped', 'ended']),
  terms: z
    .array(z.object({ credentialType: z.string(), from: z.int(), to: z.int().nullable() }))
    .readonly()
    .meta({ description: 'places of the department’s log at which the key holds' }),
});

export type OperatorParts = {
  readonly db: Kysely<Tables>;
  readonly catalog: Catalog;
  readonly logs: Pick<Logs, 'drain'>;
  readonly departmentKeys: DepartmentKeys;
};

/** `/operator/…`: for who holds the keystore, on the gateway's own machine. */
export function operatorRoutes({ db, catalog, logs, departmentKeys }: OperatorParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.addHook('onRequest', async (request) => checkLocal(request));
    app.get(
      '/operator/keys',
      {
        config,
        schema: {
          tags,
          summary: 'Departments’ signing keys, and how each stands',
          querystring: z.object({ department: z.string().optional() }),
          response: {
            200: z.object({ items: z.array(standing), total: z.int(), next: z.null() }),
          },
        },
      },
      async ({ query: { department } }) => {
        const codes = department === undefined ? catalog.departments.map(({ code }) => code) : [department];
        for (const code of codes) checkDepartment(code, catalog);
        const items = codes.flatMap((code) => [...departmentKeys.standings(code)]);
        return { items, total: items.length, next: null };
      },
    );
    app.post(
      '/operator/keys/rotation',
      {
        config,
        schema: {
          tags,
          summary: 'A further key for a department, accredited and signing from now on',
          body: z.object({ department: z.string(), confirmedBy: z.string().optional() }),
          response: { 200: z.object({ department: z.string(), kid: z.string() }) },
        },
      },
      async ({ body: { department, confirmedBy } }) => {
        for (const code of [department, confirmedBy ?? department]) checkDepartment(code, catalog);
        const { kid } = await departmentKeys.rotate(department, confirmedBy);
        return { department, kid };
      },
    );
    app.post(
      '/operator/keys/end',
      {
        config,
        schema: {
          tags,
          summary: 'End a key: once what it signed has landed, or in an emergency at once',
          body: z.object({ department: z.string(), kid: coordinate, emergency: z.boolean().default(false) }),
          response: { 200: z.object({ department: z.string(), kid: z.string(), signedAgain: z.int() }) },
        },
      },
      async ({ body: { department, kid, emergency } }) => {
        checkDepartment(department, catalog);
        const signedAgain = await departmentKeys.end(department, kid, { logs, isEmergency: emergency });
        return { department, kid, signedAgain };
      },
    );
    app.post(
      '/operator/clients',
      {
        config,
        schema: {
          tags,
          summary: 'Register a public key of a department’s system',
          body: z.object({ client: z.string(), jwk: publicJwk }),
          response: { 200: z.object({ client: z.string(), kid: z.string() }) },
        },
      },
      async ({ body: { client, jwk } }) => {
        if (catalog.findClient(client) === undefined) throw new CityError('CATALOG_NOT_FOUND', { client });
        await registerClientKey(db, client, jwk);
        return { client, kid: thumbprintOf(jwk) };
      },
    );
  };
}

function checkDepartment(department: string, catalog: Catalog): void {
  if (catalog.findDepartment(department) === undefined)
    throw new CityError('UNKNOWN_DEPARTMENT', { department });
}
