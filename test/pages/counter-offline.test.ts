/** A counter without a network: what was received before and slips can be checked, once each, and what waits is checked once there is one. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { citizenOf, clerkAt, scanByHand } from '../support/counter-ground.ts';
import { cachedPaths, storedCounts, storedText, workerReady } from '../support/device.ts';
import { checkPage, type Mode, openPages, type PagesGround, plain, type Visit } from '../support/pages.ts';
import { slipCity } from '../support/slip-fixture.ts';
import { signIn } from '../support/visit.ts';

let ground: PagesGround;
beforeAll(async () => {
  ground = await openPages();
}, 180_000);
afterAll(() => ground.close());

const ELDER = '八十多岁的老人';
const ALLOWANCE = 'WCM-CAB-009';
const widest: Mode = { language: 'en', elder: 'max' };

/** A slip of the elder's; a test that redeems it makes one of its own. */
async function makeSlip(matter = ALLOWANCE, conditions: readonly string[] = []): Promise<string> {
  const elder = await citizenOf(ground, ELDER);
  const preview = await elder.call<{
    readonly parties: readonly {
      readonly subject: string;
      readonly asks: readonly {
        readonly credentialType: string;
        readonly fields: readonly { name: string }[];
      }[];
    }[];
  }>('POST', '/me/slips/preview', { matter, conditions });
  const fields = Object.fromEntries(
    preview.parties.map(({ subject, asks }) => [
      subject,
      Object.fromEntries(asks.map((ask) => [ask.credentialType, ask.fields.map(({ name }) => name)])),
    ]),
  );
  const made = await elder.call<{ readonly code: { readonly text: string } }>('POST', '/me/slips', {
    matter,
    conditions,
    fields,
  });
  await elder.close();
  return made.code.text;
}

/** The counter has a proof of the elder's; it as it came. */
async function receiveProof(page: Page): Promise<string> {
  const elder = await citizenOf(ground, ELDER);
  await page.goto(`${ground.address}/counter/ask/${ALLOWANCE}`);
  await page.getByRole('textbox', { name: '八位数字' }).fill(await elder.sayNumber());
  const came = page.waitForResponse((answer) => answer.url().endsWith('/proof'));
  await elder.agree();
  const proof = await (await came).text();
  await page.getByRole('heading', { name: '6 项全部属实，可以直接办' }).waitFor();
  await elder.close();
  return proof;
}

/** A visit without what a browser says of the network that was taken away. */
const withoutNetwork = (visit: Visit): Visit => ({
  ...visit,
  complaints: visit.complaints.filter(
    (text) => !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_FAILED|409/.test(text),
  ),
});

/** Chooses a proof's file, and waits for what came of it. */
async function bringFile(page: Page, text: string, outcome: string): Promise<void> {
  const file = { name: 'proof.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.getByLabel('选证明文件').setInputFiles(file);
  await page.locator('.taken').getByText(outcome).first().waitFor();
}

/** Reads a slip as it comes from a hand scanner, and waits for what came of it. */
async function bring(page: Page, text: string, outcome: string | RegExp): Promise<void> {
  await page.getByLabel('或者把码里的字打在这里').fill(text);
  await page.getByRole('button', { name: '验', exact: true }).click();
  await page.locator('.taken').getByText(outcome).first().waitFor();
}

const toOffline = (page: Page) => page.getByRole('link', { name: '验收到过的证明和纸条' }).click();

describe('a counter that loses its network', () => {
  let visit: Visit;
  let start: () => Promise<void>;
  let slip: string;
  let other: string;
  let proof: string;
  beforeAll(async () => {
    slip = await makeSlip();
    other = await makeSlip();
    visit = await clerkAt(ground);
    proof = await receiveProof(visit.page);
    await workerReady(visit.page);
  }, 120_000);

  test('says how old its trust data are, and what works all the same', async () => {
    const { page } = visit;
    await page.getByText('在线，信任数据').waitFor();
    await page.context().setOffline(true);
    await page.getByText('没有网。已收到的证明和纸条照样能验').waitFor();
    await page.getByText('没有网，信任数据是').waitFor();
    await page.context().setOffline(false);
    await page.getByText('没有网。已收到的证明').waitFor({ state: 'detached' });
  }, 60_000);

  test('opens again with the gateway gone, and shows a proof that it received, without what is sensitive', async () => {
    const { page } = visit;
    start = await ground.stop();
    await page.context().setOffline(true);
    await page.goto(`${ground.address}/counter`);
    await page.getByRole('heading', { name: '没有网，先到这里' }).waitFor();
    await toOffline(page);
    await page.getByRole('heading', { name: '没有网也能验' }).waitFor();
    await page.getByRole('button', { name: '看并验' }).click();
    await page.getByText('6 项全部属实').waitFor();
    const facts = page.getByLabel('核验内容');
    const { name } = await citizenName();
    expect(await facts.innerText()).toContain(name);
    expect(await facts.getByText('敏感信息，没有网时不显示').count()).toBe(3);
    expect(await facts.innerText()).not.toMatch(/99\d{15}/);
  }, 60_000);

  test('judges that proof’s file as well, and not one that was changed', async () => {
    const { page } = visit;
    await bringFile(page, proof, '6 项全部属实');
    const changed = JSON.parse(proof) as { request: { matter: string }; items: { presentation: string }[] };
    changed.request.matter = 'WCM-CAB-004';
    await bringFile(page, JSON.stringify(changed), '这份证明不能用');
    const other = JSON.parse(proof) as { request: { nonce: string } };
    other.request.nonce = 'another-nonce-1234';
    await bringFile(page, JSON.stringify(other), '这份证明不能用');
  });

  test('uses that proof once, and writes down that it waits to be checked', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: '用它办，先记着' }).click();
    await page.getByText('尚未联网核验').waitFor();
    await page.getByText('用过了', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: '用它办，先记着' }).count()).toBe(0);
    await bringFile(page, proof, '这份证明在这里用过了，不能用第二次');
  });

  test('knows a genuine slip, gives none of its fields, and takes it once', async () => {
    const { page } = visit;
    await bring(page, slip, '真的，还没核销');
    expect(await page.locator('.taken').innerText()).not.toMatch(/身份号码|银行/);
    await page.getByRole('button', { name: '是本人，记下' }).click();
    await page.getByText('记下了，联网后自动补验').waitFor();
    expect(await page.getByText('尚未联网核验').count()).toBe(2);
    await bring(page, slip, '这张纸条在这里记过了');
    await scanByHand(page, other);
    await page.getByText('真的，还没核销').waitFor();
    await page.getByRole('button', { name: '不是', exact: true }).click();
    await page.getByText('没有记下').waitFor();
    await bring(page, other, '真的，还没核销');
    await page.getByRole('button', { name: '是本人，记下' }).click();
    await page.getByText('记下了，联网后自动补验').waitFor();
  }, 60_000);

  test('refuses what isn’t genuine, and what is neither', async () => {
    const { page } = visit;
    const forged = await slipCity().ticket();
    await bring(page, forged, '这张纸条不能收');
    const last = slip.at(-1) === '0' ? '1' : '0';
    await bring(page, `${slip.slice(0, -1)}${last}`, '这张纸条不能收');
    await bring(page, 'http://127.0.0.1/q/abc', '这不是纸条，也不是证明');
    await bring(page, JSON.stringify({ request: { id: 'x', nonce: 'y' } }), '这份证明不是这台电脑要来的');
    await checkPage(withoutNetwork(visit), 'counter-offline');
  }, 60_000);

  test('opens from what it kept once more after a reload', async () => {
    const { page } = visit;
    await page.reload();
    await page.getByRole('heading', { name: '没有网也能验' }).waitFor();
    await page.getByText('尚未联网核验').first().waitFor();
    expect(await page.getByText('尚未联网核验').count()).toBe(3);
  });

  test('has nothing readable on its disk, and nothing of the gateway’s answers in its caches', async () => {
    const { page } = visit;
    const { name, number } = await citizenName();
    const stored = await storedText(page);
    for (const secret of [name, number, 'EXTRACTABLE', 'WZ1:']) expect(stored).not.toContain(secret);
    const cached = await cachedPaths(page);
    expect(cached.length).toBeGreaterThan(10);
    expect(cached.filter((path) => path !== '/counter' && !path.startsWith('/assets/'))).toEqual([]);
  });

  test('has all of it checked once it is back: what holds, and a slip redeemed elsewhere meanwhile', async () => {
    const { page } = visit;
    await start();
    await redeemElsewhere(other);
    await page.context().setOffline(false);
    await page.getByText('补验完了：2 笔属实，1 笔没通过').waitFor({ timeout: 45_000 });
    await page.getByText('联网核销了，证明已收到').waitFor();
    await page.getByText('联网核验过，属实').waitFor();
    await page.getByText('这张纸条在别处先用了').waitFor();
    await page.getByRole('link', { name: '看证明全部内容' }).click();
    await page.getByRole('heading', { name: '6 项全部属实，可以直接办' }).waitFor();
    await page.goBack();
    await page.getByText('联网核销了，证明已收到').waitFor();
    await checkPage(withoutNetwork(visit), 'counter-offline-checked');
  }, 120_000);

  test('keeps nothing after signing out, and still knows what was used', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: '退出' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/counter'));
    expect(await storedCounts(page)).toEqual({ keys: 0, screen: 0, sealed: 0, used: 4 });
    await page.goto(`${ground.address}/counter/offline`);
    await page.getByText('没有可以看的').waitFor();
    await page.context().close();
  });
});

describe('a slip for a matter that asks for more under a condition', () => {
  const NO_RECORD = 'no-archive-record';
  const SINGLE = 'WCM-CAB-002';

  test('is redeemed with what the clerk said holds, and is refused where its giver didn’t agree to that', async () => {
    const [agreed, without] = [await makeSlip(SINGLE, [NO_RECORD]), await makeSlip(SINGLE)];
    const { page } = await clerkAt(ground, { path: '/counter/offline' });
    for (const slip of [agreed, without]) {
      await bring(page, slip, '真的，还没核销');
      await page.locator('.taken').getByRole('checkbox').check();
      await page.getByRole('button', { name: '是本人，记下' }).click();
      await page.getByText('记下了，联网后自动补验').waitFor();
    }
    const asked = page.waitForRequest((one) => one.url().endsWith('/requests') && one.method() === 'POST');
    await page.getByRole('button', { name: '现在补验' }).click();
    expect((await asked).postDataJSON()).toMatchObject({ matter: SINGLE, conditions: [NO_RECORD] });
    await page.getByText('纸条没有包括这件事要的全部内容').waitFor();
    await page.getByText('联网核销了，证明已收到').waitFor();
    await page.getByRole('link', { name: '看证明全部内容' }).click();
    await page.getByText('户口簿').first().waitFor();
    await page.context().close();
  }, 60_000);
});

describe('what is refused', () => {
  test('a slip for another department, which stays as it was', async () => {
    const slip = await makeSlip('WCM-HRSS-002');
    const { page } = await clerkAt(ground, { path: '/counter/offline' });
    await bring(page, slip, '这张纸条是真的，但给别的部门');
    expect(await page.getByText('尚未联网核验').count()).toBe(0);
    await page.context().close();
  }, 60_000);

  test('a slip that another tab of this computer took a moment before', async () => {
    const slip = await makeSlip();
    const { page } = await clerkAt(ground, { path: '/counter/offline' });
    const other = await page.context().newPage();
    await other.goto(`${ground.address}/counter/offline`);
    // Nothing is redeemed meanwhile.
    await page.context().setOffline(true);
    for (const tab of [page, other]) await bring(tab, slip, '真的，还没核销');
    await page.getByRole('button', { name: '是本人，记下' }).click();
    await page.getByText('记下了，联网后自动补验').waitFor();
    await other.getByRole('button', { name: '是本人，记下' }).click();
    await other.getByText('这张纸条在这里记过了，不能用第二次').waitFor();
    await page.context().close();
  }, 60_000);

  test('everything, where the trust data are older than a day', async () => {
    const slip = await makeSlip();
    const { page } = await ground.visit('/sign-in', {
      signedIn: { as: 'staff', account: 'CAB-C1' },
      context: { serviceWorkers: 'block' },
    });
    await page.route('**/trust.json', async (route) => {
      const answer = await route.fetch();
      const trust = (await answer.json()) as { cities: { asOf: number }[] };
      for (const city of trust.cities) city.asOf -= 90_000;
      await route.fulfill({ json: trust });
    });
    await page.goto(`${ground.address}/counter/offline`);
    await page.getByText('信任数据 25 小时').waitFor();
    await bring(page, slip, '什么都验不了');
    await page.context().setOffline(true);
    await page.getByText('超过 24 小时，不能再拿来验').waitFor();
    await page.context().close();
  }, 60_000);

  test('what a session left that ended by itself, save to the same clerk; another’s sign-in wipes it', async () => {
    const { page } = await clerkAt(ground);
    await receiveProof(page);
    const open = () => page.goto(`${ground.address}/counter/offline`);
    const signInAs = (account: string) => signIn(page.context(), ground.address, { as: 'staff', account });
    const received = page.getByRole('button', { name: '看并验' });
    await open();
    await received.waitFor();
    await page.context().clearCookies();
    await open();
    await page.getByText('没有可以看的').waitFor();
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText('没有网。').first().waitFor();
    await page.getByText('没有可以看的').waitFor();
    await page.context().setOffline(false);
    await signInAs('CAB-C1');
    await open();
    await received.waitFor();
    await signInAs('CAB-C2');
    await open();
    await page.getByText('还没有。有网时收到的证明').waitFor();
    await page.context().close();
  }, 90_000);

  test('what a session left that ended by itself, in the tab that stays open as well', async () => {
    const { page } = await clerkAt(ground);
    await receiveProof(page);
    await page.goto(`${ground.address}/counter/offline`);
    await page.getByRole('button', { name: '看并验' }).click();
    await page.getByText('6 项全部属实').waitFor();
    await page.context().clearCookies();
    await page.context().setOffline(true);
    await page.getByText('没有网。已收到的证明').waitFor();
    await page.context().setOffline(false);
    await page.getByText('没有可以看的').waitFor();
    expect(await page.getByText('6 项全部属实').count()).toBe(0);
    await page.context().close();
  }, 60_000);

  test('what is older than half a day, on a page that nobody touches', async () => {
    const { page } = await clerkAt(ground);
    await receiveProof(page);
    await page.clock.install();
    await page.goto(`${ground.address}/counter/offline`);
    await page.getByRole('button', { name: '看并验' }).waitFor();
    await page.context().setOffline(true);
    await page.clock.fastForward('12:02:00');
    await page.getByText('没有可以看的').waitFor();
    expect(await storedCounts(page)).toMatchObject({ keys: 0, sealed: 0 });
    await page.context().setOffline(false);
    await page.context().close();
  }, 60_000);

  test('what is older than half a day', async () => {
    const { page } = await clerkAt(ground);
    await receiveProof(page);
    await page.goto(`${ground.address}/counter/offline`);
    await page.getByRole('button', { name: '看并验' }).waitFor();
    await page.clock.install({ time: Date.now() + 12 * 3_600_000 + 60_000 });
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText('没有可以看的').waitFor();
    await page.context().close();
  }, 60_000);
});

test.each([plain, widest])('can be read by everybody with nothing on it: $language, $elder', async (mode) => {
  const visit = await clerkAt(ground, { path: '/counter/offline', mode });
  await checkPage(visit, 'counter-offline-empty');
  await visit.page.context().close();
});

async function citizenName(): Promise<{ readonly name: string; readonly number: string }> {
  const person = (await ground.people()).find(({ roleZh }) => roleZh === ELDER);
  if (person === undefined) throw new Error('the elder is there');
  return person;
}

/** Another window of the department takes the slip. */
async function redeemElsewhere(text: string): Promise<void> {
  const { page } = await clerkAt(ground, { account: 'CAB-C2', window: 'CAB-W2', path: '/counter' });
  const status = await page.evaluate(async (slip) => {
    const body = {
      matter: 'WCM-CAB-009',
      nonce: 'nonce-of-elsewhere-1',
      window: 'CAB-W2',
      parties: { applicant: { slip } },
    };
    const answer = await fetch('/requests', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.status;
  }, text);
  expect(status).toBe(201);
  await page.context().close();
}
