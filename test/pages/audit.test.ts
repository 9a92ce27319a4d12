/** The audit's pages: anybody audits everything in their browser and checks any file; what was changed is found. */
import { hash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { civilMonthOf, monthAfter } from '../../gateway/clock.ts';
import type { Proof } from '../../sdk/verify/types.ts';
import { callAs } from '../support/calls-as.ts';
import {
  checkPage,
  type Mode,
  modes,
  openPages,
  type PagesGround,
  plain,
  type Visit,
} from '../support/pages.ts';

const desk = { viewport: { width: 1280, height: 800 } };
let ground: PagesGround;
let files: Files;

beforeAll(async () => {
  ground = await openPages();
  files = await makeFiles(ground);
}, 240_000);
afterAll(() => ground.close());

/** What somebody may have: a proof, it on paper with the address of its code, receipts, and the trust file. */
type Files = {
  readonly proof: Proof;
  readonly paper: Buffer;
  readonly code: string;
  readonly receipts: { readonly receipts: readonly { readonly receipt: Record<string, unknown> }[] };
  readonly trust: object;
};

async function makeFiles({ visit, city, people, address }: PagesGround): Promise<Files> {
  const [elder] = await people();
  const number = elder?.number ?? '';
  const clerk = await visit('/', { signedIn: { as: 'staff', account: 'CAB-C1' } });
  const second = await visit('/', { signedIn: { as: 'staff', account: 'CAB-C2' } });
  const nonce = crypto.randomUUID();
  const asked = await callAs(clerk.page, '/requests', {
    matter: 'WCM-CAB-009',
    nonce,
    window: 'CAB-W1',
    parties: { applicant: { officers: { reason: 'no-phone', document: number } } },
  });
  const checks = await callAs(second.page, '/windows/CAB-W1/officer-checks');
  const [check] = checks.body.items as { readonly id: string }[];
  await callAs(second.page, `/officer-checks/${check?.id}/confirm`, { document: number });
  await callAs(second.page, `/officer-checks/${check?.id}/compare`, { same: true });
  const { body } = await callAs(clerk.page, `/requests/${asked.body.id}/proof`, { nonce });
  const proof = body as unknown as Proof;
  const copy = await clerk.page.request.post(`${address}/annotated-copies`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { proof },
  });
  const paper = await copy.body();
  const person = await visit('/', { signedIn: { as: 'person', account: number } });
  const { logs, copy: verified } = city();
  await logs.flush({ all: true });
  await verified.refresh();
  const receipts = await callAs(person.page, '/me/receipts/export');
  const trust = await callAs(person.page, '/trust.json');
  const digest = hash('sha256', JSON.stringify(proof), 'base64url');
  await Promise.all([clerk, second, person].map(({ page }) => page.context().close()));
  return {
    proof,
    paper,
    code: `#leaf=${proof.receipts[0]?.leaf}&sha256=${digest}`,
    receipts: receipts.body as unknown as Files['receipts'],
    trust: trust.body,
  };
}

const open = (path: string, mode: Mode = plain): Promise<Visit> =>
  ground.visit(`/audit${path}`, { mode, context: desk });

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

const drop = (page: Page, value: object | Buffer, name: string) =>
  page.locator('input[type="file"]').setInputFiles({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value)),
  });

/** Entries arrive so late that there is time to look. */
const slowly = (page: Page): Promise<unknown> =>
  page.context().route('**/tile/entries/**', async (route) => {
    await new Promise((done) => setTimeout(done, 400));
    await route.continue().catch(() => {});
  });

const progress = async (page: Page): Promise<number> =>
  Number(await page.getByRole('progressbar', { name: '核对进度' }).getAttribute('aria-valuenow'));

/** The proof with another value in a field of its first item. */
function tampered(proof: Proof): Proof {
  const items = proof.items.map((item, at) => {
    if (at > 0 || !('presentation' in item)) return item;
    const parts = item.presentation.split('~');
    const place = parts.findIndex((part, index) => index > 0 && part !== '' && !part.includes('.'));
    const [salt, name] = JSON.parse(Buffer.from(parts[place] ?? '', 'base64url').toString()) as string[];
    parts[place] = Buffer.from(JSON.stringify([salt, name, 'somebody else'])).toString('base64url');
    return { ...item, presentation: parts.join('~') };
  });
  return { ...proof, items };
}

describe('the whole audit', () => {
  test('runs in the browser, tells how far it has come, and says that all agrees', async () => {
    const { page, complaints } = await open('');
    await heading(page, '账本和平台对得上吗？').waitFor();
    await page.getByRole('button', { name: '从头核一遍' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('progressbar', { name: '核对进度' }).waitFor();
    await heading(page, '账本和平台对得上').and(page.locator('.ok')).waitFor({ timeout: 60_000 });
    await page.getByText(/上次核对：.*没有发现问题/).waitFor();
    await page.locator('summary', { hasText: '看过的' }).click();
    await page.getByRole('row', { name: /log PSB 对得上/ }).waitFor();
    await page.reload();
    await page.getByText(/上次核对：.*没有发现问题/).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 90_000);

  test('finds a lie in one tile that is served, and says what it means and what to do', async () => {
    const { page } = await open('');
    await page.context().route('**/log/PSB/tile/0/**', async (route) => {
      const answer = await route.fetch();
      const bytes = Buffer.from(await answer.body());
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      await route.fulfill({ response: answer, body: bytes });
    });
    await page.getByRole('button', { name: '从头核一遍' }).click();
    await heading(page, /^账本和平台对不上：/).waitFor({ timeout: 60_000 });
    await page.getByText('平台公开的摘要与账本推出的不一致').first().waitFor();
    await page
      .getByText(/保留这份结果，报告监督机关/)
      .first()
      .waitFor();
    await page.getByText('给技术人员看').first().click();
    await page
      .getByText(/TILE_DIFFERS · log PSB/)
      .first()
      .waitFor();
    await page.context().close();
  }, 90_000);

  test('waits while the gateway restarts, and goes on where it was', async () => {
    const { page } = await open('');
    await slowly(page);
    await page.getByRole('button', { name: '从头核一遍' }).click();
    await page.getByText(/已核对 [\d,]*[1-9]/).waitFor();
    const start = await ground.stop();
    await heading(page, '平台断开了，等它回来接着核').waitFor();
    const before = await progress(page);
    expect(before).toBeGreaterThan(0);
    await start();
    await heading(page, '正在核对账本和平台').waitFor();
    expect(await progress(page)).toBeGreaterThanOrEqual(before);
    await heading(page, '账本和平台对得上').and(page.locator('.ok')).waitFor({ timeout: 90_000 });
    await page.context().close();
  }, 180_000);

  test('that is left in the middle is told of as unfinished, and can be begun again', async () => {
    const { page } = await open('');
    await slowly(page);
    await page.getByRole('button', { name: '从头核一遍' }).click();
    await page.getByRole('progressbar', { name: '核对进度' }).waitFor();
    await page.reload();
    await heading(page, '上次没核完就离开了页面，还不知道对不对得上').waitFor();
    await page.getByRole('button', { name: '再核一遍' }).click();
    await page.getByRole('button', { name: '停下' }).click();
    await page.reload();
    await heading(page, '账本和平台对得上吗？').waitFor();
    await page.context().close();
  });

  test('without the platform is one command away', async () => {
    const { page } = await open('');
    await page.getByText('不想经过平台？').click();
    await page.getByText(`npm run audit -- --ledger <您的账本节点> --gateway ${ground.address}`).waitFor();
    await page.context().close();
  });

  test('is stopped at once, and then claims nothing', async () => {
    const { page } = await open('');
    await page.context().route('**/log/*/tile/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    await page.getByRole('button', { name: '从头核一遍' }).click();
    await page.getByRole('button', { name: '停下' }).click();
    await heading(page, '停下了，还不知道对不对得上').waitFor();
    await page.getByRole('button', { name: '再核一遍' }).waitFor();
    await page.context().close();
  });

  test('that can’t read the ledger finds nothing and says so', async () => {
    const { page } = await open('');
    await page.context().route('**/ledger', (route) => route.abort());
    await page.getByRole('button', { name: '从头核一遍' }).click();
    await heading(page, /没核完/).waitFor();
    await page.getByText('拨 12345').first().waitFor();
    await page.context().close();
  });
});

describe('a file that was dropped', () => {
  test('a proof that holds is shown check by check, and who may use it isn’t claimed', async () => {
    const { page, complaints } = await open('/check');
    await drop(page, files.proof, 'proof.json');
    await heading(page, '证明成立').waitFor();
    await page.locator('h1:focus', { hasText: '证明成立' }).waitFor();
    expect(await page.locator('.checks > li').count()).toBe(8);
    await page.getByText('没有您的申请可以对，没有查').waitFor();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: '存下验证报告' }).click();
    expect((await saving).suggestedFilename()).toBe('report.json');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a proof in which a value was changed is found, and what no longer matters isn’t checked', async () => {
    const { page } = await open('/check');
    await drop(page, tampered(files.proof), 'proof.json');
    await heading(page, /^证明不成立：/).waitFor();
    await page.locator('.checks > .fail', { hasText: '这份文件没被改过' }).waitFor();
    expect(await page.getByText('内容不可信，没有再查').count()).toBe(3);
    await page.getByText('怀疑有人故意改，把报告发给审计，或拨 12345。').waitFor();
    await page.context().close();
  });

  test('a paper is checked by the proof inside it and by the code that was scanned', async () => {
    const { page } = await open(`/check${files.code}`);
    await page.getByText('您扫了纸上的码').waitFor();
    await drop(page, files.paper, 'copy.pdf');
    await heading(page, '证明成立').waitFor();
    await page
      .locator('.checks > li', { hasText: '纸上的码就是这份文件的' })
      .getByText('摘要对得上')
      .waitFor();
    const other = await open(`/check${files.code.replace(/sha256=.*/, `sha256=${'A'.repeat(43)}`)}`);
    await drop(other.page, files.paper, 'copy.pdf');
    await heading(other.page, '纸上的码不是这份文件的').waitFor();
    await Promise.all([page, other.page].map((one) => one.context().close()));
  });

  test('receipts agree, one alone and all of them; one that was changed or left out is found', async () => {
    const { page } = await open('/check');
    await drop(page, files.receipts, 'receipts.json');
    await heading(page, '对得上').waitFor();
    const [first, ...others] = files.receipts.receipts;
    await drop(page, first ?? {}, 'receipt.json');
    await page.getByText('这笔记录封在账本里，一个字都没改过').waitFor();
    const changed = { ...first, receipt: { ...first?.receipt, window: 'CAB-W2' } };
    await drop(page, changed, 'receipt.json');
    await heading(page, /^对不上：/).waitFor();
    await page.locator('.checks > .fail', { hasText: '内容就是当初封存的' }).waitFor();
    await drop(page, { ...files.receipts, receipts: [changed, ...others] }, 'receipts.json');
    await heading(page, /^对不上：/).waitFor();
    await page.context().close();
  });

  test('a trust file is used from then on, and anything else is told apart', async () => {
    const { page } = await open('/check');
    await drop(page, files.trust, 'trust.json');
    await heading(page, '信任文件收下了').waitFor();
    await page.getByText('您给的文件').waitFor();
    await page.getByRole('link', { name: '按它核账本' }).click();
    await page.getByText('按您给的信任文件核对。').waitFor();
    await page.goto(`${ground.address}/audit/check`);
    await drop(page, Buffer.from('hello'), 'notes.txt');
    await heading(page, '这份文件验不了').waitFor();
    await page.context().close();
  });

  test('a PDF without a proof inside is told as that, with where to get one', async () => {
    const { page } = await open('/check');
    await drop(page, Buffer.from('%PDF-1.7\nscanned\n%%EOF'), 'scan.pdf');
    await page.getByText('这份 PDF 里面没有证明。').waitFor();
    await page.getByText('向给您的窗口要').waitFor();
    await page.context().close();
  });

  test('a file is checked without a network by the trust data kept before', async () => {
    const { page } = await open('/check');
    await page.getByText('信任数据：').waitFor();
    await drop(page, files.proof, 'proof.json');
    await heading(page, '证明成立').waitFor();
    await page.context().setOffline(true);
    await drop(page, tampered(files.proof), 'proof.json');
    await heading(page, /^证明不成立：/).waitFor();
    await page.context().close();
  });
});

test('the ledger is explored: accreditations, batches and changes of status, page after page', async () => {
  const { page, complaints } = await open('/accreditations');
  await page
    .getByRole('heading', { name: /区公安分局/ })
    .first()
    .waitFor();
  await page
    .getByRole('row', { name: /居民身份证/ })
    .first()
    .waitFor();
  await page.getByRole('link', { name: '发生过的' }).click();
  await page.getByLabel('只看').selectOption('status');
  await page
    .getByText(/改了 \d+ 张的状态/)
    .first()
    .waitFor();
  await page.getByLabel('只看').selectOption('batches');
  await page
    .getByText(/查看日志封了|封了 \d+ 笔签发/)
    .first()
    .waitFor();
  const before = await page.locator('.events > li').count();
  await page.getByRole('button', { name: '再往前看' }).click();
  await expect.poll(() => page.locator('.events > li').count()).toBeGreaterThan(before);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('what was read of the ledger stays while the gateway restarts, and the next page comes after', async () => {
  const { page } = await open('/events');
  await page.locator('.events > li').first().waitFor();
  const before = await page.locator('.events > li').count();
  const start = await ground.stop();
  await page.getByRole('button', { name: '再往前看' }).click();
  await page.getByText('后台在重启').waitFor();
  expect(await page.locator('.events > li').count()).toBe(before);
  await start();
  await expect.poll(() => page.locator('.events > li').count(), { timeout: 60_000 }).toBeGreaterThan(before);
  await page.context().close();
}, 120_000);

test('figures never tell what is fewer than ten', async () => {
  const month = monthAfter(civilMonthOf(new Date()), -1);
  const { page } = await open('/figures');
  await page.getByText(/现在一共 [\d,]+ 张/).waitFor();
  const { db } = ground.city();
  const figure = {
    month,
    department: 'CAB',
    matter: '',
    credential_type: '',
    kind: 'agreed',
    count: 12,
  } as const;
  await db.insertInto('monthly_figures').values(figure).execute();
  await page.reload();
  await page.getByLabel('哪个月').selectOption(month);
  await page.getByRole('row', { name: '区民政局 12 少于 10' }).waitFor();
  expect(await page.getByRole('row', { name: /少于 10 少于 10/ }).count()).toBe(8);
  await page.getByText('这个月没有哪件事满 10 次').waitFor();
  await page.context().close();
});

const pages = [
  ['', 'audit-ledger'],
  ['/check', 'audit-check'],
  ['/accreditations', 'audit-accreditations'],
  ['/events', 'audit-events'],
  ['/figures', 'audit-figures'],
] as const;

describe.each(modes)('read in $language, large type $elder', (mode) => {
  test('every page can be read and used by everybody', async () => {
    const visit = await open('', mode);
    const { page } = visit;
    for (const [path, name] of pages) {
      await page.goto(`${ground.address}/audit${path}`, { waitUntil: 'networkidle' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      await checkPage(visit, name);
    }
    await page.context().close();
  }, 240_000);

  test('a proof that holds, one that was changed, and receipts', async () => {
    const visit = await open('/check', mode);
    const { page } = visit;
    for (const [file, name] of [
      [files.proof, 'audit-proof'],
      [tampered(files.proof), 'audit-proof-tampered'],
      [files.receipts, 'audit-receipts'],
    ] as const) {
      await drop(page, file, `${name}.json`);
      await page.locator('.verdict', { hasText: `${name}.json` }).waitFor();
      await checkPage(visit, name);
    }
    await page.context().close();
  }, 240_000);
});

// Not in every mode: one address may ask the ledger no more than so often in a minute.
test.each([plain, { language: 'en', elder: 'max' } as const])(
  'an audit read in $language, large type $elder',
  async (mode) => {
    const visit = await open('', mode);
    const { page } = visit;
    await page.locator('.verdict-line button').click();
    await page.locator('h1.ok').waitFor({ timeout: 60_000 });
    await checkPage(visit, 'audit-agrees');
    await page.context().route('**/log/PSB/tile/0/**', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: Buffer.alloc(32) });
    });
    await page.locator('.verdict-line button').click();
    await page.locator('h1.bad').waitFor({ timeout: 60_000 });
    await page.locator('.verdict-line button:not([aria-busy])').waitFor({ timeout: 60_000 });
    await checkPage(visit, 'audit-differs');
    await page.context().close();
  },
  180_000,
);
