/** The audit in Chromium: it finds there whatever it finds in Node, and runs in a worker over HTTP. */
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerRoutes } from '../../../gateway/ledger/routes.ts';
import { bundleSdk, kilobytesOf, pageModules } from '../../../scripts/support/sdk-bundle.ts';
import type { AuditOptions } from '../../../sdk/audit/audit.ts';
import type { Check } from '../../../sdk/audit/findings.ts';
import { type AuditGround, openAuditGround } from '../../support/audit-ground.ts';
import { openBrowser } from '../../support/browser.ts';
import { openSdkPage } from '../../support/sdk-page.ts';
import { shouldBehaveAsAudit } from './behaviour.ts';

type Sdk = typeof import('../../../sdk/audit/index.ts');
/** What the page calls in this process. */
type Bridge = {
  readonly sdk: Sdk;
  readonly askLedger: (method: string, parameters: readonly unknown[]) => Promise<unknown>;
  readonly readServed: (path: string) => Promise<number[] | null>;
  readonly tellProgress: (leaves: number, total: number) => Promise<void>;
};

/** Runs audits in a page: what they read comes from here, so that tests can stand in between. */
async function openAuditPage() {
  const { page, close } = await openSdkPage(pageModules.audit);
  let current: AuditOptions | undefined;
  const given = (): AuditOptions => {
    if (current === undefined) throw new Error('no audit runs');
    return current;
  };
  await page.exposeFunction('askLedger', (method: string, parameters: readonly unknown[]) =>
    given().ask(method, parameters),
  );
  await page.exposeFunction('readServed', async (path: string) => {
    const bytes = await given().read(path);
    return bytes === undefined ? null : [...bytes];
  });
  await page.exposeFunction('tellProgress', (leaves: number, total: number) =>
    given().onProgress?.(leaves, total),
  );
  return {
    close,
    run: async function* (options: AuditOptions): AsyncGenerator<Check> {
      current = options;
      yield* await auditIn(page, options);
    },
  };
}

const auditIn = (page: Page, { trust, receipts, clock }: AuditOptions): Promise<Check[]> =>
  page.evaluate(
    async ({ ahead, ...given }) => {
      const { sdk, askLedger, readServed, tellProgress } = globalThis as unknown as Bridge;
      const checks = [];
      const found = sdk.audit({
        ...given,
        ask: askLedger,
        read: async (path) => {
          const bytes = await readServed(path);
          return bytes === null ? undefined : Uint8Array.from(bytes);
        },
        clock: { now: () => new Date(Date.now() + ahead) },
        onProgress: (leaves, total) => void tellProgress(leaves, total),
      });
      for await (const check of found) checks.push(check);
      return checks;
    },
    {
      ...(trust === undefined ? {} : { trust }),
      ...(receipts === undefined ? {} : { receipts }),
      ahead: clock === undefined ? 0 : clock.now().getTime() - Date.now(),
    },
  );

describe('in a page', () => shouldBehaveAsAudit(openAuditPage));

describe('in a worker', () => {
  let ground: AuditGround;
  let app: FastifyInstance;
  let url: string;

  beforeAll(async () => {
    ground = await openAuditGround();
    app = fastify({ forceCloseConnections: true });
    const script = await bundleSdk(pageModules.audit);
    const trust = JSON.stringify(await ground.trust());
    await app.register(rateLimit, { global: false });
    await app.register(ledgerRoutes(ground.city.embedded));
    app.get('/sdk.js', (_request, reply) => reply.type('text/javascript').send(script));
    app.get('/', (_request, reply) => reply.type('text/html').send('<!doctype html><title>audit</title>'));
    app.get('/worker.js', (_request, reply) => reply.type('text/javascript').send(workerOf(trust)));
    app.setNotFoundHandler(async ({ url: path }, reply) => {
      const bytes = await ground.served()(path);
      return bytes === undefined ? reply.status(404).send() : reply.send(Buffer.from(bytes));
    });
    url = await app.listen({ host: '127.0.0.1', port: 0 });
  }, 120_000);
  afterAll(async () => {
    await app?.close();
    await ground?.close();
  });

  test('it audits a gateway and checks receipts, over HTTP and with nothing of the page', async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(url);
      const told = await page.evaluate(
        (receipts) =>
          new Promise<WorkerAnswer>((resolve, reject) => {
            const { Worker } = globalThis as unknown as { Worker: new (path: string) => BrowserWorker };
            const worker = new Worker('/worker.js');
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = ({ message }) => reject(new Error(message));
            worker.postMessage(receipts);
          }),
        ground.receipts,
      );
      expect(told.checks.filter(({ code }) => code !== undefined)).toEqual([]);
      expect(told.checks.map(({ what }) => what)).toContain('receipts');
      expect(told.progress).toEqual([304, 304]);
      expect(told.receipts).toBe('agrees');
    } finally {
      await browser.close();
    }
  });
});

type WorkerAnswer = {
  readonly checks: readonly Check[];
  readonly progress: readonly number[];
  readonly receipts: string;
};
type BrowserWorker = {
  onmessage: (event: { readonly data: WorkerAnswer }) => void;
  onerror: (event: { readonly message: string }) => void;
  readonly postMessage: (value: unknown) => void;
};

const workerOf = (trust: string): string => `
importScripts('/sdk.js');
onmessage = async ({ data: receipts }) => {
  const trust = ${trust};
  const [ask, read] = [sdk.openRpc(location.origin + '/ledger'), sdk.readOver(location.origin)];
  const checks = [];
  let progress;
  for await (const check of sdk.audit({ ask, read, trust, receipts, onProgress: (...told) => { progress = told; } }))
    checks.push(check);
  const heads = sdk.openLedgerHeads({ ask, ledger: trust.cities[0].ledger, read });
  const { state } = await sdk.checkReceipts(receipts, { trust, heads });
  postMessage({ checks, progress, receipts: state });
};`;

test('pages that use it stay within what a browser should load', async () => {
  // The audit page may load 120 KB and a citizen's page 60, their own programs included.
  expect(await kilobytesOf(pageModules.audit)).toBeLessThan(40);
  expect(await kilobytesOf(pageModules['check receipts'])).toBeLessThan(22);
  expect(await kilobytesOf(pageModules['verify a proof'])).toBeLessThan(22);
});
