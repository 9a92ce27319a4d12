/** The logs over HTTP: C2SP tlog-tiles below `/log/<name>/`, the list of logs, and proofs for those who don't read tiles. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ENTRIES_LEVEL, parseTilePath } from '../../sdk/log/tile-paths.ts';
import {
  consistencyProof,
  consistencyQuery,
  inclusionProof,
  inclusionQuery,
  logList,
  logListQuery,
} from '../../sdk/schemas/log.ts';
import { CityError } from '../errors.ts';
import type { Logs } from './logs.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const FRESH = 'public, max-age=1';

const compress = promisify(gzip);
const config = { callers: ['anyone'] as const };
const limited = { ...config, rateLimit: { max: 600, timeWindow: '1 minute' } };
const tags = ['logs'];
const params = z.object({ name: z.string() });
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** Public: an auditor is nobody in particular. */
export function logRoutes(logs: Pick<Logs, 'names' | 'reader'>): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(tileRoutes(logs));
    await app.register(proofRoutes(logs));
    app.get(
      '/log',
      {
        config,
        schema: {
          summary: 'The logs there are',
          tags,
          querystring: logListQuery,
          response: { 200: logList },
        },
      },
      async ({ query: { limit, next } }) => {
        const end = next + limit;
        const names = logs.names.slice(next, end);
        const described = await Promise.all(names.map((name) => logs.reader.describe(name)));
        const items = described.map((log) => ({ ...log, root: textOf(log.root) }));
        const total = logs.names.length;
        return { items, total, next: end < total ? end : null };
      },
    );
  };
}

function tileRoutes({ reader }: Pick<Logs, 'reader'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/log/:name/checkpoint',
      { config, schema: { summary: 'Signed head of a log (C2SP tlog-checkpoint)', tags, params } },
      async (request, reply) => {
        const { checkpoint } = await reader.head(request.params.name);
        return reply.type('text/plain; charset=utf-8').header('cache-control', FRESH).send(checkpoint);
      },
    );
    app.get(
      '/log/:name/tile/*',
      {
        config,
        schema: {
          summary: 'Tile or entry bundle of a log (C2SP tlog-tiles)',
          tags,
          params: params.extend({ '*': z.string() }),
        },
      },
      async (request, reply) => {
        const address = parseTilePath(request.params['*']);
        const bytes = address && (await reader.tile(request.params.name, address));
        if (bytes === undefined) throw new CityError('NOT_FOUND');
        reply.type('application/octet-stream').header('cache-control', IMMUTABLE);
        if (address?.level !== ENTRIES_LEVEL) return reply.send(bytes);
        reply.header('vary', 'accept-encoding');
        if (!acceptsGzip(request.headers['accept-encoding'])) return reply.send(bytes);
        return reply.header('content-encoding', 'gzip').send(await compress(bytes));
      },
    );
  };
}

/** Whether Accept-Encoding takes gzip: named, or as one of any, and with a weight above 0 (RFC 9110 section 12.5.3). */
function acceptsGzip(header = ''): boolean {
  const weights = new Map(
    header.split(',').map((item) => {
      const [coding = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return [coding, weight === undefined ? 1 : Number(weight.slice('q='.length))];
    }),
  );
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}

function proofRoutes({ reader }: Pick<Logs, 'reader'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/log/:name/proof',
      {
        config: limited,
        schema: {
          summary: 'That a leaf is on a log',
          tags,
          params,
          querystring: inclusionQuery,
          response: { 200: inclusionProof },
        },
      },
      async ({ params: { name }, query: { index, leaf: text, size } }) => {
        const leaf = text === undefined ? undefined : Buffer.from(text, 'base64url');
        const proof = await reader.inclusion(name, { index, leaf, size });
        return {
          log: name,
          index: proof.index,
          leaf: textOf(proof.leaf),
          size: proof.size,
          root: textOf(proof.root),
          inclusion: proof.path.map(textOf),
        };
      },
    );
    app.get(
      '/log/:name/consistency',
      {
        config: limited,
        schema: {
          summary: 'That a log only grew from one size to another',
          tags,
          params,
          querystring: consistencyQuery,
          response: { 200: consistencyProof },
        },
      },
      async ({ params: { name }, query }) => {
        const { from, to, roots, path } = await reader.consistency(name, query);
        const [fromRoot, toRoot] = roots.map(textOf) as [string, string];
        return { log: name, from, fromRoot, to, toRoot, consistency: path.map(textOf) };
      },
    );
  };
}
