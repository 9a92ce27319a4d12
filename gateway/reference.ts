/** The interface description: OpenAPI 3.1 from the routes' own schemas, and a page to read it. */
import { hash } from 'node:crypto';
import swagger from '@fastify/swagger';
import scalar from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { renderErrorsPage } from './errors-page.ts';
import { policyWith } from './security-policy.ts';

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
      },
    },
    transform: jsonSchemaTransform,
  });
  app.get('/openapi.json', { config: { callers: ['anyone'] }, schema: { hide: true } }, async () =>
    app.swagger(),
  );
  app.get('/errors', { config: { callers: ['anyone'] }, schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(renderErrorsPage()),
  );
  await app.register(referencePage);
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
      reply.header('content-security-policy', policyWith(`'sha256-${digest}'`));
    }
    return payload;
  });
  await app.register(scalar, { routePrefix: '/docs', configuration });
}
