/** What a counter makes of a proof without asking anybody, in a real browser: it is this counter's alone, and only as it was asked for. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeProof } from '../../../support/proof-fixture.ts';
import { openSdkPage } from '../../../support/sdk-page.ts';

let page: Page;
let close: () => Promise<void>;
beforeAll(async () => {
  const source = "export { judgeKept } from '../gateway/web/counter/offline/judge.ts';";
  ({ page, close } = await openSdkPage(source));
}, 60_000);
afterAll(() => close());

/** The verdict on a proof of which this counter remembers that it asked with what `other` says. */
function judge(other: object): Promise<unknown> {
  const { proof, trust, expect: asked, at } = makeProof();
  const kept = { proof, ...asked, receivedAt: at.toISOString(), ...other };
  return page.evaluate(`sdk.judgeKept(${JSON.stringify(kept)}, ${JSON.stringify(trust)})`);
}

test('a proof that was asked for here holds as it stood when it came', async () => {
  expect(await judge({})).toMatchObject({ valid: true });
});

test.each([
  ['nonce', { nonce: 'another-nonce-of-1234' }, 'WRONG_NONCE'],
  ['system', { audience: 'https://wangcheng.invalid/clients/another-counter' }, 'WRONG_AUDIENCE'],
])('whatever a proof says itself, it must carry the %s that was asked with', async (_what, other, reason) => {
  expect(await judge(other)).toMatchObject({ valid: false, reason });
});
