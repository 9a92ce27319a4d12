/** Acting for others, and consent on paper: everybody sees for whom somebody acts, how far and until when, and can end it. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, expectCode, fetchProof, showCode } from '../../scripts/demo/request.ts';
import { checkPage, modes, openPages, type PagesGround, type Visit } from '../support/pages.ts';

let ground: PagesGround;
beforeAll(async () => {
  ground = await openPages();
}, 180_000);
afterAll(() => ground.close());

const ALLOWANCE = { matter: 'WCM-CAB-009', window: 'CAB-W1' } as const;

type Options = Parameters<PagesGround['visit']>[1];
const visitAs = (number: string, path: string, options: Options = {}): Promise<Visit> =>
  ground.visit(path, { signedIn: { as: 'person', account: number }, ...options });

/** Whose the journeys are: an elder gives, a mother with a child takes. */
const elder = (): string => ground.stage.town.cast.elder.number;
const parent = (): string => ground.stage.town.cast.parent.number;

const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { name });
const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).click();

/** Gives a mandate by the pages, for all matters and three months. */
async function give(page: Page, number: string): Promise<void> {
  await page.goto(`${ground.address}/citizen/family/give`);
  await page.getByLabel(/他的公民身份号码/).fill(number);
  for (const next of ['能办哪些事？', '到什么时候？', '看一遍，对吗？']) {
    await press(page, '下一步');
    await page.getByRole('heading', { level: 1, name: next }).waitFor();
  }
  await press(page, '就这样委托');
  await heading(page, '发出去了，等对方答应').waitFor();
}

describe('a mandate', () => {
  test('is given step by step, accepted, used for a request and ended in the middle of one', async () => {
    const giver = await visitAs(elder(), '/citizen/family');
    await give(giver.page, parent());
    const agent = await visitAs(parent(), '/citizen');
    await agent.page.getByText('有人想请您替他办事').waitFor();
    await agent.page.getByRole('link', { name: '去看看' }).click();
    await heading(agent.page, /想请您替他办事$/).waitFor();
    await press(agent.page, /^答应/);
    await agent.page.getByText('好了，您可以替他办了。').waitFor();
    await agent.page.getByText('有人想请您替他办事').waitFor({ state: 'detached' });

    const used = await agreeFor(agent.page);
    await fetchProof(used.system, used.asked);

    const ended = await agreeFor(agent.page);
    await giver.page.goto(`${ground.address}/citizen/family`);
    await press(giver.page, /^结束委托/);
    await giver.page.getByText(/已经结束，从现在起不能再替了/).waitFor();
    const { system, asked } = ended;
    expectCode(await system.post(`/requests/${asked.id}/proof`, { nonce: asked.nonce }), 'NOT_AUTHORIZED');

    await giver.page.goto(`${ground.address}/citizen/records`);
    await heading(giver.page, '替您点头的人已经不能替您了，对方什么也没看到').waitFor();
    const seen = giver.page.getByRole('article').filter({ has: heading(giver.page, '区民政局看了 6 项') });
    await seen.getByText('谁点的头：您委托的人').waitFor();
    expect([...giver.complaints, ...agent.complaints]).toEqual([]);
    await giver.page.context().close();
    await agent.page.context().close();
  }, 90_000);

  /** The agent shows a code of their own, chooses for whom, and agrees. */
  async function agreeFor(page: Page) {
    const person = await ground.stage.person(parent());
    const system = await ground.stage.system('cab-counter');
    const asked = await ask(system, {
      ...ALLOWANCE,
      parties: { applicant: { code: await showCode(person) } },
    });
    await page.goto(`${ground.address}/citizen/requests/${asked.id}`);
    await page.getByRole('radio', { name: /委托您办/ }).check();
    await page.getByRole('button', { name: /^同意/ }).click();
    await page.getByRole('heading', { level: 1, name: /您同意了/ }).waitFor();
    return { system, asked };
  }

  test('with a number that can’t be one is mended before the next step; what is typed outlasts a restart', async () => {
    const { page } = await visitAs(elder(), '/citizen/family/give');
    await page.getByLabel(/他的公民身份号码/).fill('430112');
    await press(page, '下一步');
    await page.getByRole('link', { name: '公民身份号码是 18 位，再对一遍' }).click();
    await page.locator('#agent:focus').waitFor();
    expect(await page.title()).toMatch(/^出错：/);
    const start = await ground.stop();
    await page.locator('#agent').fill(parent());
    await press(page, '下一步');
    await page.getByRole('radio', { name: '只办一个部门的事' }).check();
    await start();
    await page.getByLabel('哪个部门？').selectOption({ label: '区民政局' });
    for (let step = 0; step < 2; step++) await press(page, '下一步');
    await page.getByText('区民政局的事').waitFor();
    await press(page, '上一步');
    await page.getByRole('radio', { name: /^一个月/ }).check();
    await press(page, '下一步');
    await press(page, '就这样委托');
    await heading(page, '发出去了，等对方答应').waitFor();
    await page.context().close();
  }, 90_000);

  test('for matters that one chooses is declined, and the giver sees so', async () => {
    const giver = await visitAs(elder(), '/citizen/family/give');
    const { page } = giver;
    await page.getByLabel(/他的公民身份号码/).fill(ground.stage.town.cast.renter.number);
    await press(page, '下一步');
    await page.getByRole('radio', { name: '只办我选的几件事' }).check();
    await press(page, '下一步');
    await page.getByRole('link', { name: '先选一件事' }).waitFor();
    await page.getByRole('combobox', { name: '您要办什么事？' }).fill('高龄津贴');
    await page.getByRole('option', { name: /高龄津贴/ }).click();
    await heading(page, '选好的事').waitFor();
    for (let step = 0; step < 2; step++) await press(page, '下一步');
    await press(page, '就这样委托');
    await heading(page, '发出去了，等对方答应').waitFor();
    const agent = await visitAs(ground.stage.town.cast.renter.number, '/citizen/family');
    await agent.page.getByText(/80周岁以上老年人高龄津贴发放 · 到/).waitFor();
    await press(agent.page, '不答应');
    await agent.page.getByText('您没答应，对方看得到。').waitFor();
    await page.goto(`${ground.address}/citizen/family`);
    await page.getByText('以前的委托').click();
    await page.getByText('没答应').first().waitFor();
    await agent.page.context().close();
    await page.context().close();
  }, 60_000);

  test('is given by keyboard alone', async () => {
    const { page } = await visitAs(elder(), '/citizen/family');
    await heading(page, '谁可以替我办').waitFor();
    await tabTo(page, /^请人替我办$/);
    await page.keyboard.press('Enter');
    await page.locator('h1:focus', { hasText: '请谁办？' }).waitFor();
    await page.locator('#agent').waitFor();
    await tabTo(page, /公民身份号码/);
    await page.keyboard.type(ground.stage.town.cast.couple[0].number);
    await page.keyboard.press('Tab');
    for (const next of ['能办哪些事？', '到什么时候？', '看一遍，对吗？']) {
      if ((await page.locator(':focus').textContent()) !== '下一步') await tabTo(page, /^下一步$/);
      await page.keyboard.press('Enter');
      await page.locator('h1:focus', { hasText: next }).waitFor();
    }
    await tabTo(page, /^就这样委托$/);
    await page.keyboard.press('Enter');
    await page.locator('h1:focus', { hasText: '发出去了' }).waitFor();
    await page.context().close();
  }, 60_000);
});

describe('a child', () => {
  test('is there without anybody’s doing; whoever acts for it is told so on every page of it', async () => {
    const { page, complaints } = await visitAs(parent(), '/citizen/family');
    const sheet = page.getByRole('article').filter({ hasText: '监护人' });
    await sheet.getByText(/满 18 周岁为止/).waitFor();
    await sheet.getByText(/满 14 周岁之前，只能由监护人点头/).waitFor();
    await sheet.getByRole('link', { name: /^看/ }).click();
    const band = page.getByText(/您在替.+办。/);
    await band.waitFor();
    await page.getByRole('link', { name: /居民身份证/ }).click();
    await page.getByRole('heading', { level: 1, name: '居民身份证' }).waitFor();
    await band.waitFor();
    await page.goBack();
    await page.getByRole('link', { name: '谁用过他的资料' }).click();
    await page.getByRole('heading', { level: 1, name: '谁用过他的资料' }).waitFor();
    await band.waitFor();
    await page.getByRole('heading', { name: '签发了出生医学证明' }).waitFor();
    await page.getByRole('link', { name: '回到我自己的' }).click();
    await band.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test('reads who says yes for it, and gives no mandate', async () => {
    const { page } = await visitAs(ground.stage.town.cast.child.number, '/citizen/family');
    await page.getByText('您还没满 14 周岁，要由监护人替您点头。').waitFor();
    await page.getByText('满 18 周岁才能委托别人。').waitFor();
    expect(await page.getByRole('link', { name: '请人替我办' }).count()).toBe(0);
    await page.context().close();
  });

  test('that one may not act for is told as that', async () => {
    const child = ground.city().credentials.subjectOf(ground.stage.town.cast.child.number);
    const { page } = await visitAs(elder(), `/citizen/records?holder=${child}`);
    await page.getByText('您现在不能替这个人办了。').waitFor();
    expect(await page.getByRole('article').count()).toBe(0);
    await page.context().close();
  });
});

describe('a slip', () => {
  test('is made for one matter, printed, and taken back', async () => {
    const { page, complaints } = await visitAs(elder(), '/citizen/slips');
    await page.getByText('还没有纸条').waitFor();
    await makeSlip(page);
    const address = await page.getByRole('link', { name: '打印（PDF）' }).getAttribute('href');
    const pdf = await page.request.get(ground.address + address);
    expect([pdf.headers()['content-type'], (await pdf.body()).subarray(0, 5).toString()]).toEqual([
      'application/pdf',
      '%PDF-',
    ]);
    await press(page, '收回这张纸条');
    await page.getByText(/收回了，谁也不能再用/).waitFor();
    expect(await page.getByRole('img', { name: '纸条的二维码' }).count()).toBe(0);
    await page.getByRole('link', { name: '回到我的纸条' }).click();
    await page.getByText('已收回').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test('says where it was used, and what was seen', async () => {
    const { page } = await visitAs(elder(), '/citizen/slips');
    await makeSlip(page);
    const person = await ground.stage.person(elder());
    const { body } = await person.get(new URL(page.url()).pathname.replace('/citizen', '/me'));
    const slip = (body.code as { readonly text: string }).text;
    const system = await ground.stage.system('cab-counter');
    const asked = await ask(system, { ...ALLOWANCE, parties: { applicant: { slip } } });
    expect(asked.answer.status).toBe(201);
    await page.reload();
    await page.getByText(/在区民政局1号窗口用过了/).waitFor();
    await page.getByRole('link', { name: '看当时看了什么' }).click();
    await page.getByRole('heading', { level: 1, name: /同意/ }).waitFor();
    await page.context().close();
  }, 60_000);
});

/** Chooses the allowance, looks at what is shown, and agrees. */
async function makeSlip(page: Page): Promise<void> {
  await page.getByRole('link', { name: '打一张纸条' }).click();
  await page.getByRole('combobox', { name: '您要办什么事？' }).fill('高龄津贴');
  await page.getByRole('option', { name: /高龄津贴/ }).click();
  await page.getByText('居民身份证').first().waitFor();
  await page.getByRole('radio', { name: /^三天内/ }).check();
  await page.getByRole('button', { name: /^同意，包括.*银行账号.*打纸条$/ }).click();
  await page.getByRole('img', { name: '纸条的二维码' }).waitFor();
}

describe.each(modes)('read in $language, large type $elder', (mode) => {
  test('every page of these can be read and used by everybody', async () => {
    await offerMandates();
    const zh = mode.language === 'zh';
    const one = await visitAs(parent(), '/citizen/family', { mode });
    await one.page.getByRole('heading', { name: zh ? '我可以替谁办' : 'For whom I may act' }).waitFor();
    await checkPage(one, 'citizen-family');
    await one.page
      .getByRole('link', { name: zh ? /^看资料/ : /^Look at their data/ })
      .first()
      .click();
    await one.page.locator('.certificates').waitFor();
    await checkPage(one, 'citizen-family-one');
    await one.page.goto(`${ground.address}/citizen/family/give`);
    await one.page.locator('#agent').fill(elder());
    const next = one.page.getByRole('button', { name: zh ? '下一步' : 'Next' });
    await next.click();
    await one.page.getByRole('radio').nth(1).check();
    await one.page
      .getByText(zh ? /^只让他用/ : /^Only with these/)
      .first()
      .click();
    await checkPage(one, 'citizen-give-what');
    await next.click();
    await next.click();
    await checkPage(one, 'citizen-give-check');
    await one.page.goto(`${ground.address}/citizen/slips/new?matter=WCM-CAB-009`);
    await one.page.locator('.shown').waitFor();
    await checkPage(one, 'citizen-slip-new');
    await one.page.goto(`${ground.address}/citizen/slips/new`);
    await one.page.getByRole('combobox').waitFor();
    await checkPage(one, 'citizen-slip-search');
    await one.page.goto(`${ground.address}/citizen/slips/${await slipOfParent()}`);
    await one.page.locator('.slip').waitFor();
    await checkPage(one, 'citizen-slip');
    await one.page.goto(`${ground.address}/citizen/slips`);
    await one.page.locator('.slips').waitFor();
    await checkPage(one, 'citizen-slips');
    await one.page.context().close();
  }, 180_000);
});

/** One to the mother and one of hers wait for an answer. */
let isOffered = false;
async function offerMandates(): Promise<void> {
  if (isOffered) return;
  isOffered = true;
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const bodies = [
    [elder(), { agentNumber: parent(), until }],
    [parent(), { agentNumber: elder(), until }],
  ] as const;
  for (const [giver, body] of bodies)
    expect((await (await ground.stage.person(giver)).post('/me/mandates', body)).status).toBe(201);
}

let made: string | undefined;
async function slipOfParent(): Promise<string> {
  const person = await ground.stage.person(parent());
  if (made !== undefined) return made;
  const { body: preview } = await person.post('/me/slips/preview', { matter: ALLOWANCE.matter });
  const parties = preview.parties as {
    subject: string;
    asks: { credentialType: string; fields: { name: string }[] }[];
  }[];
  const fields = Object.fromEntries(
    parties.map(({ subject, asks }) => [
      subject,
      Object.fromEntries(asks.map((one) => [one.credentialType, one.fields.map(({ name }) => name)])),
    ]),
  );
  const { body } = await person.post('/me/slips', { matter: ALLOWANCE.matter, fields });
  made = String(body.id);
  return made;
}

/** In the page: what the reader hears of the element that has the focus. */
const CALLED = `(() => {
  const focused = document.activeElement;
  if (focused === document.body) return '';
  const label = focused.labels?.[0];
  return (focused.getAttribute('aria-label') ?? (label ?? focused).textContent).trim();
})()`;

/** Presses Tab until the focus is on what is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    if (name.test(String(await page.evaluate(CALLED)))) return;
  }
  throw new Error(`no stop is called ${name}`);
}
