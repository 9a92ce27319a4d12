/** What every answer shares: faults are problem details, whoever finds them, and proxies are believed as far as it is said. */
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildApp } from '../../gateway/app.ts';
import { type Config, readConfig } from '../../gateway/config.ts';

const body = z.object({ name: z.string() });

/** An application with routes of its own and nobody to ask who calls. */
const build = (trust: Config['TRUST_PROXY'] = false): Promise<FastifyInstance> =>
  buildApp({
    config: { LOG_LEVEL: 'silent', TRUST_PROXY: trust, tls: undefined, PUBLIC_URL: 'http://127.0.0.1' },
    identity: async () => {},
    operations: {
      states: async () => [],
      metrics: new Registry(),
      observe: () => {},
      countRefusal: () => {},
    },
    routes: [
      async (app) => {
        app.decorateRequest('caller', { getter: () => ({ kind: 'anyone' as const }) });
        app.post(
          '/things',
          { config: { callers: ['system:ask', 'person'] }, schema: { body } },
          async () => ({}),
        );
        app.get(
          '/things/:id',
          { config: { callers: ['anyone'] }, schema: { tags: ['things'] } },
          async ({ ip }) => ({ ip }),
        );
      },
    ],
  });

let app: FastifyInstance;
beforeAll(async () => {
  app = await build();
});
afterAll(() => app.close());

describe('a fault is problem details', () => {
  const json = { 'content-type': 'application/json' };
  test.each([
    ['an address that can’t be decoded', { url: '/things/%FF' }, 400, 'BAD_REQUEST'],
    [
      'a body that is no JSON',
      { method: 'POST', url: '/things', headers: json, payload: '{"a' },
      400,
      'BAD_REQUEST',
    ],
    [
      'a body without its shape',
      { method: 'POST', url: '/things', headers: json, payload: '{}' },
      400,
      'BAD_REQUEST',
    ],
    [
      'a body of no known kind',
      { method: 'POST', url: '/things', headers: { 'content-type': 'a/b' }, payload: 'x' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'a body that is too large',
      { method: 'POST', url: '/things', headers: json, payload: `"${'x'.repeat(1_100_000)}"` },
      413,
      'TOO_LARGE',
    ],
    ['a method that a route hasn’t', { method: 'DELETE', url: '/things' }, 404, 'NOT_FOUND'],
    ['a method that the gateway hasn’t', { method: 'PROPFIND', url: '/health' }, 404, 'NOT_FOUND'],
    ['an address that there isn’t', { url: '/nothing' }, 404, 'NOT_FOUND'],
  ])('%s', async (_what, asked, status, code) => {
    const answer = await app.inject(asked as never);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ status, code, type: `/errors#${code}` });
  });

  test('also where it isn’t HTTP at all', async () => {
    await app.listen({ port: 0, host: '127.0.0.1' });
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    socket.end('NONSENSE /health HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(socket, 'close');
    const [head = '', problem = ''] = text.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json/);
    expect(JSON.parse(problem)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });
});

describe('whose address counts', () => {
  const claimed = { 'x-forwarded-for': '192.0.2.1, 192.0.2.2, 192.0.2.3' };
  test.each([
    ['the socket’s where no proxy is trusted', 'false', '127.0.0.1'],
    ['the last that the one proxy saw, never what its caller wrote', 'true', '192.0.2.3'],
    ['the one before with two proxies', '2', '192.0.2.2'],
    ['the first that no trusted proxy has', 'loopback,192.0.2.3', '192.0.2.2'],
    ['the socket’s where another is trusted', '10.0.0.0/8', '127.0.0.1'],
  ])('%s', async (_what, TRUST_PROXY, expected) => {
    const proxied = await build(readConfig({ environment: { TRUST_PROXY } }).TRUST_PROXY);
    const answer = await proxied.inject({ url: '/things/1', headers: claimed });
    expect(answer.json()).toEqual({ ip: expected });
    await proxied.close();
  });
});

describe('the interface description', () => {
  type Operation = { security: unknown; responses: Record<string, { $ref?: string }> };
  const described = async () =>
    (await app.inject('/openapi.json')).json() as {
      paths: Record<string, Record<string, Operation>>;
      components: { responses: { Problem: unknown }; schemas: Record<string, unknown> };
    };

  test('names for every route who may call it, as the route declares it', async () => {
    const { paths } = await described();
    expect(paths['/things']?.post?.security).toEqual([{ bearer: ['system:ask'] }, { bearer: ['person'] }]);
    expect(paths['/things/{id}']?.get?.security).toEqual([]);
    expect(paths['/health']?.get?.security).toEqual([]);
  });

  test('names for every route the problem that it may answer with', async () => {
    const { paths, components } = await described();
    for (const operation of Object.values(paths).flatMap((path) => Object.values(path)))
      expect(operation.responses.default).toEqual({ $ref: '#/components/responses/Problem' });
    expect(components.responses.Problem).toMatchObject({
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    });
    expect(components.schemas.Problem).toMatchObject({ required: expect.arrayContaining(['code', 'next']) });
  });
});
