/** Going from page to page of an area: nothing is loaded anew, and back, forward and links do what they do everywhere. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPages, type PagesGround } from '../support/pages.ts';

let ground: PagesGround;
let page: Page;
beforeAll(async () => {
  ground = await openPages();
}, 180_000);
afterAll(() => ground.close());

beforeEach(async () => {
  const [person] = await ground.people();
  const visit = await ground.visit('/citizen', { signedIn: { as: 'person', account: person?.number ?? '' } });
  page = visit.page;
  await page.getByRole('heading', { level: 1 }).waitFor();
});
afterEach(() => page.context().close());

const place = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true });
const pathOf = (): string => new URL(page.url()).pathname;
const heading = (): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();

describe('a link within an area', () => {
  test('goes there without loading the page anew, and moves title and focus', async () => {
    await page.evaluate('window.marked = true');
    const before = await page.title();
    await place('点头').click();
    await page.waitForURL('**/citizen/requests');
    expect(await page.evaluate('window.marked')).toBe(true);
    expect(await page.title()).not.toBe(before);
    expect(await page.evaluate('document.activeElement?.tagName')).toBe('H1');
    expect(await place('点头').getAttribute('aria-current')).toBe('page');
  });

  test('is undone by back and done again by forward, at the place on the page where one was', async () => {
    const first = await heading();
    await page.evaluate('document.body.style.minHeight = "4000px"; scrollTo(0, 700)');
    // A click of the tests' own would scroll the link into view.
    await place('点头').dispatchEvent('click');
    await page.waitForURL('**/citizen/requests');
    await expect.poll(() => page.evaluate('scrollY')).toBe(0);
    await page.goBack();
    await page.waitForURL((url) => /\/citizen\/?$/.test(url.pathname));
    await expect.poll(() => page.evaluate('scrollY')).toBe(700);
    await expect.poll(heading).toBe(first);
    await page.goForward();
    await page.waitForURL('**/citizen/requests');
    await expect.poll(heading).not.toBe(first);
  });

  test('opens beside the page where Ctrl is held', async () => {
    await place('点头').click({ modifiers: ['ControlOrMeta'] });
    await expect
      .poll(() => ground.addressesOpen(), { timeout: 30_000 })
      .toContain(`${ground.address}/citizen/requests`);
    expect(pathOf()).toMatch(/^\/citizen\/?$/);
  });
});

test('an address that there isn’t says so', async () => {
  for (const path of ['/citizen/nowhere', '/citizen/certificates/a/b']) {
    await page.goto(ground.address + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await heading()).toContain('没有');
  }
});

test('a page that didn’t come is given up once the reader went elsewhere', async () => {
  await page.route('**/assets/records-page*.js', (route) => route.abort());
  await page.route('**/session', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await place('记录').click();
  await place('点头').click();
  await page.waitForURL('**/citizen/requests');
  await page.waitForTimeout(1_200);
  expect(pathOf()).toBe('/citizen/requests');
});

test('of two steps taken at once the later one counts', async () => {
  await page.route('**/assets/*page*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await place('记录').click();
  await place('点头').click();
  await page.waitForURL('**/citizen/requests');
  await page.waitForTimeout(700);
  expect(pathOf()).toBe('/citizen/requests');
});
