/** The interface description: OpenAPI 3.1 from the routes' own schemas, and a page to read it. */
import { hash } from 'node:crypto';
import swagger from '@fastify/swagger';
import scalar from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { CallerKind } from './actor.ts';
import { renderErrorsPage } from './errors-page.ts';
import { PROBLEM_TYPE } from './problem.ts';
import { referencePolicy } from './security-policy.ts';

/** Serves `GET /openapi.json`, the reference page `GET /docs` and `GET /errors`. Routes registered afterwards are in it. */
export async function registerReference(app: FastifyInstance, publicUrl: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Certificate-free city gateway (无证城市网关)',
        version: '1',
        description:
          'Authorized, verifiable proofs of exactly the fields a government matter may see. Errors are problem details (RFC 9457) with a stable `code`.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: publicUrl }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        },
        responses: {
          Problem: {
            description: 'Why not, and what to do next',
            content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        },
      },
    },
    transform: (document) => {
      const { schema, url } = jsonSchemaTransform(document);
      return { schema: { ...schema, security: securityFor(document.route.config?.callers) }, url };
    },
    transformObject: (document) =>
      dropUnused(tellProblems(jsonSchemaTransformObject(document) as Description)),
  });
  app.get('/openapi.json', { config: { callers: ['anyone'] }, schema: { hide: true } }, async () =>
    app.swagger(),
  );
  app.get('/errors', { config: { callers: ['anyone'] }, schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(renderErrorsPage()),
  );
  await app.register(referencePage);
}

/** Who may call, as OpenAPI says it: the kinds that a route declares, any of them; an empty list where it is for anyone. */
function securityFor(callers: readonly CallerKind[] = []): { bearer: string[] }[] {
  return callers.includes('anyone') ? [] : callers.map((kind) => ({ bearer: [kind] }));
}

type Description = Extract<ReturnType<typeof jsonSchemaTransformObject>, { readonly openapi?: string }>;

/** Leaves out the shapes that nothing refers to: each is made twice, as it is sent and as it is answered. */
function dropUnused(description: Description): Description {
  const text = JSON.stringify(description);
  const schemas = description.components?.schemas ?? {};
  for (const name of Object.keys(schemas))
    if (!text.includes(`"#/components/schemas/${name}"`)) delete schemas[name];
  return description;
}

/** Every operation may answer with a problem. */
function tellProblems(description: Description): Description {
  for (const operations of Object.values(description.paths ?? {}))
    for (const operation of Object.values(operations ?? {}))
      Object.assign((operation as { responses: object }).responses, {
        default: { $ref: '#/components/responses/Problem' },
      });
  return description;
}

// Nothing that sends what is read or tried here to its makers.
const configuration = {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
} as const;

const INLINE_SCRIPT = /<script type="text\/javascript">([\s\S]*?)<\/script>/;

/** The page starts itself by an inline script: its policy allows this one by its hash (CSP Level 3 section 6.7.3.3). */
async function referencePage(app: FastifyInstance): Promise<void> {
  app.addHook('onSend', async (_request, reply, payload) => {
    const [, script] = typeof payload === 'string' ? (INLINE_SCRIPT.exec(payload) ?? []) : [];
    if (script !== undefined) {
      const digest = hash('sha256', script, 'base64');
      reply.header('content-security-policy', referencePolicy(`'sha256-${digest}'`));
    }
    return payload;
  });
  await app.register(scalar, { routePrefix: '/docs', configuration });
}
