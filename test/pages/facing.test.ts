/** The screen that faces the person: paired by a code, shows who asks for what, takes a yes only where two officers know who is there, and keeps nothing. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { citizenOf, clerkAt } from '../support/counter-ground.ts';
import { storedCounts } from '../support/device.ts';
import {
  checkPage,
  type Mode,
  modes,
  openPages,
  type PagesGround,
  plain,
  type Visit,
} from '../support/pages.ts';

let ground: PagesGround;
beforeAll(async () => {
  ground = await openPages();
}, 180_000);
afterAll(() => ground.close());

const ELDER = '八十多岁的老人';
const ALLOWANCE = 'WCM-CAB-009';
const widest: Mode = { language: 'en', elder: 'max' };
const DISPLAY = { viewport: { width: 1280, height: 800 } };

type Answer = { readonly id: string; readonly items: readonly { readonly id: string }[] };

/** A call by the session of whoever sits at the page. */
const callAs = (page: Page, method: string, path: string, body?: object): Promise<Answer> =>
  page.evaluate(
    async ([how, where, what]) => {
      const init = what === null ? {} : { headers: { 'content-type': 'application/json' }, body: what };
      const answer = await fetch(where, { method: how, ...init });
      if (!answer.ok) throw new Error(`${where} answered ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    [method, path, body === undefined ? null : JSON.stringify(body)] as const,
  ) as Promise<Answer>;

let asked = 0;
const ask = (clerk: Page, parties: object, window = 'CAB-W1'): Promise<Answer> =>
  callAs(clerk, 'POST', '/requests', {
    ...{ matter: ALLOWANCE, window, parties, nonce: `nonce-of-this-test-${++asked}` },
  });

/** A screen of the clerk's window, paired as people do it. */
async function pairedBy(clerk: Page, { mode = plain, name = '一号副屏' } = {}): Promise<Visit> {
  await clerk.goto(`${ground.address}/counter/screens`);
  await clerk.getByRole('button', { name: /显示配对码|换一个配对码/ }).click();
  const code = await clerk.locator('.pairing-code').innerText();
  const visit = await ground.visit('/counter/facing', { mode, context: DISPLAY });
  const { page } = visit;
  await page.locator('#code').fill(code);
  await page.locator('#name').fill(name);
  await page.locator('#name').press('Enter');
  // For half a minute a window's screens tell how its last request ended.
  const clear = page.getByRole('button', { name: /看完了，清空|I have read it; clear/ });
  await clear.or(page.getByText(/您好，请稍坐|Welcome/)).waitFor();
  if (await clear.isVisible()) await clear.click();
  await idle(page);
  return visit;
}

const idle = (page: Page): Promise<void> =>
  page.getByRole('heading', { level: 1, name: /您好，请稍坐|Welcome/ }).waitFor();
const heading = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('heading', { level: 1, name }).waitFor();

/** Two officers establish that the elder stands there; the request waits for the word on the screen. */
async function established(first: Page, second: Page, document: string): Promise<Answer> {
  const request = await ask(first, {
    applicant: { officers: { reason: 'no-phone', document, holders: {} } },
  });
  await check(second, document);
  return request;
}

async function check(second: Page, document: string): Promise<void> {
  const { items } = await callAs(second, 'GET', '/windows/CAB-W1/officer-checks');
  const id = items[0]?.id ?? '';
  await callAs(second, 'POST', `/officer-checks/${id}/confirm`, { document });
  await callAs(second, 'POST', `/officer-checks/${id}/compare`, { same: true });
}

const stateOf = async (clerk: Page, { id }: Answer): Promise<string> =>
  ((await callAs(clerk, 'GET', `/requests/${id}`)) as unknown as { readonly state: string }).state;

describe('pairing', () => {
  test('takes a code once; a wrong one says what to do, and keeps what was typed', async () => {
    const { page: clerk } = await clerkAt(ground, { path: '/counter/screens' });
    const screen = await pairedBy(clerk);
    await clerk.getByText('一号副屏', { exact: true }).waitFor();
    await clerk.getByText('在用').waitFor();
    const code = await clerk.locator('.pairing-code').innerText();
    const { page } = await ground.visit('/counter/facing', { context: DISPLAY });
    for (const wrong of ['0000 0000', code]) {
      await page.getByLabel('八位配对码').fill(wrong);
      await page.getByRole('button', { name: '配对' }).click();
      await page.getByRole('alert').getByText(/./).first().waitFor();
      expect(await page.getByLabel('八位配对码').inputValue()).toBe(wrong);
    }
    await page.getByLabel('八位配对码').fill('123');
    await page.getByRole('button', { name: '配对' }).click();
    await page.getByText('要八位数字').waitFor();
    await page.context().close();
    await screen.page.context().close();
    await clerk.context().close();
  }, 60_000);

  test('lasts over a reload, its key can’t be read out, and nothing on the screen leads away from it', async () => {
    const { page: clerk } = await clerkAt(ground, { path: '/counter/screens' });
    const { page, complaints } = await pairedBy(clerk);
    const links = await page
      .locator('a:not([href^="#"])')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(links).toEqual(['/counter/facing']);
    await page.reload();
    await idle(page);
    const isExtractable = await page.evaluate(`(async () => {
      const settled = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
      const database = await settled(indexedDB.open('session-store'));
      return (await settled(database.transaction('screen').objectStore('screen').get('this'))).key.extractable;
    })()`);
    expect(isExtractable).toBe(false);
    expect(complaints).toEqual([]);
    await page.context().close();
    await clerk.context().close();
  }, 60_000);

  test('that a clerk ends clears the screen at once, and for good', async () => {
    const { page: clerk } = await clerkAt(ground, { path: '/counter/screens' });
    const { page } = await pairedBy(clerk, { name: '要停的屏' });
    const request = await ask(clerk, { applicant: { show: true } });
    await heading(page, '用手机扫一扫');
    await clerk.getByRole('button', { name: '停用要停的屏' }).click();
    await clerk.getByText('停用了').waitFor();
    await page.getByText('这块屏已经停用了').waitFor({ timeout: 20_000 });
    expect(await storedCounts(page)).toMatchObject({ screen: 0 });
    expect(await page.getByRole('img', { name: '窗口的码' }).count()).toBe(0);
    await page.reload();
    await heading(page, '这块屏还没有窗口');
    await callAs(clerk, 'POST', `/requests/${request.id}/withdraw`, {});
    await page.context().close();
    await clerk.context().close();
  }, 60_000);
});

describe('a request', () => {
  let first: Page;
  let second: Page;
  let document: string;
  let visit: Visit;
  let page: Page;
  beforeAll(async () => {
    first = (await clerkAt(ground, { path: '/counter/screens' })).page;
    second = (await clerkAt(ground, { account: 'CAB-C2', path: '/counter/screens' })).page;
    const elder = (await ground.people()).find(({ roleZh }) => roleZh === ELDER);
    document = elder?.number ?? '';
    visit = await pairedBy(first);
    page = visit.page;
  }, 60_000);
  afterAll(() => Promise.all([page, first, second].map((one) => one.context().close())));

  /** Takes a request back, and has the screen clear itself of it. */
  const takeBack = async ({ id }: Answer): Promise<void> => {
    await callAs(first, 'POST', `/requests/${id}/withdraw`, {});
    await heading(page, '已停下，他们不能再看。');
    await page.getByRole('button', { name: '看完了，清空' }).click();
    await idle(page);
  };

  test('with a code says who asks for what, shows the number to pick, and takes no word here', async () => {
    const request = await ask(first, { applicant: { show: true } });
    await heading(page, '用手机扫一扫');
    await page.getByText('80周岁以上老年人高龄津贴发放').first().waitFor();
    await page.getByRole('img', { name: '窗口的码' }).waitFor();
    expect(await page.locator('.match').innerText()).toMatch(/^\d\d$/);
    await page.getByText('这块屏只是给您看').waitFor();
    expect(await page.getByRole('button', { name: /同意/ }).count()).toBe(0);
    await checkPage(visit, 'facing-code');
    await takeBack(request);
  }, 90_000);

  test('by a number leaves the yes to the phone; the screen alone can’t agree', async () => {
    const elder = await citizenOf(ground, ELDER);
    const request = await ask(first, { applicant: { number: await elder.sayNumber() } });
    await heading(page, '请在您的手机上看，再定');
    expect(await page.getByRole('button', { name: /同意/ }).count()).toBe(0);
    await elder.agree();
    await heading(page, '您同意了，窗口马上就能看。');
    await elder.close();
    await takeBack(request);
  }, 60_000);

  test('of whom two officers found is agreed to here, with the sensitive fields named', async () => {
    const request = await ask(first, {
      applicant: { officers: { reason: 'no-phone', document, holders: {} } },
    });
    await heading(page, '两位工作人员正在核对');
    expect(await page.getByRole('button', { name: /同意/ }).count()).toBe(0);
    await check(second, document);
    await heading(page, '同意给他们看这 6 项吗？');
    await page.getByText('您是').waitFor();
    const shown = await page.locator('main').innerText();
    expect(shown).not.toContain(document);
    expect(shown).not.toContain((await ground.people()).find(({ roleZh }) => roleZh === ELDER)?.name);
    await checkPage(visit, 'facing-decide');
    await page.getByRole('button', { name: /^同意，包括.*银行账号/ }).click();
    await heading(page, '您同意了，窗口马上就能看。');
    expect(await stateOf(first, request)).toBe('approved');
    await takeBack(request);
  }, 90_000);

  test('is refused as easily, and clears itself; language and size are not the next one’s', async () => {
    const request = await established(first, second, document);
    await heading(page, '同意给他们看这 6 项吗？');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Large' }).click();
    await page.getByRole('button', { name: 'I do not agree' }).click();
    await heading(page, 'You said no. They have seen nothing.');
    expect(await stateOf(first, request)).toBe('refused');
    await page.locator('html[lang="zh-CN"]:not([data-elder])').waitFor({ timeout: 20_000 });
    await idle(page);
    const left = await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })');
    expect(JSON.parse(String(left))).toEqual({ language: 'zh', elder: 'off' });
  }, 60_000);

  test('leaves room to tell of a window that asked for paper, with the matter known and the public figures', async () => {
    const request = await ask(first, { applicant: { show: true } });
    await heading(page, '用手机扫一扫');
    await page.getByRole('button', { name: '有窗口向我要了纸质证件' }).click();
    await heading(page, '有窗口向我要了纸质证件');
    await page.getByText('要办的事：80周岁以上老年人高龄津贴发放').waitFor();
    expect(await page.getByLabel('哪个窗口？').inputValue()).toBe('CAB-W1');
    await page.getByRole('heading', { name: '少要了多少证件，还在要多少' }).waitFor();
    await checkPage(visit, 'facing-papers');
    await page.getByLabel('要了哪一样？').selectOption({ label: '居民户口簿' });
    await page.getByRole('button', { name: '告诉部门' }).click();
    await page.getByText('收到了，部门会看到').waitFor();
    await page.getByRole('button', { name: '回去', exact: true }).click();
    await heading(page, '用手机扫一扫');
    await takeBack(request);
  }, 90_000);

  test('comes before what somebody is telling, and what nobody goes on telling is cleared', async () => {
    const telling = page.getByRole('button', { name: '有窗口向我要了纸质证件' });
    await telling.click();
    await page.getByLabel('想多说几句').fill('他们要了户口簿');
    const request = await ask(first, { applicant: { show: true } });
    await heading(page, '用手机扫一扫');
    await takeBack(request);
    await page.clock.install();
    await telling.click();
    expect(await page.getByLabel('想多说几句').inputValue()).toBe('');
    await page.getByLabel('想多说几句').fill('他们要了户口簿');
    await page.clock.fastForward(61_000);
    await page.getByText('您还在吗？30 秒后清空。').waitFor();
    await page.getByRole('button', { name: '我还在' }).click();
    await page.getByText('您还在吗？30 秒后清空。').waitFor({ state: 'detached' });
    expect(await page.getByLabel('想多说几句').inputValue()).toBe('他们要了户口簿');
    await page.clock.fastForward(61_000);
    await page.getByText('您还在吗？30 秒后清空。').waitFor();
    await page.clock.fastForward(31_000);
    await page.getByLabel('想多说几句').waitFor({ state: 'detached' });
    // What somebody chose who went away before anything was asked isn't the next one's either.
    await page.getByRole('button', { name: 'English' }).click();
    await page.clock.fastForward(61_000);
    await page.locator('html[lang="zh-CN"]').waitFor();
    await page.clock.resume();
    await idle(page);
  }, 90_000);

  test('of another window is never shown', async () => {
    const request = await ask(first, { applicant: { show: true } }, 'CAB-W2');
    await page.waitForTimeout(1_500);
    await idle(page);
    await callAs(first, 'POST', `/requests/${request.id}/withdraw`, {});
  }, 60_000);

  test('is hidden once the screen has heard nothing for a while, and comes back', async () => {
    const request = await ask(first, { applicant: { show: true } });
    await heading(page, '用手机扫一扫');
    const start = await ground.stop();
    await page.getByRole('heading', { name: '稍候，正在连接' }).waitFor({ timeout: 20_000 });
    expect(await page.getByRole('img', { name: '窗口的码' }).count()).toBe(0);
    await checkPage({ ...visit, complaints: [] }, 'facing-connecting');
    await start();
    await page.getByRole('heading', { name: '用手机扫一扫' }).waitFor({ timeout: 30_000 });
    await callAs(first, 'POST', `/requests/${request.id}/withdraw`, {});
  }, 120_000);
});

test.each(modes)(
  'can be read by everybody: $language, large type $elder',
  async (mode) => {
    const unpaired = await ground.visit('/counter/facing', { mode, context: DISPLAY });
    await unpaired.page.locator('#code').waitFor();
    await checkPage(unpaired, 'facing-pairing');
    await unpaired.page.context().close();
  },
  60_000,
);

test.each([plain, widest])(
  'its request can be read by everybody: $language, large type $elder',
  async (mode) => {
    const clerk = await clerkAt(ground, { path: '/counter/screens' });
    const visit = await pairedBy(clerk.page, { mode });
    await checkPage(visit, 'facing-idle');
    const request = await ask(clerk.page, { applicant: { show: true } });
    await visit.page.locator('.qr').waitFor();
    await checkPage(visit, 'facing-shown');
    await callAs(clerk.page, 'POST', `/requests/${request.id}/withdraw`, {});
    await checkPage(clerk, 'counter-screens');
    await visit.page.context().close();
    await clerk.page.context().close();
  },
  120_000,
);
