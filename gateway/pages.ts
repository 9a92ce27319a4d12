/** Serves the pages that `npm run build` made: an area's HTML at every address of the area, and what they load. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import serveFiles from '@fastify/static';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { areas, workerOf } from './areas.ts';
import { CityError } from './errors.ts';
import { pagePolicy } from './security-policy.ts';

const options = { config: { callers: ['anyone'] as const }, schema: { hide: true } };

/**
 * The pages of all areas. Files under /assets/ carry a hash of their content in their name and may be kept for ever;
 * HTML is asked for each time.
 * @throws CityError PAGES_NOT_BUILT
 */
export function pageRoutes(folder = join(import.meta.dirname, 'web', 'dist')): FastifyPluginAsync {
  const offline = areas.filter(({ worksOffline }) => worksOffline);
  const files = [
    ...areas.map(({ name }) => `${name}/index.html`),
    ...offline.map(({ name }) => `${name}/service-worker.js`),
  ];
  if (!files.every((file) => existsSync(join(folder, file)))) throw new CityError('PAGES_NOT_BUILT');
  return async (app) => {
    await app.register(serveFiles, { root: folder, serve: false, preCompressed: true });
    app.get<{ Params: { '*': string } }>('/assets/*', options, async ({ params }, reply) =>
      reply.sendFile(`assets/${params['*']}`, { maxAge: '365d', immutable: true }),
    );
    for (const area of offline)
      app.get(workerOf(area), options, async (_request, reply) =>
        reply
          // Its area begins without the slash that a worker's own folder has.
          .header('service-worker-allowed', area.path)
          .header('cache-control', 'no-cache')
          .sendFile(`${area.name}/service-worker.js`, { cacheControl: false }),
      );
    for (const { name, path, looks } of areas) {
      const policy = pagePolicy({ looks });
      const answer = async (_request: unknown, reply: FastifyReply) =>
        reply
          .header('content-security-policy', policy)
          .header('cache-control', 'no-cache')
          .sendFile(`${name}/index.html`, { cacheControl: false });
      app.get(path, options, answer);
      if (path !== '/') app.get(`${path}/*`, options, answer);
    }
  };
}
