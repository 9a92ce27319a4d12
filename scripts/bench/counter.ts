/** From the scan to the proof on a clerk's screen, beside the bare calls of the same gateway. */
import { performance } from 'node:perf_hooks';
import type { APIRequestContext, Page } from 'playwright-core';
import { openBrowser } from '../../test/support/browser.ts';
import { type Citizen, citizenOf, clerkAt } from '../../test/support/counter-ground.ts';
import { visit } from '../../test/support/visit.ts';
import type { Benchmark } from '../bench.ts';
import { inTown } from './city.ts';
import { medianOf, quantileOf } from './measure.ts';

const ROUNDS = 25;
/** Milliseconds by which the page may be slower. */
const MORE = 300;
const MATTER = 'WCM-CAB-009';
const NONCE = 'nonce-of-the-benchmark';

export const counter: Benchmark = {
  name: 'counter',
  summary: `One person's code scanned at a counter until the proof stands on the clerk's screen, checked there: six fields of three certificates, in Chromium on the gateway's machine. Two spans are added: from the scanner's last key until the page waits, and from the answer to the person's agreement until the verdict stands there; the agreement itself is left out. Beside it the bare calls, POST /requests and POST /requests/:id/proof, by turns with the same people and windows. Elapsed time.`,
  run: ({ count = ROUNDS }) =>
    inTown(async ({ address, people }) => {
      const browser = await openBrowser();
      try {
        const ground = {
          address,
          people,
          visit: (path: string, options = {}) => visit({ address, browser }, path, options),
        };
        const { page } = await clerkAt(ground, { path: `/counter/ask/${MATTER}` });
        const citizen = await citizenOf(ground, '八十多岁的老人');
        const times = { page: [] as number[], calls: [] as number[] };
        // The first round warms up and isn't counted.
        for (let round = 0; round <= count; round++) {
          const took = {
            page: await byPage(page, citizen, address),
            calls: await byCalls(page.context().request, citizen, address),
          };
          if (round > 0) for (const name of ['page', 'calls'] as const) times[name].push(took[name]);
        }
        return tell(times);
      } finally {
        await browser.close();
      }
    }),
};

async function byPage(page: Page, citizen: Citizen, address: string): Promise<number> {
  await page.goto(`${address}/counter/ask/${MATTER}`, { waitUntil: 'networkidle' });
  const { url } = await citizen.showQr();
  const untilWaiting = Number(await page.evaluate(scanned(url)));
  const shown = page.evaluate(appears('.verdict.ok h1'));
  await citizen.agree();
  const agreedAt = Date.now();
  return untilWaiting + Math.max(0, Number(await shown) - agreedAt);
}

/** In the page: what a scanner types, and the milliseconds from its last key until the page waits for the person. */
const scanned = (text: string): string => `(async () => {
  const waiting = ${appears('.waiting-for')};
  for (const key of [...${JSON.stringify(text)}, 'Enter'])
    window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const began = Date.now();
  return (await waiting) - began;
})()`;

/** In the page: the moment at which something stands there. */
const appears = (selector: string): string => `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector(${JSON.stringify(selector)}) === null) return;
    observer.disconnect();
    resolve(Date.now());
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true, attributes: true });
  look();
})`;

async function byCalls(clerk: APIRequestContext, citizen: Citizen, address: string): Promise<number> {
  const { url: code } = await citizen.showQr();
  const headers = { 'sec-fetch-site': 'same-origin' };
  const wish = { matter: MATTER, nonce: NONCE, window: 'CAB-W1', parties: { applicant: { code } } };
  const asking = performance.now();
  const asked = await clerk.post(`${address}/requests`, { headers, data: wish });
  const { id } = (await asked.json()) as { readonly id: string };
  const untilWaiting = performance.now() - asking;
  await citizen.agree();
  const fetching = performance.now();
  const proof = await clerk.post(`${address}/requests/${id}/proof`, { headers, data: { nonce: NONCE } });
  if (!proof.ok()) throw new Error(`the proof answered ${proof.status()}`);
  await proof.json();
  return untilWaiting + performance.now() - fetching;
}

function tell(times: Readonly<Record<'page' | 'calls', readonly number[]>>) {
  const row = (name: string, all: readonly number[]) => [name, medianOf(all), quantileOf(all, 0.95)];
  return {
    columns: ['way', 'p50 ms', 'p95 ms'],
    rows: [row('page, checked in the browser', times.page), row('bare calls', times.calls)],
    goals: [
      {
        what: 'milliseconds more than the bare calls at p50',
        measured: medianOf(times.page) - medianOf(times.calls),
        bound: MORE,
        kind: 'at most',
      } as const,
    ],
  };
}
