/** Serving the pages: an area's HTML at each of its addresses, files that may be kept for ever, and nothing inline. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { areas } from '../../gateway/areas.ts';
import { pageRoutes } from '../../gateway/pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'city-built-'));
let app: FastifyInstance;

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

beforeAll(async () => {
  for (const { name } of areas) write(`${name}/index.html`, `<title>${name}</title>`);
  for (const { name, worksOffline } of areas) if (worksOffline) write(`${name}/service-worker.js`, '');
  write('assets/start-abc.js', 'export {}');
  write('assets/start-abc.js.br', 'compressed');
  write('secret.txt', 'outside of assets');
  app = Fastify();
  app.get('/citizen/api', async () => 'a route of its own');
  await app.register(pageRoutes(folder));
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ['/', 'start'],
  ['/?matter=WCM-CAB-009', 'start'],
  ['/citizen', 'citizen'],
  ['/citizen/requests/1', 'citizen'],
  ['/counter/ask', 'counter'],
  ['/counter/facing', 'facing'],
  ['/counter/facing/1', 'facing'],
  ['/department/', 'department'],
  ['/audit/logs', 'audit'],
  ['/sign-in/failed', 'sign-in'],
])('%s is a page of %s, asked for each time', async (url, area) => {
  const answer = await app.inject(url);
  expect(answer.body).toBe(`<title>${area}</title>`);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(answer.headers['cache-control']).toBe('no-cache');
});

test('a route of its own wins over the pages round it', async () => {
  expect((await app.inject('/citizen/api')).body).toBe('a route of its own');
});

test('what was compressed when it was built is served so to browsers that take it', async () => {
  const headers = { 'accept-encoding': 'br, gzip' };
  const answer = await app.inject({ url: '/assets/start-abc.js', headers });
  expect(answer.headers['content-encoding']).toBe('br');
  expect(answer.headers['content-type']).toContain('javascript');
  expect(answer.body).toBe('compressed');
});

test('what a page loads may be kept for ever; nothing else of the folder is served', async () => {
  const answer = await app.inject('/assets/start-abc.js');
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  for (const url of ['/assets/none.js', '/assets/../secret.txt', '/assets/%2e%2e/secret.txt', '/secret.txt'])
    expect((await app.inject(url)).statusCode).toBeGreaterThanOrEqual(400);
});

describe('the policy', () => {
  const policyOf = async (url: string): Promise<string> =>
    String((await app.inject(url)).headers['content-security-policy']);

  test.each(['/', '/citizen', '/counter', '/counter/facing', '/department', '/audit', '/sign-in'])(
    'of %s lets nothing inline run and nobody frame it',
    async (url) => {
      const policy = await policyOf(url);
      expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/);
      expect(policy).toContain("frame-ancestors 'none'");
    },
  );

  test('lets a program be compiled only where codes are read or faces seen', async () => {
    const compiling = await Promise.all(
      areas.map(async ({ name, path }) => ((await policyOf(path)).includes('wasm-unsafe-eval') ? name : '')),
    );
    expect(compiling.filter((name) => name !== '')).toEqual(['citizen', 'counter', 'facing']);
  });
});

test('pages that haven’t been built are told before anything is opened', () => {
  expect(() => pageRoutes(join(folder, 'nowhere'))).toThrow(
    expect.objectContaining({ code: 'PAGES_NOT_BUILT' }),
  );
});
