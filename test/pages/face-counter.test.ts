/** A face at the counter: one way among the others, never without them, and two officers who look at who enrolled. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Family } from '../../sdk/schemas/mandates.ts';
import { type BareScreen, openBareScreen } from '../support/bare-screen.ts';
import { callAs } from '../support/calls-as.ts';
import { type Citizen, citizenOf, clerkAt, scanByHand } from '../support/counter-ground.ts';
import { checkPage, modes, openPages, type PagesGround } from '../support/pages.ts';
import { pictureOf, playEngine } from '../support/played-engine.ts';

const played = playEngine({ isCalibrated: false });
let ground: PagesGround;
beforeAll(async () => {
  ground = await openPages({ faceEngine: played.engine });
}, 180_000);
afterAll(() => ground.close());
beforeEach(async () => {
  played.rules.isAway = false;
  const { db } = ground.city();
  await db.deleteFrom('screens').execute();
  await db.deleteFrom('face_tries').execute();
});

const ELDER = '八十多岁的老人';
const ALLOWANCE = { path: '/counter/ask/WCM-CAB-009' };
const CHECKS = { path: '/counter/face-checks' };

const sees = (page: Page, heading: string | RegExp) =>
  page.getByRole('heading', { level: 1, name: heading }).waitFor();
const waits = (page: Page, text: string | RegExp) =>
  page.getByRole('heading', { level: 2, name: text }).waitFor();
const faceWay = (page: Page) => page.getByRole('region', { name: '刷脸', exact: true });
const askButton = (page: Page) => faceWay(page).getByRole('button', { name: '请本人看屏' });

async function screenOf(clerk: Page): Promise<BareScreen> {
  const { body } = await callAs(clerk, '/windows/CAB-W1/screens/pairing', {});
  return openBareScreen(ground.address, String(body.code));
}

/** Consents and enrols, and nobody else has; it waits for two officers, since a drawing is no portrait. */
async function enrol(
  { call }: Citizen,
  face: string,
  whose: { readonly holder?: string | undefined } = {},
): Promise<void> {
  await ground.city().db.deleteFrom('face_enrolments').execute();
  await call('POST', '/me/face/consent', { textVersion: 1, language: 'zh', ...whose });
  const begun = { purpose: 'enrol', ...whose };
  const { nonce } = await call<{ readonly nonce: string }>('POST', '/me/face/challenges', begun);
  await call('POST', '/me/face/enrolment', { nonce, frames: [pictureOf({ face })], ...whose });
}

const stateOf = async (citizen: Citizen) =>
  (await citizen.call<{ readonly enrolment: { readonly state: string } | null }>('GET', '/me/face')).enrolment
    ?.state;

async function enrolled(face: string): Promise<Citizen> {
  const citizen = await citizenOf(ground, ELDER);
  await enrol(citizen, face);
  await ground.city().db.updateTable('face_enrolments').set({ state: 'active' }).execute();
  return citizen;
}

const done = (...all: readonly (Page | Citizen)[]) =>
  Promise.all(all.map((one) => ('context' in one ? one.context().close() : one.close())));

describe('a face is asked for', () => {
  test('by one press or key, is awaited step by step, and leads to the proof once the person agreed on the screen', async () => {
    const { page, complaints } = await clerkAt(ground, ALLOWANCE);
    const screen = await screenOf(page);
    const citizen = await enrolled('elder');
    await page.reload();
    await faceWay(page).getByText('试点程序，未校准，总要加一样别的凭据。').waitFor();
    await page.keyboard.press('Alt+6');
    await waits(page, '等本人看对面的屏');
    await page.getByText('按号码后四位').waitFor();
    expect(await page.content()).not.toContain(citizen.person.number.slice(-4));
    await screen.show({ number: citizen.person.number, picture: { face: 'nobody' } });
    await waits(page, '等本人看对面的屏');
    await screen.show({ number: citizen.person.number, picture: { face: 'elder' } });
    await waits(page, '等本人在对面的屏上点头');
    await page.getByText('由本人在屏上定').waitFor();
    await screen.decide('agree');
    await page.getByRole('heading', { name: /面前这位是 .\*+.? 吗/ }).waitFor();
    await page.getByRole('button', { name: '是本人' }).click();
    await sees(page, '6 项全部属实，可以直接办');
    await page.getByText('本人刷脸后').waitFor();
    expect(complaints).toEqual([]);
    await done(page, citizen);
  });

  test('and whoever would rather not comes by any other way at once: the request for a face ends', async () => {
    const { page } = await clerkAt(ground, ALLOWANCE);
    const screen = await screenOf(page);
    const citizen = await citizenOf(ground, ELDER);
    await page.reload();
    await askButton(page).click();
    await waits(page, '等本人看对面的屏');
    const { id } = await screen.request();
    for (const way of ['听本人念八位数字', '请本人扫我的码', '看纸条', '两人核对'])
      await page.getByRole('region', { name: way, exact: true }).waitFor();
    await scanByHand(page, (await citizen.showQr()).url);
    await waits(page, '已扫到，等本人在手机上点头');
    expect((await callAs(page, `/requests/${id}`)).body.state).toBe('withdrawn');
    await citizen.agree();
    await sees(page, '6 项全部属实，可以直接办');
    await done(page, citizen);
  });

  test('and refused on the screen leads to no dead end', async () => {
    const { page } = await clerkAt(ground, ALLOWANCE);
    const screen = await screenOf(page);
    const citizen = await enrolled('elder');
    await page.reload();
    await askButton(page).click();
    await waits(page, '等本人看对面的屏');
    await screen.show({ number: citizen.person.number, picture: { face: 'elder' } });
    await screen.decide('refuse');
    await sees(page, '本人没有点头');
    await page.getByRole('button', { name: '再问一次' }).click();
    await sees(page, '请本人点头');
    await done(page, citizen);
  });

  test('never first, and in the size of the others', async () => {
    const { page } = await clerkAt(ground, ALLOWANCE);
    await askButton(page).waitFor();
    const ways = page.locator('.way');
    const titles = await ways.locator('h2').allInnerTexts();
    expect(titles.findIndex((title) => title.includes('刷脸'))).toBe(titles.length - 1);
    const widths = await ways.evaluateAll((all) =>
      all.map((one) => Math.round(one.getBoundingClientRect().width)),
    );
    expect(new Set(widths).size).toBe(1);
    expect(await ways.locator('.button.primary').count()).toBe(0);
    await done(page);
  });

  test('for a child is its guardian’s to decide, on a phone of their own, which the clerk is told', async () => {
    const { page } = await clerkAt(ground, { path: '/counter/ask/WCM-CAB-002' });
    const screen = await screenOf(page);
    const mother = await citizenOf(ground, '有孩子的母亲，可替孩子办');
    const { mayActFor } = await mother.call<Family>('GET', '/me/family');
    const holder = mayActFor.find(({ kind }) => kind === 'guardian')?.holder;
    await enrol(mother, 'child', { holder });
    await ground.city().db.updateTable('face_enrolments').set({ state: 'active' }).execute();
    await page.reload();
    await askButton(page).click();
    await waits(page, '等本人看对面的屏');
    const { number } = ground.stage.town.cast.child;
    await screen.show({ number, picture: { face: 'child' } });
    await waits(page, '认出是孩子，等监护人在手机上点头');
    expect(await screen.decide('agree')).toMatchObject({ code: 'SCREEN_ONLY_SHOWS' });
    const { id } = await screen.request();
    await mother.agree();
    await page.waitForURL(`**/${id}`);
    expect((await callAs(page, `/requests/${id}`)).body.parties).toMatchObject([{ agreed: true }]);
    await done(page, mother);
  });
});

describe('a face isn’t asked for', () => {
  test('where the screen isn’t at work, and the page says where to pair one', async () => {
    const { page, complaints } = await clerkAt(ground, ALLOWANCE);
    await faceWay(page).getByText('这个窗口的副屏没开').waitFor();
    await page.keyboard.press('Alt+6');
    await askButton(page).click({ force: true });
    expect(await page.locator('.waiting-for').count()).toBe(0);
    await faceWay(page).getByRole('link', { name: '去看副屏' }).click();
    await sees(page, '给群众看的副屏');
    expect(complaints).toEqual([]);
    await done(page);
  });

  test('where the catalogue says no', async () => {
    const { page } = await clerkAt(ground, {
      account: 'PSB-C1',
      window: 'PSB-W1',
      path: '/counter/ask/WCM-PSB-001',
    });
    await faceWay(page).getByText('这件事不能刷脸').waitFor();
    await page.keyboard.press('Alt+6');
    expect(await page.locator('.waiting-for').count()).toBe(0);
    await done(page);
  });

  test('where the engine doesn’t answer, and a request that came too early is refused in words', async () => {
    const { page } = await clerkAt(ground, ALLOWANCE);
    await screenOf(page);
    await page.reload();
    await faceWay(page).getByText('试点程序').waitFor();
    played.rules.isAway = true;
    await askButton(page).click();
    await page.getByRole('alert').getByText('刷脸暂时用不了').waitFor();
    await page.reload();
    await faceWay(page).getByText('刷脸暂时用不了').waitFor();
    await done(page);
  });
});

describe('who enrolled is looked at', () => {
  test('by two officers, each in a session of their own; then it counts', async () => {
    const citizen = await citizenOf(ground, ELDER);
    await enrol(citizen, 'elder');
    const first = await clerkAt(ground, CHECKS);
    const second = await clerkAt(ground, { account: 'CAB-C2', ...CHECKS });
    await second.page.getByText('现在没有要认的').waitFor();
    const screen = await screenOf(first.page);
    const number = await citizen.sayNumber();
    await first.page.keyboard.press('Alt+2');
    await first.page.keyboard.type('1234');
    await first.page.keyboard.press('Enter');
    await first.page.getByText('还差 4 位').waitFor();
    await first.page.getByLabel('本人念的八位数字').fill(`${number.slice(0, 4)} ${number.slice(4)}`);
    await first.page.getByText('这是您自己发起的').waitFor();
    expect(await first.page.getByRole('button', { name: '是同一个人', exact: true }).count()).toBe(0);
    await second.page.getByRole('link', { name: '刷脸登记（1）' }).waitFor();
    const same = second.page.getByRole('button', { name: '是同一个人', exact: true });
    expect(await same.getAttribute('aria-disabled')).toBe('true');
    expect(await screen.showAtCheck({ face: 'a relative' })).toMatchObject({ code: 'FACE_NO_MATCH' });
    expect(await screen.showAtCheck({ face: 'elder' })).toMatchObject({ faceCheck: null });
    await second.page.getByText('刚才在副屏前刷脸的，就是登记的那张脸。').waitFor();
    await same.click();
    await second.page.getByText('认好了').waitFor();
    await second.page.getByText('现在没有要认的').waitFor();
    expect(await stateOf(citizen)).toBe('active');
    expect([...first.complaints, ...second.complaints]).toEqual([]);
    await done(first.page, second.page, citizen);
  });

  test('and somebody else’s enrolment is destroyed only once that was said twice', async () => {
    const citizen = await citizenOf(ground, ELDER);
    await enrol(citizen, 'somebody');
    const first = await clerkAt(ground, CHECKS);
    const second = await clerkAt(ground, { account: 'CAB-C2', ...CHECKS });
    await screenOf(first.page);
    await first.page.getByLabel('本人念的八位数字').fill(await citizen.sayNumber());
    await second.page.getByRole('button', { name: '不是同一个人' }).click();
    await second.page.getByText(/真的不是 .\*+.?？/).waitFor();
    expect(await stateOf(citizen)).toBe('to-be-checked');
    await second.page.getByRole('button', { name: '再看看' }).click();
    await second.page.getByRole('button', { name: '不是同一个人' }).click();
    await second.page.getByRole('button', { name: '不是，销毁登记' }).click();
    await second.page.getByText('登记已经销毁').waitFor();
    expect(await stateOf(citizen)).toBeUndefined();
    await done(first.page, second.page, citizen);
  });

  test('not where nothing waits, and wrong digits say what to do', async () => {
    const { page } = await clerkAt(ground, CHECKS);
    const citizen = await citizenOf(ground, ELDER);
    await ground.city().db.deleteFrom('face_enrolments').execute();
    await page.getByLabel('本人念的八位数字').fill('12345678');
    await page.getByText('这个窗口没有面向群众的屏幕').waitFor();
    await screenOf(page);
    await page.getByLabel('本人念的八位数字').fill(await citizen.sayNumber());
    await page.getByText('这个人没有等核对的登记').waitFor();
    await page.getByLabel('本人念的八位数字').fill('00000000');
    await page.getByText('这个码过时了，或用过了').waitFor();
    await done(page, citizen);
  });
});

test('only a clerk of the window learns how face stands there', async () => {
  const { page } = await clerkAt(ground, ALLOWANCE);
  const own = await callAs(page, '/windows/CAB-W1/face');
  expect(own.body).toMatchObject({ offered: 'on', hasScreen: false, toCheck: 0 });
  expect((await callAs(page, '/windows/PSB-W1/face')).body.code).toBe('WRONG_WINDOW');
  await done(page);
});

test.each(modes)(
  'can be read by everybody: $language, large type $elder',
  async (mode) => {
    const citizen = await citizenOf(ground, ELDER);
    await enrol(citizen, 'elder');
    const asking = await clerkAt(ground, { mode, ...ALLOWANCE });
    await asking.page.locator('#face-why-not').getByText(/./).first().waitFor();
    await checkPage(asking, 'counter-face-no-screen');
    const screen = await screenOf(asking.page);
    await asking.page.reload();
    await asking.page
      .locator('#face-why-not')
      .getByText(/Pilot|试点/)
      .waitFor();
    await checkPage(asking, 'counter-face-way');
    await asking.page.keyboard.press('Alt+6');
    await asking.page.locator('.waiting-for ol').waitFor();
    await checkPage(asking, 'counter-face-waiting');
    const checking = await clerkAt(ground, { mode, account: 'CAB-C2', ...CHECKS });
    await checking.page.locator('.blank').waitFor();
    await checkPage(checking, 'counter-face-checks-none');
    await asking.page.goto(`${ground.address}/counter/face-checks`);
    await asking.page.locator('#face-check-number').fill(await citizen.sayNumber());
    await asking.page.locator('li.sheet').waitFor();
    await checkPage(asking, 'counter-face-checks-own');
    await checking.page.getByRole('button', { name: /不是同一个人|Somebody else/ }).waitFor();
    await checkPage(checking, 'counter-face-checks');
    await checking.page.getByRole('button', { name: /不是同一个人|Somebody else/ }).click();
    await checkPage(checking, 'counter-face-checks-sure');
    await screen.request().catch(() => undefined);
    await done(asking.page, checking.page, citizen);
  },
  240_000,
);
