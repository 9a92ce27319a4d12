/** Who used my data: every record is told, checked in the reader's own browser, and one that was changed or left out is found. */
import { readFileSync } from 'node:fs';
import type { Locator, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agree, ask, decide, fetchProof, showCode } from '../../scripts/demo/request.ts';
import { checkPage, modes, openPages, type PagesGround, type Visit } from '../support/pages.ts';

let ground: PagesGround;
beforeAll(async () => {
  ground = await openPages();
  await use(ground.stage.town.cast.elder.number);
  await refuse(ground.stage.town.cast.elder.number);
  await seal();
}, 180_000);
afterAll(() => ground.close());

const ALLOWANCE = { matter: 'WCM-CAB-009', window: 'CAB-W1' } as const;

async function askFor(number: string) {
  const person = await ground.stage.person(number);
  const system = await ground.stage.system('cab-counter');
  const asked = await ask(system, { ...ALLOWANCE, parties: { applicant: { code: await showCode(person) } } });
  return { person, system, asked };
}

/** The allowance's window sees six facts. */
async function use(number: string): Promise<void> {
  const { person, system, asked } = await askFor(number);
  await agree(person, asked.id);
  await fetchProof(system, asked);
}

async function refuse(number: string): Promise<void> {
  const { person, asked } = await askFor(number);
  await decide(person, asked.id, { decision: 'refuse' });
}

/** Has what waits for its minute appended at once. */
async function seal(): Promise<void> {
  await ground.city().logs.flush({ all: true });
  await ground.city().copy.refresh();
}

const visit = (
  path = '/citizen/records',
  options: Parameters<PagesGround['visit']>[1] = {},
): Promise<Visit> =>
  ground.visit(path, {
    signedIn: { as: 'person', account: ground.stage.town.cast.elder.number },
    ...options,
  });

const record = (page: Page, heading: string | RegExp): Locator =>
  page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: heading }) })
    .first();
const seen = '区民政局看了 6 项';
const check = (of: Locator) => of.getByRole('button', { name: /^验一验/ });

/** What the gateway answers, changed on its way to the page. */
const changing =
  (change: (body: { items?: Entry[]; receipts?: Opened[] }) => object) =>
  async (route: Route): Promise<void> => {
    const response = await route.fetch();
    await route.fulfill({ response, json: change(await response.json()) });
  };
type Opened = { number: number; receipt: { kind: string; window: string | null } };
type Entry = { kind: string; receipt?: Opened };

describe.each(modes)('read in $language, large type $elder', (mode) => {
  test('it can be read and used by everybody, checked and complaining', async () => {
    const shown = await visit('/citizen/records', { mode });
    const { page } = shown;
    const [checkOne, agrees, wrong] =
      mode.language === 'zh'
        ? [/^验一验/, '对得上', /^这笔不对劲/]
        : [/^Check it/, 'It agrees', /^This looks/];
    await page.getByRole('button', { name: checkOne }).first().click();
    await page.getByText(agrees, { exact: true }).waitFor();
    await page.getByRole('button', { name: wrong }).first().click();
    await checkPage(shown, 'citizen-records');
    await page.context().close();
  }, 120_000);
});

describe('a record', () => {
  test('says who saw what, when, how and for what, and agrees with the ledger as computed here', async () => {
    const { page, complaints } = await visit();
    const one = record(page, seen);
    for (const text of [
      '您当时出示了码',
      '80周岁以上老年人高龄津贴发放',
      '区民政局1号窗口',
      '谁点的头：您自己',
    ])
      await one.getByText(text).waitFor();
    await record(page, '您没同意，对方什么也没看到').waitFor();
    await check(one).click();
    for (const text of ['对得上', '这笔记录一个字没改', '刚在您的手机里算的，不用相信我们。'])
      await one.getByText(text, { exact: true }).waitFor();
    await page.getByRole('button', { name: '全部验一验' }).click();
    await page.getByText(/每一笔都和账本对得上，一笔不少/).waitFor();
    await one.getByText('前面一笔不少').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('that was changed by one letter is found, and one press tells the department', async () => {
    const { page } = await visit('/citizen/settings');
    await page.route(
      '**/me/history?*',
      changing((body) => {
        for (const { receipt } of body.items ?? [])
          if (receipt?.receipt.kind === 'answered') receipt.receipt.window = 'CAB-W2';
        return body;
      }),
    );
    await page.goto(`${ground.address}/citizen/records`);
    const one = record(page, seen);
    await check(one).click();
    await one.getByText('对不上', { exact: true }).waitFor();
    await one.getByText('这条记录不是当初封存的那一条，内容被改过。').waitFor();
    await one.getByText('给技术人员看').click();
    await one.getByText('代码：RECEIPT_CHANGED').waitFor();
    await page.getByRole('button', { name: '全部验一验' }).click();
    await page.getByText(/有 \d+ 笔对不上/).waitFor();
    await one.getByRole('button', { name: '告诉部门：这笔对不上' }).click();
    await one.getByText('您说过：别的不对劲').waitFor();
    await page.context().close();
  });

  test('that was left out is found by the others', async () => {
    const { page } = await visit('/citizen/settings');
    await page.route(
      '**/me/history?*',
      changing((body) => ({ ...body, items: body.items?.filter(({ receipt }) => receipt?.number !== 1) })),
    );
    await page.route(
      '**/me/receipts/export',
      changing((body) => ({ ...body, receipts: body.receipts?.filter(({ number }) => number !== 1) })),
    );
    await page.goto(`${ground.address}/citizen/records`);
    await page.getByRole('button', { name: '全部验一验' }).click();
    await page.getByText(/有 \d+ 笔对不上/).waitFor();
    await page.getByRole('link', { name: '第 2 笔' }).click();
    await page.locator('#record-2:focus').getByText('这条记录之前少了一条。').waitFor();
    await page.context().close();
  });

  test('that isn’t on the ledger yet is being sealed, and agrees a minute later', async () => {
    const { number } = ground.stage.town.cast.bereaved;
    await refuse(number);
    const { page } = await visit('/citizen/records', { signedIn: { as: 'person', account: number } });
    const one = record(page, '您没同意，对方什么也没看到');
    await check(one).click();
    await one.getByText('还在封存，一分钟后再验').waitFor();
    await seal();
    await one.getByRole('button', { name: /^验一验/ }).click();
    await one.getByText('对得上', { exact: true }).waitFor();
    await page.context().close();
  });

  test('isn’t called wrong where the ledger can’t be read', async () => {
    const { page } = await visit();
    await page.context().route('**/ledger', (route) => route.abort());
    await check(record(page, seen)).click();
    await page.getByText(/没验成：账本现在读不到/).waitFor();
    await page.context().close();
  });
});

test('an access by two officers is told on every page until the person says that they know', async () => {
  const { page } = await visit('/papers');
  await page.context().route(
    '**/me/history?limit=50',
    changing((body) => {
      for (const { receipt } of body.items ?? [])
        if (receipt?.receipt.kind === 'answered') Object.assign(receipt.receipt, { method: 'officers' });
      return body;
    }),
  );
  await page.goto(`${ground.address}/citizen/settings`);
  await page.getByText(/两名工作人员在区民政局为您核对了身份，没有用您的手机/).waitFor();
  await page.getByRole('button', { name: '知道了' }).click();
  await page.getByText(/两名工作人员在区民政局/).waitFor({ state: 'detached' });
  await page.goto(`${ground.address}/citizen/slips`);
  await page.getByText('还没有纸条').waitFor();
  expect(await page.getByText(/两名工作人员在区民政局/).count()).toBe(0);
  await page.context().unrouteAll({ behavior: 'ignoreErrors' });
  await page.context().close();
});

test('whether there is something to know is asked once, not at each step between pages', async () => {
  const { page } = await visit('/papers');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/me/history?limit=50')) asked.push(request.url());
  });
  await page.goto(`${ground.address}/citizen/settings`, { waitUntil: 'networkidle' });
  await expect.poll(() => asked.length).toBe(1);
  for (const place of ['证照', '出示', '点头', '证照']) {
    await page.getByRole('navigation').getByRole('link', { name: place }).click();
    await page.locator(`h1:focus`).waitFor();
  }
  await page.waitForLoadState('networkidle');
  expect(asked).toHaveLength(1);
  await page.context().close();
});

describe('what looks wrong', () => {
  test('is told with a reason, and the department’s answer stands by the record', async () => {
    const { number } = ground.stage.town.cast.bereaved;
    const { page, complaints } = await visit('/citizen/records', {
      signedIn: { as: 'person', account: number },
    });
    const one = record(page, '您没同意，对方什么也没看到');
    await one.getByRole('button', { name: /^这笔不对劲/ }).click();
    await one.getByRole('button', { name: '请部门回答' }).click();
    await one.getByRole('alert').getByText('先选一项').waitFor();
    await one.getByRole('radio', { name: '我当时没在那个窗口' }).check();
    await one.getByRole('button', { name: '请部门回答' }).click();
    await one.getByText('您说过：我当时没在那个窗口').waitFor();
    await one.getByText('区民政局还没回答').waitFor();
    await answerAll('查过了，是同事点错了，向您道歉。');
    await page.reload();
    await record(page, '您没同意，对方什么也没看到').getByText('是同事点错了').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

/** The department's administrator answers whatever waits. */
async function answerAll(text: string): Promise<void> {
  const { page } = await ground.visit('/department', { signedIn: { as: 'staff', account: 'CAB-A1' } });
  const answered = await page.evaluate(`(async () => {
    const { items } = await (await fetch('/departments/CAB/complaints')).json();
    for (const { id } of items)
      await fetch('/complaints/' + id + '/answer', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: ${JSON.stringify(JSON.stringify({ text }))},
      });
    return items.length;
  })()`);
  expect(answered).toBeGreaterThan(0);
  await page.context().close();
}

test('records are filtered, and exported as the file that an audit takes', async () => {
  const { page } = await visit();
  await record(page, seen).waitFor();
  await page.getByLabel('看哪些').selectOption('没看成的');
  await page.getByRole('heading', { name: seen }).waitFor({ state: 'detached' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '导出全部记录' }).click(),
  ]);
  const { receipts } = JSON.parse(readFileSync(await download.path(), 'utf8'));
  expect(receipts.length).toBeGreaterThanOrEqual(2);
  await page.context().close();
});

test('by keyboard alone a record is found, checked and complained of', async () => {
  const { page } = await visit();
  await record(page, seen).waitFor();
  await tabTo(page, /^验一验：区民政局看了 6 项/);
  await page.keyboard.press('Enter');
  await page.getByText('对得上', { exact: true }).waitFor();
  await tabTo(page, /^这笔不对劲/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^我当时没在那个窗口/);
  await page.keyboard.press('Space');
  await page.locator('input[type=radio]:checked').waitFor();
  await page.context().close();
});

/** In the page: what the reader hears of the element that has the focus. */
const CALLED = `(() => {
  const focused = document.activeElement;
  if (focused === document.body) return '';
  return focused.getAttribute('aria-label') ?? (focused.closest('label') ?? focused).textContent;
})()`;

/** Presses Tab until the focus is on what is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const text = String(await page.evaluate(CALLED));
    if (name.test(text.trim())) return;
  }
  throw new Error(`no stop is called ${name}`);
}

describe('sessions and settings', () => {
  test.each(modes)(
    'can be read and used by everybody in $language, large type $elder',
    async (mode) => {
      const account = ground.stage.town.cast.expiredCard.number;
      const shown = await visit('/citizen/settings', { mode, signedIn: { as: 'person', account } });
      await shown.page.getByRole('article').first().waitFor();
      await checkPage(shown, 'citizen-settings');
      await shown.page.context().close();
    },
    60_000,
  );

  test('another session is ended from here, and everything of mine is a file', async () => {
    const signedIn = { as: 'person', account: ground.stage.town.cast.renter.number } as const;
    const other = await visit('/citizen', { signedIn });
    const { page, complaints } = await visit('/citizen/settings', { signedIn });
    await page.getByText('就是这台').waitFor();
    await page
      .getByRole('button', { name: /^退出这台/ })
      .first()
      .click();
    await page.getByText('已经退出那台。').waitFor();
    await other.page.goto(`${ground.address}/citizen`);
    await other.page.getByRole('link', { name: '登录' }).waitFor();
    await page.getByRole('radio', { name: 'English' }).check();
    await page.getByRole('heading', { level: 1, name: 'Sessions and settings' }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export everything of mine' }).click(),
    ]);
    expect(JSON.parse(readFileSync(await download.path(), 'utf8')).credentials.length).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await page.context().close();
    await other.page.context().close();
  });
});

describe('a window that asked for paper', () => {
  test.each(modes)(
    'is told of on a page for everybody in $language, large type $elder',
    async (mode) => {
      const shown = await ground.visit('/papers', { mode });
      const { page } = shown;
      await page.getByRole('combobox').first().waitFor();
      await page
        .getByRole('button', { name: mode.language === 'zh' ? '告诉部门' : 'Tell the department' })
        .click();
      await page.locator('.summary').waitFor();
      await checkPage(shown, 'papers');
      await page.context().close();
    },
    60_000,
  );

  test('can be told of by anybody: which matter, which paper, which day', async () => {
    const { page, complaints } = await ground.visit('/papers');
    await page.getByRole('combobox', { name: '您要办什么事？' }).fill('高龄津贴');
    await page.getByRole('option', { name: /高龄津贴/ }).click();
    await page.getByText('要办的事：80周岁以上老年人高龄津贴发放').waitFor();
    await page.getByLabel('要了哪一样？').selectOption({ label: '居民身份证' });
    await page.getByLabel(/哪个窗口/).selectOption({ label: '区民政局1号窗口' });
    await page.getByRole('button', { name: '告诉部门' }).click();
    await page.getByText('收到了，部门会看到').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is named by the record of its request, and the figures say what is too few to tell', async () => {
    const { page } = await visit();
    await record(page, seen).getByRole('link', { name: '那个窗口还要了纸质证件' }).click();
    await page.getByText('说的是这一次：').waitFor();
    await page.getByLabel('要了哪一样？').selectOption({ label: '居民身份证' });
    await page.getByRole('button', { name: '告诉部门' }).click();
    await page.getByText('收到了，部门会看到').waitFor();
    await page.getByText(/还没有哪一项够 10 次/).waitFor();
    await page.route('**/papers/figures?*', (route) => route.fulfill({ json: FIGURES }));
    await page.reload();
    await page.getByText('至少 1,200 张证照不用带，至少 12 次还在要').waitFor();
    const row = page.getByRole('row', { name: /居民户口簿/ });
    await row.getByText('不到 10').waitFor();
    await page.context().close();
  });
});

const FIGURES = {
  month: '2026-10',
  items: [
    {
      matter: 'WCM-CAB-009',
      department: 'CAB',
      notNeeded: [
        { credentialType: 'resident-identity-card', count: 700 },
        { credentialType: 'household-register', count: 500 },
      ],
      stillAsked: [{ credentialType: 'resident-identity-card', count: 12 }],
    },
  ],
  total: 1,
  next: null,
  atLeast: { notNeeded: 1200, stillAsked: 12 },
};
