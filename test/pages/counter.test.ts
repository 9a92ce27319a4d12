/** The counter: from the matter to the proof, in every way that people can say yes, and never into a dead end. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SlipPreview, SlipWithCode } from '../../sdk/schemas/slips.ts';
import { type Citizen, citizenOf, clerkAt, holdUp, scanByHand } from '../support/counter-ground.ts';
import { checkPage, modes, openPages, type PagesGround } from '../support/pages.ts';
import { signIn } from '../support/visit.ts';

let ground: PagesGround;
beforeAll(async () => {
  ground = await openPages();
}, 180_000);
afterAll(() => ground.close());

const ELDER = '八十多岁的老人';
const ALLOWANCE = { path: '/counter/ask/WCM-CAB-009' };
const WAITING = '已扫到，等本人在手机上点头';
const ALL_HOLD = '6 项全部属实，可以直接办';

const sees = (page: Page, heading: string | RegExp) =>
  page.getByRole('heading', { level: 1, name: heading }).waitFor();
const digitsOf = (page: Page) => page.getByRole('textbox', { name: '八位数字', exact: true });
const waits = (page: Page, text: string | RegExp = WAITING) =>
  page.getByRole('heading', { level: 2, name: text }).waitFor();

describe('the way to a proof', () => {
  test('by a code that the person shows and the camera sees', async () => {
    const { page, complaints } = await clerkAt(ground);
    const citizen = await citizenOf(ground, ELDER);
    await page.getByRole('combobox').fill('gljt');
    await page.getByRole('option', { name: /高龄津贴/, selected: true }).waitFor();
    await page.getByRole('heading', { name: '居民身份证' }).waitFor();
    await page.getByRole('combobox').press('Enter');
    await sees(page, '请本人点头');
    await holdUp(page, (await citizen.showQr()).png);
    await waits(page);
    await citizen.agree();
    await sees(page, ALL_HOLD);
    await page.getByRole('cell', { name: citizen.person.name, exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await done(page, citizen);
  });

  test('by keys alone, with a hand scanner that needs no focus, to a copy on paper', async () => {
    const { page, complaints } = await clerkAt(ground);
    const citizen = await citizenOf(ground, ELDER);
    await page.keyboard.type('WCM-CAB-009');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '社会保障卡' }).waitFor();
    await page.getByRole('option', { name: /高龄津贴/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await sees(page, '请本人点头');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '这一页的快捷键' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+2');
    await page.keyboard.type('12');
    await scanByHand(page, (await citizen.showQr()).url);
    await waits(page);
    expect(await digitsOf(page).inputValue()).toBe('12');
    await citizen.agree();
    await sees(page, ALL_HOLD);
    const copies = page.waitForResponse((answer) => answer.url().endsWith('/annotated-copies'));
    await page.keyboard.press('Control+p');
    await page.getByText('加注件做好了').waitFor();
    expect((await copies).headers()['content-type']).toBe('application/pdf');
    await page.getByRole('link', { name: '打开加注件（PDF）' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('受理好了').waitFor();
    const again = page.waitForRequest('**/requests/*/proof', { timeout: 3_000 }).catch(() => undefined);
    await page.goBack();
    await sees(page, '这次点头已经用过了');
    expect(await again).toBeUndefined();
    expect(await page.content()).not.toContain(citizen.person.number);
    expect(complaints).toEqual([]);
    await done(page, citizen);
  });

  test('begins with the conditions that hold, which add to what is asked', async () => {
    const { page, complaints } = await clerkAt(ground);
    await page.getByRole('combobox').fill('WCM-CAB-002');
    await page.getByRole('heading', { name: '居民身份证' }).waitFor();
    expect(await page.getByRole('heading', { name: '居民户口簿' }).count()).toBe(0);
    const condition = page.locator('.conditions').getByRole('checkbox');
    await condition.check();
    await page.getByRole('heading', { name: '居民户口簿' }).waitFor();
    await condition.uncheck();
    await page.getByRole('heading', { name: '居民户口簿' }).waitFor({ state: 'detached' });
    await condition.check();
    await page.getByRole('button', { name: /下一步/ }).click();
    await page.waitForURL(/\/counter\/ask\/WCM-CAB-002\?because=no-archive-record$/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('by eight digits that the person says; who refuses is asked for nothing and reaches no dead end', async () => {
    const { page } = await clerkAt(ground, ALLOWANCE);
    const citizen = await citizenOf(ground, ELDER);
    await digitsOf(page).fill('1234');
    await digitsOf(page).press('Enter');
    await page.getByText('还差 4 位').waitFor();
    const number = await citizen.sayNumber();
    await digitsOf(page).fill(`${number.slice(0, 4)} ${number.slice(4)}`);
    await waits(page);
    await citizen.refuse();
    await sees(page, '本人没有点头');
    await page.getByText('不劝、不问原因').waitFor();
    await page.getByRole('button', { name: '再问一次' }).click();
    await sees(page, '请本人点头');
    await done(page, citizen);
  });

  test('by the counter’s code and number; nothing is shown before the name was compared', async () => {
    const { page } = await clerkAt(ground, ALLOWANCE);
    const citizen = await citizenOf(ground, ELDER);
    const { digits } = await showOwnCode(page, citizen);
    await citizen.agree({ digits });
    await page.getByRole('heading', { name: /面前这位是 .\*+.? 吗/ }).waitFor();
    expect(await page.content()).not.toContain(citizen.person.number);
    // A scanner's Enter compares nothing, nor does one that is pressed by habit.
    await scanByHand(page, (await citizen.showQr()).url);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '是本人' }).focus();
    await scanByHand(page, '6901234567892');
    await page.waitForTimeout(500);
    await page.getByRole('heading', { name: /面前这位是/ }).waitFor();
    await page.keyboard.press('Alt+1');
    await sees(page, ALL_HOLD);
    await done(page, citizen);
  });

  test('somebody else than who stands there gets nothing', async () => {
    const { page } = await clerkAt(ground, ALLOWANCE);
    const citizen = await citizenOf(ground, ELDER);
    const { digits } = await showOwnCode(page, citizen);
    await citizen.agree({ digits });
    await page.getByRole('button', { name: '不是这位' }).click();
    await sees(page, '面前的不是点头的那位');
    await done(page, citizen);
  });

  test('by a slip of paper; brought again, it is looked into by hand', async () => {
    const { page } = await clerkAt(ground, ALLOWANCE);
    const citizen = await citizenOf(ground, ELDER);
    const slip = await makeSlip(citizen, 'WCM-CAB-009');
    await scanByHand(page, slip);
    await page.getByRole('button', { name: '是本人' }).click();
    await sees(page, ALL_HOLD);
    const second = await clerkAt(ground, { account: 'CAB-C2', window: 'CAB-W2', ...ALLOWANCE });
    await second.page.getByLabel('纸条上的码').fill(slip);
    await second.page.getByRole('button', { name: '查这张纸条' }).click();
    await second.page.getByText('这张纸条已经用过').waitFor();
    await second.page.getByRole('link', { name: /两人核对/ }).click();
    await second.page.getByLabel('查下来是怎么回事').fill('本人忘了，又带来一次');
    await second.page.getByRole('button', { name: '记下结果' }).click();
    await second.page.getByText('已记下').waitFor();
    await second.page.context().close();
    await done(page, citizen);
  });

  test('by two officers, each in a session of their own', async () => {
    const first = await clerkAt(ground, ALLOWANCE);
    const second = await clerkAt(ground, { account: 'CAB-C2', path: '/counter/checks' });
    const citizen = await citizenOf(ground, ELDER);
    await first.page.keyboard.press('Alt+5');
    await first.page.getByRole('button', { name: '发给第二名同事' }).click();
    await first.page.getByText('选一个原因').first().waitFor();
    await first.page.getByLabel('为什么用这个办法').selectOption('no-phone');
    await first.page.getByLabel('证件号码，输全').fill(citizen.person.number);
    await first.page.getByRole('button', { name: '发给第二名同事' }).click();
    await waits(first.page, /等第二名同事核对/);
    await second.page.getByLabel('看着证件，把号码再输一遍').fill(citizen.person.number);
    await second.page.getByRole('button', { name: '核对', exact: true }).click();
    await second.page.getByText(/证件上的名字是/).waitFor();
    await second.page.getByRole('button', { name: '是本人' }).click();
    await sees(first.page, ALL_HOLD);
    await first.page.getByText('两名同事').waitFor();
    await second.page.context().close();
    await done(first.page, citizen);
  });

  test('for a child, by the parent who acts for it', async () => {
    const options = { account: 'EDU-C1', window: 'EDU-W1', path: '/counter/ask/WCM-EDU-004' };
    const { page } = await clerkAt(ground, options);
    const citizen = await citizenOf(ground, '有孩子的母亲，可替孩子办');
    await scanByHand(page, (await citizen.showQr()).url);
    await waits(page);
    await citizen.agree();
    await sees(page, /项全部属实/);
    await page.getByText('监护人').first().waitFor();
    await done(page, citizen);
  });

  test('of two people, each in a way of their own', async () => {
    const { page } = await clerkAt(ground, { path: '/counter/ask/WCM-CAB-001' });
    const one = await citizenOf(ground, '房屋共有人（丈夫）');
    const other = await citizenOf(ground, '房屋共有人（妻子）');
    await page.getByText('这件事要 2 个人各自点头').waitFor();
    await scanByHand(page, (await one.showQr()).url);
    await page.getByText('已收到（码）').waitFor();
    await digitsOf(page).fill(await other.sayNumber());
    await waits(page);
    await one.agree();
    await page.getByText('已点头').waitFor();
    await other.agree();
    await sees(page, '8 项全部属实，可以直接办');
    await other.close();
    await done(page, one);
  });
});

test('a session that ended before its time says where to sign in, and the page goes on with the new one', async () => {
  const { page } = await clerkAt(ground, ALLOWANCE);
  const citizen = await citizenOf(ground, ELDER);
  await page.getByLabel('纸条上的码').fill('写了一半');
  await page.context().clearCookies();
  await digitsOf(page).fill(await citizen.sayNumber());
  await page.getByText('已经退出了').waitFor();
  await page.getByRole('link', { name: '登录', exact: true }).click();
  await expect
    .poll(async () => (await ground.addressesOpen()).join(' '), { timeout: 30_000 })
    .toContain(`${ground.address}/sign-in/choose/`);
  await signIn(page.context(), ground.address, { as: 'staff', account: 'CAB-C1' });
  await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
  await page.getByText('已经退出了').waitFor({ state: 'detached' });
  expect(await page.getByLabel('纸条上的码').inputValue()).toBe('写了一半');
  await digitsOf(page).fill(await citizen.sayNumber());
  await waits(page);
  await done(page, citizen);
});

describe('what doesn’t hold', () => {
  test.each([
    ['身份证已过期', '还差一步：居民身份证——证照过期了', '看能否当场换'],
    ['社会保障卡可被注销', '还差一步：社会保障卡——证照已作废', '看有没有新证照'],
  ])('of somebody %s is told with what to do, and the rest can be used', async (role, heading, step) => {
    const { page } = await clerkAt(ground, ALLOWANCE);
    const citizen = await citizenOf(ground, role);
    await scanByHand(page, (await citizen.showQr()).url);
    await waits(page);
    await citizen.agree();
    await sees(page, heading);
    await page.getByText(step).first().waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('BUTTON');
    await page.getByRole('button', { name: /^先用查到的 \d 项$/ }).click();
    await sees(page, /^6 项里 \d 项属实，先用这些$/);
    await page.getByText('没查成', { exact: true }).first().waitFor();
    await done(page, citizen);
  });

  test('a code used before, one of nobody’s, and a wrong number are told, and the other ways stay', async () => {
    const { page } = await clerkAt(ground, ALLOWANCE);
    const citizen = await citizenOf(ground, ELDER);
    const { url } = await citizen.showQr();
    await scanByHand(page, url);
    await waits(page);
    await page.getByRole('button', { name: '不等了' }).click();
    await page.getByRole('heading', { name: '扫本人出示的码' }).waitFor();
    await scanByHand(page, url);
    await page.getByText('这个码过时了，或用过了').waitFor();
    await digitsOf(page).fill('00000000');
    await page.getByText('这个码过时了，或用过了').waitFor();
    await page.getByLabel('纸条上的码').fill('https://elsewhere.invalid/menu');
    await page.getByRole('button', { name: '查这张纸条' }).click();
    await page.getByText('这不是纸条上的码').waitFor();
    await done(page, citizen);
  });

  test('a proof that was changed on its way is not believed, whatever the gateway said of it', async () => {
    const { page } = await clerkAt(ground, ALLOWANCE);
    const citizen = await citizenOf(ground, ELDER);
    await page.route('**/requests/*/proof', async (route) => {
      const answer = await route.fetch();
      const proof = (await answer.json()) as { items: { presentation: string }[] };
      for (const item of proof.items)
        item.presentation = item.presentation.replace(/^([^.]+\.[^.]+\..{20})(.)/, (_, kept, letter) =>
          kept.concat(letter === 'A' ? 'B' : 'A'),
        );
      await route.fulfill({ json: proof });
    });
    await scanByHand(page, (await citizen.showQr()).url);
    await waits(page);
    await citizen.agree();
    await sees(page, '内容和签发部门签的不一样');
    await page.getByText('不用这一份，请重新取一次。').waitFor();
    expect(await page.content()).not.toContain(citizen.person.number);
    await done(page, citizen);
  });

  test('what the person says is wrong is marked, and their own material stands', async () => {
    const { page } = await clerkAt(ground, ALLOWANCE);
    const citizen = await citizenOf(ground, ELDER);
    await scanByHand(page, (await citizen.showQr()).url);
    await waits(page);
    await citizen.agree();
    await sees(page, ALL_HOLD);
    await page.getByRole('button', { name: '本人说内容不对' }).click();
    await page.getByRole('checkbox', { name: '银行账号' }).check();
    await sees(page, '本人说 1 项不对：这几项以本人交的材料为准');
    await page.getByText(/^请 区人力资源和社会保障局 更正/).waitFor();
    await done(page, citizen);
  });
});

test('what was typed, and what was agreed to, outlive a restart of the gateway and a reload', async () => {
  const { page } = await clerkAt(ground, ALLOWANCE);
  const citizen = await citizenOf(ground, ELDER);
  await digitsOf(page).fill('4827');
  await page.keyboard.press('Alt+5');
  await page.getByLabel('证件号码，输全').fill('9901');
  const restart = await ground.stop();
  await restart();
  expect(await digitsOf(page).inputValue()).toBe('4827');
  expect(await page.getByLabel('证件号码，输全').inputValue()).toBe('9901');
  await scanByHand(page, (await citizen.showQr()).url);
  await waits(page);
  await page.reload();
  await waits(page);
  const again = await ground.stop();
  await again();
  await citizen.agree();
  await sees(page, ALL_HOLD);
  await page.reload();
  await sees(page, ALL_HOLD);
  await done(page, citizen);
}, 120_000);

const displayOfRow = (page: Page) =>
  page.evaluate("getComputedStyle(document.querySelector('.doc tbody tr')).display");

describe.each(modes)('read in $language, large type $elder', (mode) => {
  test('every page at the counter can be read and used by everybody', async () => {
    const at = { ...ALLOWANCE, mode };
    const visit = await clerkAt(ground, { ...at, window: 'nowhere' });
    const { page } = visit;
    const desk = (path: string) =>
      page.goto(`${ground.address}/counter${path}`, { waitUntil: 'networkidle' });
    const citizen = await citizenOf(ground, ELDER);
    await page.locator('.window-choice').waitFor();
    await checkPage(visit, 'counter-window');
    await page.locator('.window-choice button').first().click();
    await desk('');
    await page.getByRole('combobox').fill('WCM-CAB-009');
    await page.locator('.seen').waitFor();
    await checkPage(visit, 'counter-matter');
    await desk('/ask/WCM-CAB-001');
    await page.locator('.people').waitFor();
    await page.keyboard.press('Alt+5');
    await page.locator('#document').waitFor();
    await checkPage(visit, 'counter-ask');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await checkPage(visit, 'counter-keys');
    await page.keyboard.press('Escape');
    await desk('/ask/WCM-CAB-009');
    const { digits } = await showOwnCode(page, citizen);
    await page.locator('.own-code').waitFor();
    await checkPage(visit, 'counter-waiting');
    await citizen.agree({ digits });
    await page.locator('.compare').waitFor();
    await checkPage(visit, 'counter-compare');
    await page.locator('.compare .primary').click();
    await page.locator('.verdict.ok').waitFor();
    await page.locator('.conditions, .checks').first().waitFor();
    await checkPage(visit, 'counter-proof');
    await page.emulateMedia({ media: 'print' });
    expect(await displayOfRow(page), 'on paper').toBe('table-row');
    await page.emulateMedia({ media: 'screen' });
    expect(await displayOfRow(page), 'on a phone').toBe('grid');
    await desk('/ask/WCM-CAB-009');
    const other = await citizenOf(ground, '身份证已过期');
    await page.locator('#number').waitFor();
    await scanByHand(page, (await other.showQr()).url);
    await page.locator('.waiting-for').waitFor();
    await other.agree();
    await page.locator('.todo').first().waitFor();
    await checkPage(visit, 'counter-refused');
    await desk('/checks');
    await page.locator('.blank, h3').first().waitFor();
    await checkPage(visit, 'counter-checks');
    await other.close();
    await done(page, citizen);
  }, 180_000);
});

/** Has the counter show its code, and the citizen scan it; what they then pick. */
async function showOwnCode(page: Page, citizen: Citizen): Promise<{ readonly digits: number }> {
  await page.locator('#number').waitFor();
  const asked = page.waitForResponse((answer) => answer.url().endsWith('/requests'));
  await page.keyboard.press('Alt+3');
  const { parties } = (await (await asked).json()) as { parties: { show: { url: string } }[] };
  const digits = Number(await page.locator('.own-code strong').textContent());
  await citizen.call('POST', new URL(parties[0]?.show.url ?? '').pathname);
  return { digits };
}

async function makeSlip(citizen: Citizen, matter: string): Promise<string> {
  const { parties } = await citizen.call<SlipPreview>('POST', '/me/slips/preview', { matter });
  const fields = Object.fromEntries(
    parties.map(({ subject, asks }) => [
      subject,
      Object.fromEntries(
        asks.map(({ credentialType, fields: shown }) => [credentialType, shown.map(({ name }) => name)]),
      ),
    ]),
  );
  const slip = await citizen.call<SlipWithCode>('POST', '/me/slips', { matter, fields });
  return slip.code?.text ?? '';
}

async function done(page: Page, citizen: Citizen): Promise<void> {
  await citizen.close();
  await page.context().close();
}
