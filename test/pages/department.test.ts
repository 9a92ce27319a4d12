/** The department's pages: an administrator sends records, and changes nothing alone. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import { identityCard } from '../support/people.ts';
import { playEngine } from '../support/played-engine.ts';

const desk = { viewport: { width: 1280, height: 800 } };
const staff = (account: string) => ({ as: 'staff', account }) as const;
const played = playEngine({ isCalibrated: false });
let ground: PagesGround;

beforeAll(async () => {
  ground = await openPages({ faceEngine: played.engine });
  await fill(ground);
}, 240_000);
afterAll(() => ground.close());

const open = (path: string, account = 'PSB-A1', mode: Mode = plain): Promise<Visit> =>
  ground.visit(`/department${path}`, { signedIn: staff(account), mode, context: desk });

/** What the pages have to show: requests, a check to review, an alert, a complaint, a paper asked for. */
async function fill({ visit, city, people }: PagesGround): Promise<void> {
  const [elder] = await people();
  const number = elder?.number ?? '';
  const [clerk, second, person] = await Promise.all([
    visit('/', { signedIn: staff('CAB-C1') }),
    visit('/', { signedIn: staff('CAB-C2') }),
    visit('/', { signedIn: { as: 'person', account: number } }),
  ]);
  const ask = (applicant: object) =>
    callAs(clerk.page, '/requests', {
      matter: 'WCM-CAB-009',
      nonce: crypto.randomUUID(),
      window: 'CAB-W1',
      parties: { applicant },
    });
  for (let times = 0; times < 3; times++) await ask({ show: true });
  await ask({ officers: { reason: 'no-phone', document: number } });
  const checks = await callAs(second.page, '/windows/CAB-W1/officer-checks');
  const [check] = checks.body.items as { readonly id: string }[];
  await callAs(second.page, `/officer-checks/${check?.id}/confirm`, { document: number });
  await callAs(second.page, `/officer-checks/${check?.id}/compare`, { same: true });
  const { db, clock } = city();
  // The lot falls on one in twenty: here on all.
  await db.updateTable('officer_checks').set({ review: 'drawn' }).where('state', '=', 'confirmed').execute();
  const alert = {
    department: 'CAB',
    officer: 'CAB-C1',
    day: '2026-11-24',
    level: 'near',
    at: clock.now(),
  } as const;
  await db.insertInto('officer_alerts').values(alert).execute();
  const faceAlert = { department: 'CAB', day: '2026-11-24', at: clock.now() };
  await db
    .insertInto('face_alerts')
    .values([
      { ...faceAlert, kind: 'tries-at-window', window: 'CAB-W1' },
      { ...faceAlert, kind: 'near-filing', window: '', department: '' },
    ])
    .execute();
  const own = await callAs(person.page, '/me/credentials');
  const card = (own.body.items as { id: string; credentialType: string }[]).find(
    ({ credentialType }) => credentialType === 'resident-identity-card',
  );
  await callAs(person.page, `/me/credentials/${card?.id}/report`, { text: '住址还是老地方的' });
  const day = new Date(clock.now().getTime() - 86_400_000).toISOString().slice(0, 10);
  await callAs(person.page, '/papers-asked', {
    window: 'CAB-W1',
    matter: 'WCM-CAB-009',
    credentialType: 'household-register',
    atWindow: day,
    text: '要了户口簿的复印件',
  });
  await Promise.all([clerk, second, person].map(({ page }) => page.context().close()));
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

const cards = (born: string, series: string): string =>
  Array.from({ length: 950 }, (_, index) =>
    JSON.stringify(identityCard('导', born, index, { cardSerial: `${series}-${index}` })),
  ).join('\n');

const fileOf = (text: string, name = 'cards.jsonl') => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
});

describe('sending records', () => {
  test('a file goes on where a restart of the gateway broke it off, and the faulty row is told with line and reason', async () => {
    const { page, complaints } = await open('/imports');
    const faulty = JSON.stringify({
      ...identityCard('错', '1991-02-03', 999),
      idNumber: '990000199102039990',
    });
    const text = [faulty, cards('1991-02-03', 'CARD'), cards('1992-02-03', 'MORE')].join('\n');
    await page.getByLabel('哪种证照').selectOption({ label: '居民身份证' });
    await page.getByLabel('文件', { exact: false }).setInputFiles(fileOf(text));
    await page.getByRole('button', { name: '开始导入' }).click();
    await heading(page, /^正在取/).waitFor();
    const start = await ground.stop();
    await page.getByText('后台在重启').waitFor();
    await heading(page, /^正在取/).waitFor();
    await start();
    await heading(page, /^取完了，有/).waitFor({ timeout: 60_000 });
    await heading(page, '取完了，有 1 行没取').waitFor();
    await page.getByRole('row', { name: /^1 .*公民身份号码.*校验位不对/ }).waitFor();
    await page.getByRole('link', { name: '回到导入' }).click();
    await page
      .getByRole('row', { name: /居民身份证.*没取/ })
      .first()
      .waitFor();
    expect(
      complaints.filter((one) => !/ERR_CONNECTION_REFUSED|ERR_EMPTY|ERR_CONNECTION_RESET/.test(one)),
    ).toEqual([]);
    await page.context().close();
  }, 180_000);

  test('nothing is sent without a file, nor one that is no table; the summary takes the focus', async () => {
    const { page } = await open('/imports');
    await page.getByRole('button', { name: '开始导入' }).click();
    await page.locator('.summary:focus', { hasText: '选一个文件' }).waitFor();
    await page.getByLabel('文件', { exact: false }).setInputFiles(fileOf('x', 'cards.xlsx'));
    await page.getByRole('button', { name: '开始导入' }).click();
    await page.locator('.summary:focus', { hasText: '另存为' }).waitFor();
    await page.context().close();
  });

  test('the columns of a type are told, and the empty table that is saved has just these', async () => {
    const { page } = await open('/imports');
    await page.getByLabel('哪种证照').selectOption({ label: '居民身份证' });
    await page.locator('summary', { hasText: '要哪些列？' }).click();
    await page.getByRole('row', { name: 'cardSerial 卡的序列号，作记录编号 必填' }).waitFor();
    await page.getByRole('row', { name: /^name 姓名 有就填/ }).waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '存一份空表' }).click();
    await page.getByLabel('文件', { exact: false }).setInputFiles(await (await saved).path());
    await page.getByRole('button', { name: '开始导入' }).click();
    await page.locator('.summary:focus', { hasText: '另存为' }).waitFor();
    const text = await readFile(await (await saved).path(), 'utf8');
    await page.getByLabel('文件', { exact: false }).setInputFiles(fileOf(text, 'cards.csv'));
    await page.getByRole('button', { name: '开始导入' }).click();
    await page
      .getByText(/文件里没有记录/)
      .first()
      .waitFor();
    await page.context().close();
  });

  test('a file that can’t be read on says what to mend', async () => {
    const { page } = await open('/imports');
    await page.getByLabel('文件', { exact: false }).setInputFiles(fileOf('a,b\n1,2\n', 'cards.csv'));
    await page.getByRole('button', { name: '开始导入' }).click();
    await heading(page, '文件读不下去').waitFor();
    await page.getByRole('row', { name: /首行要是列名/ }).waitFor();
    await page.context().close();
  });
});

describe('a change of status', () => {
  test('is looked at, proposed by one administrator and confirmed by another, by keyboard alone', async () => {
    const { page } = await open('/status');
    await page.getByLabel('哪种证照').selectOption({ label: '居民身份证' });
    await page.getByLabel('记录编号').focus();
    await page.keyboard.type('CARD-7');
    await page.keyboard.press('Enter');
    await page.locator('h2:focus', { hasText: '会改 1 张证照' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('提出，等另一位确认');
    await page.keyboard.press('Enter');
    await page.getByText('提出了，等另一位管理员确认').waitFor();
    await page.getByText('是您提出的').waitFor();
    expect(await page.getByRole('button', { name: '确认', exact: true }).count()).toBe(0);
    await page.context().close();

    const other = await open('', 'PSB-A2');
    await other.page.getByRole('link', { name: '1 件状态变更等您确认' }).click();
    await other.page.getByText('居民身份证，编号末尾 D-7').waitFor();
    await other.page.getByRole('button', { name: '确认', exact: true }).focus();
    await other.page.keyboard.press('Enter');
    await other.page.getByText('改了 1 张').waitFor();
    expect(other.complaints).toEqual([]);
    await other.page.context().close();
  });

  test('is looked at once the gateway is back, and what was typed stays', async () => {
    const { page } = await open('/status');
    await page.getByLabel('哪种证照').selectOption({ label: '居民身份证' });
    await page.getByLabel('记录编号').fill('CARD-8');
    await page.getByLabel('作废').check();
    const start = await ground.stop();
    await page.getByRole('button', { name: '先看会碰到什么' }).click();
    await page.getByText('后台在重启').waitFor();
    expect(await page.getByLabel('记录编号').inputValue()).toBe('CARD-8');
    await start();
    await page.locator('h2', { hasText: '会改 1 张证照' }).waitFor();
    expect(await page.getByLabel('作废').isChecked()).toBe(true);
    await page.context().close();
  }, 90_000);

  test('of a record that there isn’t is refused in words, and what was typed stays', async () => {
    const { page } = await open('/status');
    await page.getByLabel('记录编号').fill('NOBODY-1');
    await page.getByRole('button', { name: '先看会碰到什么' }).click();
    await page.getByRole('alert').getByText('给技术人员看').waitFor();
    expect(await page.getByLabel('记录编号').inputValue()).toBe('NOBODY-1');
    await page.context().close();
  });
});

test('keys are rotated by two administrators, and the next one waits for the ledger', async () => {
  const { page } = await open('/keys');
  await heading(page, '有 1 把钥匙能签').waitFor();
  await page.getByRole('button', { name: '提出换新钥匙' }).click();
  await page.getByText('是您提出的').waitFor();
  await page.context().close();
  const other = await open('/keys', 'PSB-A2');
  await other.page.getByRole('button', { name: '确认', exact: true }).click();
  await other.page.getByText('新钥匙').first().waitFor();
  await other.page
    .getByRole('row', { name: /下一把，等账本认可|在用/ })
    .nth(1)
    .waitFor();
  await other.page.context().close();
});

test('a complaint is answered, and the words stay while the gateway restarts', async () => {
  const { page } = await open('/complaints');
  await heading(page, '有 1 条反映等您答复').waitFor();
  await page.getByText('住址还是老地方的').waitFor();
  await page.getByLabel('答复').fill('查过了，新地址今天换好');
  const start = await ground.stop();
  await page.getByRole('button', { name: '发出答复' }).click();
  await page.getByText('没连上，不知道做成了没有').waitFor();
  await start();
  expect(await page.getByLabel('答复').inputValue()).toBe('查过了，新地址今天换好');
  await page.getByRole('button', { name: '发出答复' }).click();
  await heading(page, '群众反映都答复了').waitFor();
  await page.context().close();
}, 90_000);

test('paper that was asked for is settled, a drawn check reviewed, and both stand in the figures of the overview', async () => {
  const { page } = await open('', 'CAB-A1');
  await page.getByRole('link', { name: '1 次窗口要材料还没处理' }).click();
  await page.getByText('要了户口簿的复印件').waitFor();
  await page.getByLabel('怎么处理的').fill('和窗口说过了');
  await page.getByRole('button', { name: '记下' }).click();
  await heading(page, '没有等处理的').waitFor();
  await page.getByRole('link', { name: '双人核对' }).click();
  await page.getByLabel('要跟进').check();
  await page.getByLabel('怎么处理的').fill('问了两位');
  await page.getByRole('button', { name: '记下' }).click();
  await heading(page, '抽到的都看过了').waitFor();
  await page.getByText('快到上限').waitFor();
  await page.context().close();
});

describe('how face stands', () => {
  test('is told with what isn’t known of the engine, and of few people not how many', async () => {
    const { page, complaints } = await open('', 'CAB-A1');
    await page.getByRole('link', { name: '刷脸', exact: true }).click();
    await heading(page, '刷脸开着').waitFor();
    for (const told of ['played-1', '未校准', '从不单独算数', '不到 10 人', '只有演示用的小城可以没有'])
      await page.getByText(told).first().waitFor();
    await page.getByRole('row', { name: /一个窗口没认出的次数太多 CAB-W1 看看镜头和光线/ }).waitFor();
    await page.getByRole('row', { name: /登记人数快到备案线 全城/ }).waitFor();
    expect(await page.locator('main').getByRole('button').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('changes with what the engine is known by', async () => {
    const untested = played.rules.manifest;
    const report = {
      standard: 'ISO/IEC 30107-3',
      level: '2',
      laboratory: '某检测中心',
      reportNumber: 'PAD-7',
    };
    played.rules.manifest = { ...untested, isCalibrated: true, presentationAttackReport: report };
    const { page } = await open('/face', 'PSB-A1');
    await page.getByText('某检测中心').waitFor();
    await page.getByText('校准过', { exact: true }).waitFor();
    expect(await page.getByText('试点', { exact: true }).count()).toBe(0);
    await page.getByRole('row', { name: /登记人数快到备案线/ }).waitFor();
    expect(await page.getByText('CAB-W1').count()).toBe(0);
    played.rules.manifest = untested;
    await page.context().close();
  });

  test('says so where the engine doesn’t answer, and where it is switched off', async () => {
    played.rules.isAway = true;
    const { page } = await open('/face', 'CAB-A1');
    await heading(page, '刷脸开着，但现在用不了').waitFor();
    await page.getByText('识别程序没有答复').waitFor();
    played.rules.isAway = false;
    const { db } = ground.city();
    const value = JSON.stringify({ isOn: false, assessment: 'PIA-2026-014', since: '2026-11-20T02:00:00Z' });
    await db.insertInto('city_facts').values({ name: 'face', value }).execute();
    await page.reload();
    await heading(page, '刷脸关着').waitFor();
    await page.getByText('PIA-2026-014', { exact: true }).waitFor();
    await page.getByText('没有人的面部模板留在平台上').waitFor();
    await db.deleteFrom('city_facts').where('name', '=', 'face').execute();
    await page.context().close();
  });
});

test('the journal is recomputed in the browser, and an entry that was changed is found', async () => {
  const { page } = await open('/journal');
  await page.getByText('一笔连一笔，没有断').waitFor();
  await page.route('**/journal?*', async (route) => {
    const answer = await route.fetch();
    const told = (await answer.json()) as { items: { action: string }[] };
    const items = told.items.map((entry, place) =>
      place === 1 ? { ...entry, at: '2026-01-01T00:00:00.000Z' } : entry,
    );
    await route.fulfill({ response: answer, json: { ...told, items } });
  });
  await page.reload();
  await page.getByText(/第 \d+ 笔接不上/).waitFor();
  await page.context().close();
});

test('data are confirmed without a file, and the statistics count what was asked', async () => {
  const { page } = await open('', 'CAB-A1');
  await page.getByText('数据没变，确认一次').first().click();
  await page.getByRole('button', { name: '数据没变，确认一次' }).click();
  await page.getByText('确认好了，截至').waitFor();
  await page.getByRole('link', { name: '统计' }).click();
  await heading(page, '这段时间我们查了 4 次').waitFor();
  await page.getByText('最多的是扫窗口的码，3 次。').waitFor();
  await page.setViewportSize({ width: 375, height: 812 });
  // The newest day, which the sentence tells of, is seen without scrolling.
  const newest = await page.locator('.upright > span').last().boundingBox();
  expect((newest?.x ?? 999) + (newest?.width ?? 999)).toBeLessThan(375);
  expect(await page.locator('.upright > span').last().locator('b').innerText()).toBe('4');
  await page.getByRole('link', { name: '流水' }).click();
  await page.getByRole('row', { name: /确认数据没变 结婚证 · 数据到/ }).waitFor();
  await page.context().close();
});

const pages = [
  ['', 'department'],
  ['/imports', 'department-imports'],
  ['/status', 'department-status'],
  ['/keys', 'department-keys'],
  ['/complaints', 'department-complaints'],
  ['/papers', 'department-papers'],
  ['/reviews', 'department-reviews'],
  ['/face', 'department-face'],
  ['/matters', 'department-matters'],
  ['/statistics', 'department-statistics'],
  ['/journal', 'department-journal'],
] as const;

describe.each(modes)('read in $language, large type $elder', (mode) => {
  test('every page can be read and used by everybody', async () => {
    const visit = await open('', 'CAB-A1', mode);
    for (const [path, name] of pages) {
      await visit.page.goto(`${ground.address}/department${path}`, { waitUntil: 'networkidle' });
      await visit.page.getByRole('heading', { level: 1 }).waitFor();
      await checkPage(visit, name);
    }
    await visit.page.context().close();
  }, 240_000);

  test('an import with faulty rows, and a change that is looked at', async () => {
    const visit = await open('/imports', 'PSB-A1', mode);
    const { page } = visit;
    const row = page.getByRole('row', { name: /1,901/ }).getByRole('link');
    await row.click();
    await heading(page, /取完了，有|not imported/).waitFor();
    await checkPage(visit, 'department-import');
    await page.goto(`${ground.address}/department/status`, { waitUntil: 'networkidle' });
    await page
      .getByLabel(mode.language === 'zh' ? '哪种证照' : 'Which certificate')
      .selectOption('resident-identity-card');
    await page.getByRole('textbox').fill('CARD-9');
    await page.keyboard.press('Enter');
    await page.locator('#touches').waitFor();
    await checkPage(visit, 'department-status-touches');
    await page.context().close();
  }, 120_000);
});
