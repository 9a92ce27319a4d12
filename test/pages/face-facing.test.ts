/** A face before a window's screen: digits and a month first, no name before both fit, and every other way beside it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Movement } from '../../sdk/schemas/face.ts';
import { clerkAt } from '../support/counter-ground.ts';
import { openFaceCamera } from '../support/face-camera.ts';
import { checkPage, openPages, type PagesGround, type Visit } from '../support/pages.ts';

const movements: readonly Movement[] = ['turn-right', 'open-mouth', 'close-eyes'];
const ALLOWANCE = 'WCM-CAB-009';
const DISPLAY = { viewport: { width: 1280, height: 800 } };
const LONG = { timeout: 120_000 };

const camera = openFaceCamera();
let ground: PagesGround;
let filmed: { readonly number: string; readonly name: string };
let clerk: Page;
let visit: Visit;
let page: Page;
beforeAll(async () => {
  ground = await openPages({
    browserArguments: camera.browserArguments,
    environment: { FACE: 'embedded' },
    drawMovements: () => movements,
  });
  const found = (await ground.people()).find(({ roleZh }) => roleZh === '证件照能对上刷脸演示');
  filmed = found ?? { number: '', name: '' };
  await enrol();
  clerk = (await clerkAt(ground, { path: '/counter/screens' })).page;
  await clerk.getByRole('button', { name: '显示配对码' }).click();
  const code = await clerk.locator('.pairing-code').innerText();
  visit = await ground.visit('/counter/facing', { context: DISPLAY });
  page = visit.page;
  await page.locator('#code').fill(code);
  await page.locator('#code').press('Enter');
  await page.getByText('您好，请稍坐').waitFor();
}, 400_000);
afterAll(async () => {
  await ground.close();
  camera.close();
});

const call = (at: Page, method: string, path: string, body: object): Promise<{ readonly id: string }> =>
  at.evaluate(
    async ([how, where, what]) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(where, { method: how, headers, body: what });
      if (!answer.ok) throw new Error(`${where} answered ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    [method, path, JSON.stringify(body)] as const,
  ) as Promise<{ readonly id: string }>;

/** The person of the videos consents and is enrolled, on their own page. */
async function enrol(): Promise<void> {
  await camera.show('right-mouth-blink');
  const signedIn = { as: 'person', account: filmed.number } as const;
  const { page: own } = await ground.visit('/citizen/face', { signedIn });
  await own.getByRole('button', { name: '同意使用刷脸' }).click();
  await own.getByRole('button', { name: '打开镜头，开始' }).click();
  await own.getByRole('heading', { level: 1, name: '登记好了' }).waitFor(LONG);
  await own.context().close();
}

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });

let asked = 0;
const ask = (): Promise<{ readonly id: string }> =>
  call(clerk, 'POST', '/requests', {
    ...{ matter: ALLOWANCE, window: 'CAB-W1', parties: { applicant: { face: true } } },
    nonce: `face-before-a-screen-${++asked}`,
  });
const takeBack = async ({ id }: { readonly id: string }): Promise<void> => {
  await call(clerk, 'POST', `/requests/${id}/withdraw`, {});
  await page.getByRole('button', { name: '看完了，清空' }).click();
  await page.getByText('您好，请稍坐').waitFor();
};
const press = async (digits: string): Promise<void> => {
  for (const key of digits)
    await page.getByRole('group', { name: '数字键' }).getByRole('button', { name: key, exact: true }).click();
};
const month = (): string => `${Number(filmed.number.slice(10, 12))} 月`;
const otherMonth = (): string => `${(Number(filmed.number.slice(10, 12)) % 12) + 1} 月`;
const sayWho = async (lastFour: string, born: string): Promise<void> => {
  await press(lastFour);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: born, exact: true }).click();
};

test('nobody is named before digits, month and face fit; then the person agrees here', async () => {
  await camera.show('right-mouth-blink');
  const request = await ask();
  await heading('身份号码后四位').waitFor();
  await page.getByText('80周岁以上老年人高龄津贴发放').first().waitFor();
  await checkPage(visit, 'facing-face-digits');
  await sayWho(filmed.number.slice(-4), month());
  expect(await page.locator('main').innerText()).not.toContain(filmed.number.slice(-4));
  await page.getByRole('button', { name: '打开镜头，开始' }).click();
  await heading(/同意给他们看/).waitFor(LONG);
  await page.getByText('您是').waitFor();
  expect(await page.locator('main').innerText()).not.toContain(filmed.name);
  await page.getByRole('button', { name: /^同意/ }).click();
  await heading(/您同意了/).waitFor();
  await takeBack(request);
}, 300_000);

test('another month is told as if nobody were known, with the other ways; what was entered is gone', async () => {
  await camera.show('right-mouth-blink');
  const request = await ask();
  await sayWho(filmed.number.slice(-4), otherMonth());
  await page.getByRole('button', { name: '打开镜头，开始' }).click();
  await heading('这次没认出来').waitFor(LONG);
  for (const way of ['手机上的码', '念八位数字', '打好的纸条', '两位工作人员核对'])
    await page.getByText(way).first().waitFor();
  // A browser says of each refusal that it was one.
  await checkPage({ ...visit, complaints: [] }, 'facing-face-failed');
  await page.getByRole('button', { name: '重新输入' }).click();
  expect(await page.getByLabel('身份号码后四位').inputValue()).toBe('');
  await takeBack(request);
}, 300_000);

test('whom two officers are to look at shows the enrolled face here, under no name', async () => {
  await camera.show('right-mouth-blink');
  const { db } = ground.city();
  await db.updateTable('face_enrolments').set({ state: 'to-be-checked' }).execute();
  const signedIn = { as: 'person', account: filmed.number } as const;
  const own = (await ground.visit('/citizen', { signedIn })).page;
  const { number } = (await call(own, 'POST', '/me/codes', { kind: 'number' })) as unknown as {
    number: string;
  };
  await own.context().close();
  await call(clerk, 'POST', '/windows/CAB-W1/face-checks', { number });
  await heading('核对您登记的脸').waitFor();
  expect(await page.locator('main').innerText()).not.toContain('*');
  await checkPage({ ...visit, complaints: [] }, 'facing-face-check');
  await page.getByRole('button', { name: '打开镜头，开始' }).click();
  await page.getByText('您好，请稍坐').waitFor(LONG);
  const { shown_at } = await db.selectFrom('face_checks').select('shown_at').executeTakeFirstOrThrow();
  expect(shown_at).not.toBeNull();
  await db.updateTable('face_enrolments').set({ state: 'active' }).execute();
}, 300_000);

test('what was entered is cleared when nobody touches the screen for a minute, and is offered to nobody', async () => {
  const request = await ask();
  await heading('身份号码后四位').waitFor();
  await page.clock.install();
  const field = page.getByLabel('身份号码后四位');
  await press('12X3');
  expect(await field.inputValue()).toBe('123');
  expect(await field.getAttribute('autocomplete')).toBe('off');
  await page.clock.fastForward(61_000);
  expect(await field.inputValue()).toBe('');
  await page.clock.resume();
  const left = await page.evaluate(
    'JSON.stringify({ ...localStorage, ...sessionStorage, ...history.state })',
  );
  expect(left).not.toContain('123');
  await takeBack(request);
}, 200_000);
