/** From a code to a yes: what a person does at a counter with the phone, and everything that can get in between. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asked, ask, fetchProof } from '../../scripts/demo/request.ts';
import { fakeCamera, show } from '../support/fake-camera.ts';
import { openPages, type PagesGround, type Visit } from '../support/pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'city-camera-'));
const camera = join(folder, 'camera.y4m');

let ground: PagesGround;
beforeAll(async () => {
  show(camera);
  ground = await openPages({ browserArguments: fakeCamera(camera) });
}, 180_000);
afterAll(async () => {
  await ground.close();
  rmSync(folder, { recursive: true });
});

const ALLOWANCE = { matter: 'WCM-CAB-009', window: 'CAB-W1' } as const;

const elderVisit = (path: string, options: Parameters<PagesGround['visit']>[1] = {}): Promise<Visit> =>
  ground.visit(path, {
    signedIn: { as: 'person', account: ground.stage.town.cast.elder.number },
    ...options,
  });

/** The allowance's window asks the elder, by whatever is said there. */
async function askElder(party: object): Promise<Asked> {
  const asked = await ask(await ground.stage.system('cab-counter'), {
    ...ALLOWANCE,
    parties: { applicant: party },
  });
  expect(asked.answer.status).toBe(201);
  return asked;
}

/** The eight digits on the page. */
const digitsOn = async (page: Page): Promise<string> => {
  await page.locator('.code').waitFor();
  return ((await page.locator('.code').textContent()) ?? '').replaceAll(/\s/g, '');
};

const elderCode = async (): Promise<string> => {
  const person = await ground.stage.person(ground.stage.town.cast.elder.number);
  const { body } = await person.post('/me/codes', { kind: 'qr' });
  return String(body.url);
};

const agreeButton = (page: Page) => page.getByRole('button', { name: /^同意/ });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

describe('a person shows the code', () => {
  test('the request opens by itself, says who wants what and why, and after the yes that it was seen', async () => {
    const { page, complaints } = await elderVisit('/citizen/code');
    const digits = await digitsOn(page);
    expect(digits).toMatch(/^\d{8}$/);
    const asked = await askElder({ number: digits });
    await heading(page, '同意给他们看这 6 项吗？').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/citizen/requests/${asked.id}`);
    for (const text of ['区民政局', '区民政局1号窗口', '高龄津贴', '身份已核实的部门', '个人信息保护法'])
      await page.getByText(text).first().waitFor();
    await page
      .getByRole('button', { name: '同意，包括公民身份号码、开户银行、银行账号', exact: true })
      .waitFor();
    const unseen = (await page.getByRole('region', { name: '他们看不到' }).textContent()) ?? '';
    expect(unseen).toContain('民族');
    expect(unseen).not.toMatch(/出生日期|性别/);
    await page.getByText('还有 11 项，也看不到').click();
    await page.getByText(/文化程度/).waitFor();
    await agreeButton(page).click();
    await heading(page, '您同意了，窗口马上就能看。').waitFor();
    const proof = await fetchProof(await ground.stage.system('cab-counter'), asked);
    expect(proof.items.length).toBeGreaterThan(0);
    await heading(page, '好了，他们看到了这 6 项。记录已经留好。').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('the keyboard alone is enough', async () => {
    const { page } = await elderVisit('/citizen');
    await page.getByRole('link', { name: /出示我的码/ }).waitFor();
    await tabTo(page, /出示我的码/);
    await page.keyboard.press('Enter');
    await heading(page, '给窗口看这个').waitFor();
    await askElder({ number: await digitsOn(page) });
    await heading(page, /同意给他们看/).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    await tabTo(page, /显示居民身份证的内容/);
    await page.keyboard.press('Space');
    await page.getByText(ground.stage.town.cast.elder.name).waitFor();
    await tabTo(page, /^同意/);
    await page.keyboard.press('Enter');
    await heading(page, /您同意了/).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    await tabTo(page, /^收回/);
    await page.keyboard.press('Enter');
    await heading(page, '已停下，他们不能再看。').waitFor();
    await page.context().close();
  });

  test('whoever is on another page is told on top of it', async () => {
    const { page } = await elderVisit('/citizen/records');
    await heading(page, /谁用过我的资料/).waitFor();
    const asked = await askElder({ code: await elderCode() });
    await page.getByText('区民政局在等您点头').waitFor();
    await page.getByRole('link', { name: '看看' }).click();
    await agreeButton(page).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/citizen/requests/${asked.id}`);
    await page.getByRole('button', { name: '不同意', exact: true }).click();
    await heading(page, '您没同意，他们什么也没看到。').waitFor();
    await page.getByText('带证件到任一窗口').waitFor();
    await page.context().close();
  });

  test('what runs out of time says so and leads on', async () => {
    const { page } = await elderVisit('/citizen/code');
    const { id } = await askElder({ number: await digitsOn(page) });
    await agreeButton(page).waitFor();
    await ground.run(`update requests set expires_at = now() where id = '${id}'`);
    await heading(page, '过时了，他们什么也没看到。').waitFor({ timeout: 20_000 });
    await page.getByRole('link', { name: '再出示一次码' }).click();
    await digitsOn(page);
    await page.context().close();
  });
});

describe('the counter shows the code', () => {
  test('the camera reads it, and the number on the counter’s screen has to be picked before the yes', async () => {
    const asked = await askElder({ show: true });
    const [{ show: shown }] = asked.answer.body.parties as [{ show: { url: string; twoDigits: number } }];
    show(camera, shown.url);
    const { page, complaints } = await elderVisit('/citizen/scan', {
      context: { permissions: ['camera'] },
    });
    await heading(page, '同意给他们看这 6 项吗？').waitFor();
    await page.getByText('先选窗口屏幕上的数').waitFor();
    await agreeButton(page).click({ force: true });
    await heading(page, '同意给他们看这 6 项吗？').waitFor();
    await page.getByRole('radio', { name: String(shown.twoDigits) }).check();
    await agreeButton(page).click();
    await heading(page, /您同意了/).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a wrong number ends it and says what that may mean', async () => {
    const asked = await askElder({ show: true });
    const [{ show: shown }] = asked.answer.body.parties as [{ show: { url: string; twoDigits: number } }];
    const { page } = await elderVisit('/citizen/scan');
    await page.getByLabel('码下面的地址').fill(shown.url);
    await page.getByRole('button', { name: '打开', exact: true }).click();
    await page.getByRole('radio').first().waitFor();
    for (const radio of await page.getByRole('radio').all())
      if ((await radio.getAttribute('value')) !== String(shown.twoDigits)) {
        await radio.check();
        break;
      }
    await agreeButton(page).click();
    await heading(page, '数字对不上，已经停下，他们什么也没看到。').waitFor();
    await page.context().close();
  });

  test('a code of somebody else’s, and one that was used, are told apart and change nothing', async () => {
    const { page } = await elderVisit('/citizen/scan');
    await page.getByText('浏览器会先问能不能用相机').waitFor();
    await page.evaluate(REFUSE_CAMERA);
    await page.getByRole('button', { name: '打开相机' }).click();
    await page.getByText('相机没有打开').waitFor();
    const chooser = page.locator('input[type=file]');
    await chooser.setInputFiles(await picture('https://example.invalid/pay?to=somebody'));
    await page.getByText('这不是窗口的码').waitFor();
    const asked = await askElder({ show: true });
    const [{ show: shown }] = asked.answer.body.parties as [{ show: { url: string } }];
    await chooser.setInputFiles(await picture(shown.url));
    await agreeButton(page).waitFor();
    await page.goBack();
    await page.locator('input[type=file]').setInputFiles(await picture(shown.url));
    await page.getByText('此码无效').waitFor();
    await page.context().close();
  });
});

describe('the gateway restarts', () => {
  test('under the code page, which then shows a code that works', async () => {
    const { page } = await elderVisit('/citizen/settings');
    await page.clock.install();
    await page.goto(`${ground.address}/citizen/code`);
    const before = await digitsOn(page);
    const start = await ground.stop();
    await page.clock.fastForward('01:00');
    await page.getByText('连不上，这个码先别用').waitFor();
    await start();
    await page.locator('.code').waitFor();
    const after = await digitsOn(page);
    expect(after).not.toBe(before);
    await askElder({ number: after });
    await agreeButton(page).waitFor();
    await page.context().close();
  }, 180_000);

  test('under the request page, where what was chosen stays and the yes goes through afterwards', async () => {
    const asked = await askElder({ show: true });
    const [{ show: shown }] = asked.answer.body.parties as [{ show: { url: string; twoDigits: number } }];
    const { page } = await elderVisit('/citizen/scan');
    await page.getByLabel('码下面的地址').fill(shown.url);
    await page.getByRole('button', { name: '打开', exact: true }).click();
    const radio = page.getByRole('radio', { name: String(shown.twoDigits) });
    await radio.check();
    const start = await ground.stop();
    await agreeButton(page).click();
    await page.getByText('没送到，可能断网了').waitFor();
    expect(await radio.isChecked()).toBe(true);
    await start();
    await agreeButton(page).click();
    await heading(page, /您同意了/).waitFor({ timeout: 30_000 });
    await page.context().close();
  }, 180_000);
});

test('a page that had given up goes on by itself once the device has its network back', async () => {
  const { page } = await elderVisit('/citizen/requests');
  await page.route('**/me/history?*', (route) => route.abort());
  await page.evaluate("Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })");
  await page.getByRole('link', { name: '记录' }).click();
  await page.getByText('没有网，照样能办').waitFor();
  await page.unroute('**/me/history?*');
  await page.evaluate("delete navigator.onLine, dispatchEvent(new Event('online'))");
  await page.getByText('一共留下').waitFor();
  await page.context().close();
});

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const own = String(
      await page.evaluate(
        `(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()`,
      ),
    );
    if (name.test(own)) return;
  }
  throw new Error(`no ${name} within eighty presses`);
}

/** In the page: the reader doesn't allow the camera. */
const REFUSE_CAMERA = `navigator.mediaDevices.getUserMedia = () =>
  Promise.reject(new DOMException('refused', 'NotAllowedError'))`;

/** A photo of a code. */
const picture = async (text: string) => ({
  name: 'code.png',
  mimeType: 'image/png',
  buffer: await QRCode.toBuffer(text, { scale: 6 }),
});
