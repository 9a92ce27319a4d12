/** The audit's work in a browser beside Node, and what pages load for it. */
import type { Page } from 'playwright-core';
import { openSdkPage } from '../../test/support/sdk-page.ts';
import type { Benchmark } from '../bench.ts';
import { kilobytesOf, pageModules } from '../support/sdk-bundle.ts';
import * as work from './browser-work.ts';
import { medianOf } from './measure.ts';
import { makeReceipts } from './receipts.ts';

const BUNDLES = 64;
const RECEIPTS = 400;
const OTHERS = 100_000;
const TURNS = 9;
/** The work is bundled by its place below the SDK's folder. */
const WORK = "export * from '../scripts/bench/browser-work.ts';";

type There = { readonly sdk: typeof work };
type Milliseconds = {
  node: number[];
  browser: number[];
  webCrypto: number[];
  nodeReceipts: number[];
  receipts: number[];
};

export const browser: Benchmark = {
  name: 'browser',
  summary: `An audit's work in Chromium beside Node on the same machine, by turns: entries hashed into the tiles and root of a log, by bundles of 256, and one person's receipts checked from their words to the signed head, among ${OTHERS.toLocaleString('en')} leaves of others (the ledger is asked once for all of them, which is left out). Medians of ${TURNS} turns, elapsed time.`,
  run: async ({ count = BUNDLES }) => {
    const { page, close } = await openSdkPage(WORK);
    try {
      const times = await takeTurns(page, count);
      return await tell(times, count);
    } finally {
      await close();
    }
  },
};

async function takeTurns(page: Page, bundles: number): Promise<Milliseconds> {
  const times: Milliseconds = { node: [], browser: [], webCrypto: [], nodeReceipts: [], receipts: [] };
  const receipts = await makeReceipts(RECEIPTS, OTHERS);
  // The first turn warms up and isn't counted.
  for (let turn = 0; turn <= TURNS; turn++) {
    const took = {
      node: work.rebuild(bundles),
      browser: await page.evaluate((count) => (globalThis as unknown as There).sdk.rebuild(count), bundles),
      webCrypto: await page.evaluate(
        (count) => (globalThis as unknown as There).sdk.rebuildWithWebCrypto(count),
        bundles,
      ),
      nodeReceipts: await work.check(receipts),
      receipts: await page.evaluate((given) => (globalThis as unknown as There).sdk.check(given), receipts),
    };
    if (turn > 0)
      for (const name of Object.keys(took) as (keyof Milliseconds)[]) times[name].push(took[name]);
  }
  return times;
}

async function tell(times: Milliseconds, bundles: number) {
  const leaves = 256 * bundles;
  const rate = (amount: number, milliseconds: readonly number[]): number =>
    Math.round((1000 * amount) / medianOf(milliseconds));
  const ratio = (one: readonly number[], other: readonly number[]): number => medianOf(one) / medianOf(other);
  const sizes = await Promise.all(
    Object.entries(pageModules).map(async ([name, source]) => [name, await kilobytesOf(source)] as const),
  );
  return {
    columns: ['work', 'browser', 'Node', 'browser, of Node'],
    rows: [
      [
        'leaves rebuilt a second',
        rate(leaves, times.browser),
        rate(leaves, times.node),
        ratio(times.node, times.browser),
      ],
      ['the same with WebCrypto', rate(leaves, times.webCrypto), '—', ratio(times.node, times.webCrypto)],
      [
        'receipts checked a second',
        rate(RECEIPTS, times.receipts),
        rate(RECEIPTS, times.nodeReceipts),
        ratio(times.nodeReceipts, times.receipts),
      ],
      ...sizes.map(([name, kilobytes]) => [`KB gz loaded: ${name}`, kilobytes, '—', '—']),
    ],
    goals: [
      goal(
        'leaves rebuilt in the browser, times those with WebCrypto',
        ratio(times.webCrypto, times.browser),
        1,
      ),
    ],
    notes: [
      `A million leaves take a browser ${((medianOf(times.browser) * 1000) / leaves).toFixed(1)} seconds to hash; reading them over the network comes on top.`,
    ],
  };
}

const goal = (what: string, measured: number, bound: number) =>
  ({ what, measured, bound, kind: 'at least' }) as const;
