/** The SDK in a browser: bundled without anything of Node, it gives every published vector the same verdict. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleSdk, inputsOf, pageModules } from '../../scripts/support/sdk-bundle.ts';
import { inspectProof } from '../../sdk/verify/index.ts';
import { openBrowser } from '../support/browser.ts';
import { slipCity } from '../support/slip-fixture.ts';
import type { Vector } from '../support/vectors.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'sdk', 'vectors');
const vectors = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Vector);

/** Entries that a page may load. */
const ENTRIES = ['./index.ts', './trust/index.ts', './slip/index.ts'];

let server: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const script = await bundleSdk(ENTRIES.map((entry) => `export * from '${entry}';`).join(''));
  server = createServer((request, response) => {
    if (request.url === '/token' || request.url?.startsWith('/requests/')) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.url === '/token' ? token : view));
      return;
    }
    const isScript = request.url === '/sdk.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isScript ? script : '<!doctype html><title>SDK</title><script src="/sdk.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await openBrowser();
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

const token = { access_token: 'token', expires_in: 900 };
const view = { id: 'r1', state: 'approved', endedBecause: null, expiresAt: '', parties: [] };

type Sdk = typeof import('../../sdk/index.ts') &
  typeof import('../../sdk/trust/index.ts') &
  typeof import('../../sdk/slip/index.ts');

const verifyThere = (cases: Vector[]) =>
  page.evaluate(async (given) => {
    const { sdk } = globalThis as unknown as { sdk: Sdk };
    const verdicts = [];
    for (const { proof, at, ...options } of given)
      verdicts.push(await sdk.verifyProof(proof, { ...options, at: new Date(at) }));
    return verdicts;
  }, cases);

describe('in a browser', () => {
  test('a client asks a gateway, and what is no ledger gives no trust', async () => {
    const told = await page.evaluate(async () => {
      const { sdk, location } = globalThis as unknown as { sdk: Sdk; location: { origin: string } };
      const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
      const { key_ops: _, ext: __, ...key } = await crypto.subtle.exportKey('jwk', pair.privateKey);
      const client = { gateway: location.origin, cityId: 'https://wangcheng.invalid', client: 'cab-counter' };
      const request = await new sdk.CityClient({ ...client, key: key as never }).resume('r1', 'nonce');
      const source = { url: `${location.origin}/token`, issuers: `0x${'11'.repeat(20)}`, cityId: 'x' };
      const refused = await sdk.readLedgerTrust(source).catch((error: Error) => error.name);
      return { state: request.view.state, refused };
    });
    expect(told).toEqual({ state: 'approved', refused: 'LedgerError' });
  });

  test('every vector has its verdict', async () => {
    const verdicts = await verifyThere(vectors);
    const told = verdicts.map((verdict, place) => [
      vectors[place]?.name,
      verdict.valid ? 'valid' : verdict.reason,
    ]);
    const promised = vectors.map(({ name, verdict }) => [name, verdict.valid ? 'valid' : verdict.reason]);
    expect(told).toEqual(promised);
  });

  test('every check of every vector comes out as it does in Node', async () => {
    const there = await page.evaluate(async (given) => {
      const { sdk } = globalThis as unknown as { sdk: Sdk };
      const inspections = [];
      for (const { proof, at, ...options } of given)
        inspections.push(await sdk.inspectProof(proof, { ...options, at: new Date(at) }));
      return inspections;
    }, vectors);
    for (const [place, { proof, at, ...options }] of vectors.entries())
      expect(there[place]).toEqual(await inspectProof(proof, { ...options, at: new Date(at) }));
  });

  test('a slip has the verdict that it has on Node', async () => {
    const { ticket, trust } = slipCity();
    const good = await ticket();
    const texts = [good, `${good.slice(0, -3)}000`, await ticket({ lastDay: '2026-11-22' }), 'WZ1:'];
    const verdicts = await page.evaluate(
      async ([given, known, at]) => {
        const { sdk } = globalThis as unknown as { sdk: Sdk };
        return Promise.all(given.map((text) => sdk.verifySlip(text, { trust: known, at: new Date(at) })));
      },
      [texts, trust, '2026-11-23T08:00:00Z'] as const,
    );
    expect(verdicts.map((verdict) => (verdict.valid ? 'valid' : verdict.reason))).toEqual([
      'valid',
      'BAD_SIGNATURE',
      'SLIP_OVER',
      'MALFORMED',
    ]);
  });

  test('who checks no slips loads nothing for them', async () => {
    const inputs = await inputsOf("export * from './index.ts'; export * from './trust/index.ts';");
    expect(inputs.filter((input) => input.includes('cbor'))).toEqual([]);
    expect((await inputsOf(pageModules.audit)).filter((input) => /cbor|zod|jose/.test(input))).toEqual([]);
  });

  test('damage is a reason and never an error', async () => {
    const [valid] = vectors.filter(({ name }) => name === 'valid');
    if (valid === undefined) throw new Error('there is a valid vector');
    const text = JSON.stringify(valid.proof);
    const damaged = Array.from({ length: 60 }, (_, round) => {
      const place = (round * 7919) % text.length;
      const letter = text[place] === 'A' ? 'B' : 'A';
      return `${text.slice(0, place)}${letter}${text.slice(place + 1)}`;
    }).flatMap((changed): Vector[] => {
      try {
        return [{ ...valid, proof: JSON.parse(changed) as unknown }];
      } catch {
        return [];
      }
    });
    for (const verdict of await verifyThere(damaged)) expect(typeof verdict.valid).toBe('boolean');
  });
});
