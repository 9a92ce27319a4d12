/** The start page: anybody finds a matter, learns what need not be brought, and knows where to go. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkPage, modes, openPages, type PagesGround } from '../support/pages.ts';

let ground: PagesGround;
beforeAll(async () => {
  ground = await openPages();
}, 180_000);
afterAll(() => ground.close());

const query = { zh: '高龄津贴', en: 'allowance 80' } as const;
const found = { zh: '找到 1 件', en: '1 found' } as const;

describe.each(modes)('read in $language, large type $elder', (mode) => {
  test('it can be read and used by everybody, as it opens, with a matter and where nothing is found', async () => {
    const visit = await ground.visit('/', { mode });
    const { page } = visit;
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('127').waitFor();
    await checkPage(visit, 'start');
    const search = page.getByRole('combobox');
    await search.fill(mode.language === 'zh' ? '驾驶证' : 'zzzz');
    await page.locator('a[href="tel:12345"]').waitFor();
    await checkPage(visit, 'start-none');
    await search.fill(query[mode.language]);
    await page.getByText(found[mode.language]).waitFor();
    await checkPage(visit, 'start-found');
    await search.press('Enter');
    await page.locator('#matter').waitFor();
    await checkPage(visit, 'start-matter');
    await page.context().close();
  }, 120_000);
});

test('for whoever asked for no motion everything has its place at once', async () => {
  const { page } = await ground.visit('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const moving = `(() => {
    document.documentElement.dataset.elder = 'max';
    return document.getAnimations().length;
  })()`;
  expect(await page.evaluate(moving)).toBe(0);
  await page.context().close();
});

describe('finding a matter', () => {
  test('by keyboard alone: type, go down, choose; the matter takes the focus and stays in the address', async () => {
    const { page, complaints } = await ground.visit('/');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('跳到正文');
    await page.getByRole('combobox').focus();
    await page.keyboard.type('jiehun');
    await page.getByText('找到 2 件').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('option', { selected: true }).innerText()).toBe('补领结婚证');
    await page.keyboard.press('Enter');
    await page.locator('h2:focus', { hasText: '补领结婚证' }).waitFor();
    expect(new URL(page.url()).searchParams.get('matter')).toMatch(/^WCM-CAB-/);
    await page.reload();
    await page.getByRole('heading', { name: '补领结婚证' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: '补领结婚证' }).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('Escape closes the list and keeps what was typed; Enter on one hit opens it', async () => {
    const { page } = await ground.visit('/');
    const search = page.getByRole('combobox');
    await search.fill('高龄');
    await page.getByRole('option').waitFor();
    await search.press('Escape');
    await page.getByRole('option').waitFor({ state: 'detached' });
    expect(await search.inputValue()).toBe('高龄');
    await search.press('Enter');
    await page.getByRole('option').waitFor();
    await search.press('Enter');
    await page.getByRole('heading', { name: '80周岁以上老年人高龄津贴发放' }).waitFor();
    await page.getByText('点一次头：同意他们看 6 项').waitFor();
    await page.getByText('等 5 个工作日（法定 20 个）').waitFor();
    await page.context().close();
  });

  test('another language and large type keep the page, what was typed and the matter', async () => {
    const { page } = await ground.visit('/?matter=WCM-CAB-009');
    await page.getByRole('heading', { name: '80周岁以上老年人高龄津贴发放' }).waitFor();
    await page.getByRole('combobox').fill('结婚');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Allowance for people aged 80 and over' }).waitFor();
    expect(await page.getByRole('combobox').inputValue()).toBe('结婚');
    expect(await page.title()).toBe('Come as you are. Leave your papers at home. – Certificate-free City');
    await page.getByRole('button', { name: 'Large' }).click();
    await page.reload();
    await page.locator('html[lang="en"][data-elder]').waitFor();
    await page.context().close();
  });
});

describe('where the gateway can’t be reached', () => {
  test('a page without a network says what can be done all the same, and goes on when it is back', async () => {
    const { page } = await ground.visit('/');
    await page.context().setOffline(true);
    await page.getByRole('combobox').fill('结婚');
    await page.getByText('没有网，照样能办').waitFor();
    await page.context().setOffline(false);
    await page.getByText('找到 2 件').waitFor();
    expect(await page.getByRole('combobox').inputValue()).toBe('结婚');
    await page.context().close();
  });

  test('while it restarts the page says so, keeps what was typed and goes on by itself', async () => {
    const { page } = await ground.visit('/');
    const start = await ground.stop();
    await page.getByRole('combobox').fill('结婚');
    await page.getByText('后台在重启，您填的都在').waitFor();
    await start();
    await page.getByText('找到 2 件').waitFor();
    await page.getByText('后台在重启').waitFor({ state: 'detached' });
    await page.context().close();
  }, 90_000);

  test('a fault of the gateway’s is ours, with a number to name at a counter', async () => {
    const { page } = await ground.visit('/');
    const problem = { status: 500, code: 'INTERNAL', title: '', next: '', instance: '018f-7f04' };
    await page.route('**/catalog/matters?*', (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    );
    await page.getByRole('combobox').fill('结婚');
    await page.getByText('是我们的毛病，不是您的').waitFor();
    await page.getByText('编号 7F04').waitFor();
    await page.context().close();
  });
});
