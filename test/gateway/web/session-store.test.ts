/** What a page keeps for whoever is signed in: every page that shows something of it hears once that it is gone, the one that wiped it too. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSdkPage } from '../../support/sdk-page.ts';

const OWNER = "{ staff: 'CAB-C1', department: 'CAB', windows: ['CAB-W1'] }";
const COUNT = 'window.heard = 0; sdk.onWiped(() => { window.heard += 1; });';

let page: Page;
let other: Page;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ page, close } = await openSdkPage("export * from '../gateway/web/calls/session-store.ts';"));
  other = await page.context().newPage();
  await other.goto(page.url());
  await other.waitForFunction('window.sdk !== undefined');
  for (const tab of [page, other]) await tab.evaluate(COUNT);
}, 60_000);
afterAll(() => close());

beforeEach(async () => {
  await page.evaluate(
    `sdk.wipe().then(() => sdk.beginStore(${OWNER})).then(() => sdk.keep('proof/1', 'theirs'))`,
  );
  await heardIn(page);
  for (const tab of [page, other]) await tab.evaluate('window.heard = 0');
});

/** How often a tab heard of it, once everything that was said has come. */
async function heardIn(tab: Page): Promise<unknown> {
  await tab.waitForTimeout(200);
  return tab.evaluate('window.heard');
}

test.each(['wipe', 'closeStore'])('%s is heard once, in its own tab and in others', async (how) => {
  await page.evaluate(`sdk.${how}()`);
  expect(await heardIn(page)).toBe(1);
  expect(await heardIn(other)).toBe(1);
  expect(await other.evaluate("sdk.kept('proof/1')")).toBeUndefined();
  expect(await other.evaluate('sdk.findKeeper()')).toBeUndefined();
});

test('what a session left that ended by itself is opened to the same one, and wiped for anybody else', async () => {
  await page.evaluate(`sdk.closeStore().then(() => sdk.beginStore(${OWNER}))`);
  expect(await page.evaluate("sdk.kept('proof/1')")).toBe('theirs');
  await page.evaluate(`sdk.beginStore({ ...${OWNER}, staff: 'CAB-C2' })`);
  expect(await page.evaluate("sdk.keptUnder('proof/')")).toEqual([]);
});

test('what ended after it began is closed, however far the beginning had come', async () => {
  await page.evaluate(`Promise.all([sdk.beginStore(${OWNER}), sdk.closeStore()])`);
  expect(await page.evaluate('sdk.findKeeper()')).toBeUndefined();
});
