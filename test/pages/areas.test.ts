/** Every area can be opened by anybody: what isn't theirs invites them to sign in, and a session ends by nobody's surprise. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkPage, type Mode, openPages, type PagesGround, plain } from '../support/pages.ts';

let ground: PagesGround;
beforeAll(async () => {
  ground = await openPages();
}, 180_000);
afterAll(() => ground.close());

const widest: Mode = { language: 'en', elder: 'max' };

describe.each([plain, widest])('read in $language, large type $elder', (mode) => {
  test.each(['/citizen', '/counter', '/department'])('%s invites to sign in', async (path) => {
    const visit = await ground.visit(path, { mode });
    const link = visit.page.getByRole('link', { name: mode.language === 'zh' ? '登录' : 'Sign in' });
    const address = new URL((await link.getAttribute('href')) ?? '', ground.address);
    expect(address.searchParams.get('to')).toBe(path);
    await checkPage(visit, `invitation-${path.slice(1)}`);
    await visit.page.context().close();
  });

  test.each(['/audit', '/counter/facing'])('%s is open to everybody', async (path) => {
    const { page, complaints } = await ground.visit(path, { mode });
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

test('staff see the pages of their role and are told of others', async () => {
  const clerk = { as: 'staff', account: 'CAB-C1' } as const;
  const { page } = await ground.visit('/counter', { signedIn: clerk });
  await page.getByRole('heading', { level: 1, name: '您在哪个窗口？' }).waitFor();
  await page.goto(`${ground.address}/department`);
  await page.getByText('您的账号用不了这一页').first().waitFor();
  await page.context().close();
});

describe('a session that ends', () => {
  const visitEnding = async (seconds: number): Promise<Page> => {
    const [person] = await ground.people();
    const { page } = await ground.visit('/', { signedIn: { as: 'person', account: person?.number ?? '' } });
    await page.route('**/session', async (route) => {
      const answer = await route.fetch();
      const endsAt = new Date(Date.now() + 1000 * seconds).toISOString();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), endsAt } });
    });
    await page.goto(`${ground.address}/citizen`);
    return page;
  };

  test('asks two minutes before, and one press keeps it', async () => {
    const page = await visitEnding(100);
    await page.getByText('还在用吗？').waitFor();
    await page.getByRole('button', { name: '接着用' }).click();
    await page.getByText('还在用吗？').waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('asks nothing earlier, and says when it is over', async () => {
    const page = await visitEnding(122);
    await page.getByText('已登录：').waitFor();
    expect(await page.getByText('还在用吗？').count()).toBe(0);
    await page.getByText('还在用吗？').waitFor();
    await page.context().close();
    const ended = await visitEnding(-1);
    await ended.getByText('已经退出了').waitFor();
    await ended.context().close();
  });
});
