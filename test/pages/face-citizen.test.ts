/** One's own face: consent that nothing leans on, three movements before a real camera, what is kept, and taking it back. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FaceChallenge, Movement } from '../../sdk/schemas/face.ts';
import { openFaceCamera } from '../support/face-camera.ts';
import { checkPage, type Mode, openPages, type PagesGround, plain, type Visit } from '../support/pages.ts';

const movements: readonly Movement[] = ['close-eyes', 'turn-left', 'turn-right'];
const widest: Mode = { language: 'en', elder: 'max' };

const camera = openFaceCamera();
let ground: PagesGround;
let filmed: string;
let child: string;
let parent: string;
beforeAll(async () => {
  ground = await openPages({
    browserArguments: camera.browserArguments,
    environment: { FACE: 'embedded' },
    drawMovements: () => movements,
  });
  const people = await ground.people();
  const numberOf = (role: string): string => people.find(({ roleZh }) => roleZh === role)?.number ?? '';
  filmed = numberOf('证件照能对上刷脸演示');
  child = numberOf('孩子');
  parent = numberOf('有孩子的母亲，可替孩子办');
}, 180_000);
afterAll(async () => {
  await ground.close();
  camera.close();
});
beforeEach(() => camera.show('blink-left-right'));

const visitAs = (account: string, path: string, mode: Mode = plain): Promise<Visit> =>
  ground.visit(path, { mode, signedIn: { as: 'person', account } });

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const start = (page: Page): Promise<void> =>
  page.getByRole('button', { name: /打开镜头，开始|Open the camera and begin/ }).click();
const LONG = { timeout: 120_000 };

test('whoever consents is enrolled by three movements, is recognised, and takes it back with a receipt', async () => {
  const visit = await visitAs(filmed, '/citizen/settings');
  const { page } = visit;
  await page.getByRole('link', { name: /刷脸/ }).click();
  await heading(page, '要用刷脸吗？').waitFor();
  await checkPage(visit, 'citizen-face-consent');
  // Neither answer is favoured, nor chosen beforehand.
  const answers = page.locator('.choice > .button');
  expect(await answers.allInnerTexts()).toEqual(['同意使用刷脸', '不用，我用码']);
  expect(new Set(await answers.evaluateAll((all) => all.map(({ className }) => className))).size).toBe(1);
  await page.getByRole('button', { name: '同意使用刷脸' }).click();
  await start(page);
  await heading(page, '登记好了').waitFor(LONG);
  await checkPage(visit, 'citizen-face-enrolled');

  await page.getByRole('link', { name: '回到刷脸' }).click();
  await heading(page, '刷脸已经开通').waitFor();
  await page.getByText('试点，只算一样凭据 · 未校准').waitFor();
  await checkPage(visit, 'citizen-face-status');
  await camera.show('blink-left-right');
  await page.getByRole('link', { name: /试一试/ }).click();
  await start(page);
  await heading(page, '认出您了').waitFor(LONG);

  await page.getByRole('link', { name: '回到刷脸' }).click();
  await page.getByRole('button', { name: '撤回同意，销毁' }).click();
  await heading(page, '已经撤回，已经销毁').waitFor();
  const leaf = await page.locator('.face-leaf').innerText();
  await checkPage(visit, 'citizen-face-withdrawn');
  await page.getByRole('link', { name: '到记录里看' }).click();
  for (const name of ['刷脸结束了', '登记了面部', '同意了使用刷脸'])
    await page.getByRole('heading', { name }).first().waitFor();
  await page.getByText('撤回了，已销毁').waitFor();
  const newest = await page.evaluate(
    `fetch('/me/history?limit=1').then((answer) => answer.json()).then(({ items }) => items[0].receipt.leaf)`,
  );
  expect(leaf).toBe(newest);
  expect(visit.complaints).toEqual([]);
  await page.context().close();
}, 400_000);

describe('before the camera', () => {
  const consent = (page: Page): Promise<void> =>
    page.evaluate(async () => {
      const body = JSON.stringify({ textVersion: 1, language: 'zh' });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/me/face/consent', { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(await answer.text());
    });
  const atCamera = async (mode?: Mode): Promise<Visit> => {
    const visit = await visitAs(filmed, '/citizen/settings', mode);
    await consent(visit.page);
    await visit.page.goto(`${ground.address}/citizen/face/check?purpose=enrol`);
    await visit.page.getByRole('button', { name: /打开镜头，开始|Open the camera and begin/ }).waitFor();
    return visit;
  };
  const isEnrolled = (page: Page): Promise<unknown> =>
    page.evaluate(
      `fetch('/me/face').then((answer) => answer.json()).then(({ enrolment }) => enrolment !== null)`,
    );

  test('one thing at a time is said, in the largest type as well, and the other ways are two Tabs away', async () => {
    await camera.showDark();
    const visit = await atCamera(widest);
    const { page } = visit;
    await start(page);
    await page.getByText('More light').waitFor(LONG);
    expect(await heading(page, /./).getAttribute('aria-live')).toBe('assertive');
    await heading(page, /./).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(`document.activeElement.closest('.ways') !== null`);
    expect(focused).toBe(true);
    await checkPage(visit, 'citizen-face-dark');
    await camera.showTwo();
    await page.reload();
    await start(page);
    await page.getByText('Two faces: one at a time').waitFor(LONG);
    expect(await isEnrolled(page)).toBe(false);
    await page.context().close();
  }, 300_000);

  test('pictures of other movements than those asked for are refused by the gateway, whatever the page believes', async () => {
    const { page } = await atCamera();
    await page.route('**/me/face/challenges', async (route) => {
      const answer = await route.fetch();
      const challenge = (await answer.json()) as FaceChallenge;
      const believed = { ...challenge, movements: challenge.movements.toReversed() };
      await route.fulfill({ response: answer, json: believed });
    });
    await start(page);
    await heading(page, '动作不对').waitFor(LONG);
    await page.getByRole('link', { name: '出示码，或念八位数字' }).waitFor();
    expect(await isEnrolled(page)).toBe(false);
    await page.context().close();
  }, 200_000);

  test('a photograph that is moved comes to nothing, and the other ways are there', async () => {
    await camera.show('static-photo');
    const visit = await atCamera();
    const { page } = visit;
    await start(page);
    await page.getByRole('button', { name: '再试一次' }).waitFor(LONG);
    await checkPage(visit, 'citizen-face-failed');
    expect(await isEnrolled(page)).toBe(false);
    await page.context().close();
  }, 200_000);

  test.each([
    ['NotAllowedError', '相机没有打开'],
    ['NotFoundError', '没找到相机'],
  ])(
    '%s has words of its own, and the other ways',
    async (name, said) => {
      const { page, complaints } = await atCamera();
      await page.evaluate(
        `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', ${JSON.stringify(name)}))`,
      );
      await start(page);
      await heading(page, said).waitFor(LONG);
      await page.getByRole('link', { name: '出示码，或念八位数字' }).waitFor();
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    120_000,
  );

  test('what sees faces can’t be loaded: told, before the camera is asked for', async () => {
    const { page } = await atCamera();
    await page.route('**/assets/face-*/**', (route) => route.abort());
    await page.evaluate(`navigator.mediaDevices.getUserMedia = () => { window.wasAsked = true; }`);
    await start(page);
    await heading(page, '认脸程序没能打开').waitFor(LONG);
    expect(await page.evaluate('window.wasAsked')).toBeUndefined();
    await page.getByRole('link', { name: '出示码，或念八位数字' }).waitFor();
    await page.context().close();
  }, 120_000);
});

test('a child under fourteen is sent to a guardian, who decides for it; no costs nothing', async () => {
  const own = await visitAs(child, '/citizen/face');
  await heading(own.page, '由监护人来决定').waitFor();
  expect(await own.page.getByRole('button', { name: /同意/ }).count()).toBe(0);
  await checkPage(own, 'citizen-face-child');
  await own.page.context().close();
  const visit = await visitAs(parent, '/citizen/family', widest);
  const { page } = visit;
  await page.getByRole('link', { name: /^Your face/ }).click();
  await page.getByRole('button', { name: 'I agree that the child’s face is used' }).waitFor();
  await page.getByText(/You are acting for/).waitFor();
  await checkPage(visit, 'citizen-face-guardian');
  await page.getByRole('button', { name: 'No, I will use a code' }).click();
  await heading(page, 'Show this at the counter').waitFor();
  await page.context().close();
}, 200_000);
