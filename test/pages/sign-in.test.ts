/** Signing in by pages: whoever can't use a password chooses whom to play in the town, and always learns what to do. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkPage, modes, openPages, type PagesGround, type Visit } from '../support/pages.ts';

let ground: PagesGround;
beforeAll(async () => {
  ground = await openPages();
}, 180_000);
afterAll(() => ground.close());

describe.each(modes)('read in $language, large type $elder', (mode) => {
  test.each([
    ['choosing as whom', '/sign-in', 'sign-in'],
    ['where it failed', '/sign-in/failed?reason=SIGN_IN_EXPIRED', 'sign-in-failed'],
    ['choosing whom to play', '/sign-in/begin?as=person&to=/citizen', 'sign-in-choose'],
    ['where there is no page', '/sign-in/nowhere', 'no-such-page'],
  ])('%s can be read and used by everybody', async (_what, path, name) => {
    const visit = await ground.visit(path, { mode });
    await visit.page.getByRole('heading', { level: 1 }).waitFor();
    await checkPage(visit, name);
    await visit.page.context().close();
  });
});

test('whoever chose somebody is signed in as that person, where they wanted to go, and can sign out', async () => {
  const { page, complaints } = await ground.visit('/citizen/code');
  await page.getByRole('link', { name: '登录' }).click();
  await page.getByRole('button', { name: '八十多岁的老人' }).click();
  await page.getByRole('heading', { level: 1, name: '给窗口看这个' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/citizen/code');
  await page.getByText('已登录：').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Signed in: ').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(`${ground.address}/`);
  expect(complaints).toEqual([]);
});

test('whoever was somebody before can sign in as somebody else, signed out or not', async () => {
  const { page, complaints } = await ground.visit('/');
  const choose = async (name: string, shown: string): Promise<void> => {
    await page.goto(`${ground.address}/sign-in/begin?as=staff&to=/counter`);
    await page.getByRole('button', { name }).first().click();
    await page.waitForURL('**/counter');
    const session = async () => await page.evaluate("fetch('/session').then((answer) => answer.json())");
    await expect.poll(session).toMatchObject({ staff: shown });
  };
  await choose('窗口人员1号 区民政局', 'CAB-C1');
  await choose('窗口人员2号 区民政局', 'CAB-C2');
  await page.getByRole('button', { name: '退出' }).click();
  await page.waitForURL(`${ground.address}/`);
  await choose('窗口人员1号 区民政局', 'CAB-C1');
  expect(complaints).toEqual([]);
});

test('an answer that the demonstration no longer knows ends where one can begin again', async () => {
  const { page } = await ground.visit('/');
  await page.goto(`${ground.address}/demo/auth/nowhere`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/sign-in/failed');
  await page.context().close();
});

test('what a person prefers is there on another device of theirs', async () => {
  const [, person] = await ground.people();
  const signedIn = { as: 'person', account: person?.number ?? '' } as const;
  const first = await ground.visit('/citizen', { signedIn });
  const kept = first.page.waitForResponse(async (response) => (await response.text()).includes('"en"'));
  await first.page.getByRole('button', { name: '大字' }).click();
  await first.page.getByRole('button', { name: 'English' }).click();
  await kept;
  await first.page.context().close();
  const second = await ground.visit('/citizen', { signedIn });
  await second.page.locator('html[data-elder][lang="en"]').waitFor();
  expect(second.complaints).toEqual([]);
});

describe('large type', () => {
  const offer = (page: Page) => page.getByRole('region', { name: '字要大一些吗？' });
  const open = async (number: string): Promise<Visit> => {
    const signedIn = { as: 'person', account: number } as const;
    return ground.visit('/citizen', { signedIn, isNewDevice: true });
  };
  // As before the first answer, whatever was chosen for them above.
  beforeEach(async () => {
    const { elder, parent } = ground.stage.town.cast;
    for (const { number } of [elder, parent]) {
      const { page } = await open(number);
      await page.context().request.put(`${ground.address}/session/preferences`, {
        headers: { 'sec-fetch-site': 'same-origin' },
        data: { elder: null, language: null },
      });
      await page.context().close();
    }
  });

  test('is offered to whoever is sixty or older, and once declined never again', async () => {
    const { number } = ground.stage.town.cast.elder;
    const first = await open(number);
    await offer(first.page).waitFor();
    await checkPage(first, 'large-type-offered');
    await offer(first.page).getByRole('button', { name: '不用', exact: true }).click();
    await offer(first.page).waitFor({ state: 'detached' });
    await first.page.locator('h1:focus').waitFor();
    await first.page.reload({ waitUntil: 'networkidle' });
    expect(await offer(first.page).count()).toBe(0);
    const second = await open(number);
    await second.page.getByText('已登录：').waitFor();
    expect(await offer(second.page).count()).toBe(0);
    expect(await second.page.locator('html[data-elder]').count()).toBe(0);
    await first.page.context().close();
    await second.page.context().close();
  });

  test('once accepted is there on every device of theirs', async () => {
    const { number } = ground.stage.town.cast.elder;
    const first = await open(number);
    const kept = first.page.waitForResponse('**/session/preferences');
    await offer(first.page).getByRole('button', { name: '要大字' }).click();
    await first.page.locator('html[data-elder]').waitFor();
    await kept;
    const second = await open(number);
    await second.page.locator('html[data-elder]').waitFor();
    expect(await offer(second.page).count()).toBe(0);
    await first.page.context().close();
    await second.page.context().close();
  });

  test('is still offered after nothing but the language was chosen', async () => {
    const { number } = ground.stage.town.cast.elder;
    const first = await open(number);
    await offer(first.page).waitFor();
    const kept = first.page.waitForResponse('**/session/preferences');
    await first.page.getByRole('button', { name: 'English' }).click();
    await kept;
    await first.page.reload();
    await first.page.getByRole('region', { name: 'Would larger letters help?' }).waitFor();
    await first.page.context().close();
  });

  test('is offered to nobody younger, and not where a size was chosen', async () => {
    const { parent, elder } = ground.stage.town.cast;
    const younger = await open(parent.number);
    await younger.page.getByText('已登录：').waitFor();
    expect(await offer(younger.page).count()).toBe(0);
    await younger.page.context().close();
    const signedIn = { as: 'person', account: elder.number } as const;
    const chosen = await ground.visit('/citizen', { signedIn });
    await chosen.page.getByText('已登录：').waitFor();
    expect(await offer(chosen.page).count()).toBe(0);
    await chosen.page.context().close();
  });
});
