/** The citizen's pages as everybody can read and use them; and what one's own certificates tell. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../scripts/demo/request.ts';
import { checkPage, modes, openPages, type PagesGround } from '../support/pages.ts';
import { giveVoices, saidOn, type Voice } from '../support/voices.ts';

let ground: PagesGround;
beforeAll(async () => {
  ground = await openPages();
}, 180_000);
afterAll(() => ground.close());

const as = (number: string) => ({ signedIn: { as: 'person', account: number } as const });

/** The allowance's window asks the elder, by a code on its screen where `isShown`. */
async function askElder({ isShown }: { readonly isShown: boolean }): Promise<string> {
  const { elder } = ground.stage.town.cast;
  const person = await ground.stage.person(elder.number);
  const system = await ground.stage.system('cab-counter');
  const code = (await person.post('/me/codes', { kind: 'qr' })).body.url;
  const { id, answer } = await ask(system, {
    matter: 'WCM-CAB-009',
    window: 'CAB-W1',
    parties: { applicant: isShown ? { show: true } : { code } },
  });
  const [party] = answer.body.parties as { show?: { url: string } }[];
  if (party?.show !== undefined) await person.post(new URL(party.show.url).pathname);
  return id;
}

const top = (page: Page) => page.getByRole('heading', { level: 1 });

describe.each(modes)('read in $language, large type $elder', (mode) => {
  test('my certificates, and one of them with its content shown', async () => {
    const { elder } = ground.stage.town.cast;
    const visit = await ground.visit('/citizen', { mode, ...as(elder.number) });
    const { page } = visit;
    await page.locator('.certificate').first().waitFor();
    await page.locator('.family').waitFor();
    await checkPage(visit, 'citizen-certificates');
    await page.locator('.certificate').first().click();
    await page.locator('.drawn').waitFor();
    await page.locator('.sheet button').first().click();
    await page.locator('.sheet .facts').waitFor();
    await page.locator('#uses').waitFor();
    await checkPage(visit, 'citizen-certificate');
    await page.context().close();
  });

  test('what needs care', async () => {
    const { expiredCard } = ground.stage.town.cast;
    const visit = await ground.visit('/citizen', { mode, ...as(expiredCard.number) });
    await visit.page.locator('#attention').waitFor();
    await checkPage(visit, 'citizen-attention');
    await visit.page.context().close();
  });

  test('my code, and scanning', async () => {
    const { elder } = ground.stage.town.cast;
    const visit = await ground.visit('/citizen/code', { mode, ...as(elder.number) });
    await visit.page.locator('.code').waitFor();
    await checkPage(visit, 'citizen-code');
    await visit.page.goto(`${ground.address}/citizen/scan`);
    await top(visit.page).waitFor();
    await checkPage(visit, 'citizen-scan');
    await visit.page.locator('.button.primary').click();
    await visit.page.locator('.note.warn').waitFor();
    await checkPage(visit, 'citizen-scan-no-camera');
    await visit.page.context().close();
  });

  test('a request with all that is asked beside yes and no, what came of it, and the list', async () => {
    const { elder } = ground.stage.town.cast;
    const id = await askElder({ isShown: true });
    const visit = await ground.visit(`/citizen/requests/${id}`, { mode, ...as(elder.number) });
    const { page } = visit;
    await page.locator('.choice').waitFor();
    await page.locator('.from .tool').first().click();
    await page.locator('.items dd').filter({ hasText: elder.name }).first().waitFor();
    await checkPage(visit, 'citizen-request');
    await page.locator('.choice .button').last().click();
    await page.locator('.choice').waitFor({ state: 'detached' });
    await checkPage(visit, 'citizen-request-refused');
    await page.goto(`${ground.address}/citizen/requests`);
    await page.locator('.request').first().waitFor();
    await checkPage(visit, 'citizen-requests');
    await page.context().close();
  });
});

test('what a certificate says is covered until it is asked for, leaves a record, and is covered again', async () => {
  const { elder } = ground.stage.town.cast;
  const { page } = await ground.visit('/citizen', as(elder.number));
  await page.clock.install();
  await page.getByRole('link', { name: /居民身份证/ }).click();
  await page.getByRole('button', { name: '显示敏感内容' }).waitFor();
  expect(await page.content()).not.toContain(elder.number);
  await page.getByRole('button', { name: '显示敏感内容' }).click();
  const grouped = elder.number.replaceAll(/(.{4})(?=.)/g, '$1 ');
  await page.getByText(grouped).waitFor();
  await page.clock.runFor(31_000);
  await page.getByText(grouped).waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText('您自己看的').first().waitFor();
  await page.context().close();
});

test('whoever finds something wrong says so to the issuer, and nothing typed is lost on the way', async () => {
  const { elder } = ground.stage.town.cast;
  const { page } = await ground.visit('/citizen', as(elder.number));
  await page.getByRole('link', { name: /居民身份证/ }).click();
  const send = page.getByRole('button', { name: '交给签发部门' });
  await send.click();
  expect(await page.evaluate('document.activeElement.className')).toBe('summary');
  await page.getByLabel('哪里不对').fill('住址搬了');
  await page.route('**/report?*', (route) => route.abort());
  await send.click();
  await page.getByText('没发出去').waitFor();
  await page.unroute('**/report?*');
  expect(await page.getByLabel('哪里不对').inputValue()).toBe('住址搬了');
  await send.click();
  await page.getByText('交了。').waitFor();
  await page.context().close();
});

test('whoever is under fourteen is told who says yes, and can only say no', async () => {
  const { child } = ground.stage.town.cast;
  const person = await ground.stage.person(child.number);
  const code = (await person.post('/me/codes', { kind: 'qr' })).body.url;
  const { id, answer } = await ask(await ground.stage.system('psb-counter'), {
    matter: 'WCM-PSB-001',
    window: 'PSB-W1',
    parties: { applicant: { code } },
  });
  expect(answer.status).toBe(201);
  const { page } = await ground.visit(`/citizen/requests/${id}`, as(child.number));
  await page.getByText('要爸爸妈妈点头').waitFor();
  expect(await page.getByRole('button', { name: /^同意/ }).count()).toBe(0);
  await page.getByRole('button', { name: '不同意', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '您没同意，他们什么也没看到。' }).waitFor();
  await page.context().close();
});

test('a mother who is asked for herself may say that it is for her child', async () => {
  const { parent, child } = ground.stage.town.cast;
  const person = await ground.stage.person(parent.number);
  const code = (await person.post('/me/codes', { kind: 'qr' })).body.url;
  const { id } = await ask(await ground.stage.system('psb-counter'), {
    matter: 'WCM-PSB-001',
    window: 'PSB-W1',
    parties: { applicant: { code } },
  });
  const { page } = await ground.visit(`/citizen/requests/${id}`, as(parent.number));
  expect(await page.getByRole('radio', { name: '我自己' }).isChecked()).toBe(true);
  await page.getByRole('radio', { name: /您是监护人/ }).check();
  await page.getByRole('button', { name: '显示居民户口簿的内容' }).click();
  await page.locator('.items dd').filter({ hasText: child.name }).waitFor();
  await page.getByRole('button', { name: /^同意/ }).click();
  await page.getByRole('heading', { level: 1, name: /您同意了/ }).waitFor();
  await page.context().close();
});

test('a guardian agrees for the child of the records', async () => {
  const { parent } = ground.stage.town.cast;
  const person = await ground.stage.person(parent.number);
  const code = (await person.post('/me/codes', { kind: 'qr' })).body.url;
  const { id, answer } = await ask(await ground.stage.system('edu-counter'), {
    matter: 'WCM-EDU-004',
    window: 'EDU-W1',
    parties: { guardian: { code }, child: { code } },
  });
  expect(answer.status).toBe(201);
  const { page } = await ground.visit(`/citizen/requests/${id}`, as(parent.number));
  await page.getByRole('button', { name: /^同意/ }).waitFor();
  await page.getByText('作为：').first().waitFor();
  await page.getByRole('button', { name: '显示出生医学证明的内容' }).click();
  await page.locator('.items dd').filter({ hasText: ground.stage.town.cast.child.name }).first().waitFor();
  await page.getByRole('button', { name: /^同意/ }).click();
  await page.getByRole('heading', { level: 1, name: /您同意了/ }).waitFor();
  await page.context().close();
});

test('where faces aren’t taken that is said with the other ways, and nothing is asked', async () => {
  const { elder } = ground.stage.town.cast;
  const visit = await ground.visit('/citizen/face', as(elder.number));
  const { page } = visit;
  await page.getByRole('heading', { level: 1, name: '这里没有开通刷脸' }).waitFor();
  await page.getByRole('link', { name: '出示码，或念八位数字' }).waitFor();
  expect(await page.getByRole('button', { name: /同意/ }).count()).toBe(0);
  await checkPage(visit, 'citizen-face-off');
  await page.context().close();
});

describe('reading aloud', () => {
  const chinese: Voice = { name: '婷婷', lang: 'zh-CN', localService: true };
  const english: Voice = { name: 'Daniel', lang: 'en_GB', localService: true };
  const elsewhere: Voice = { name: '云', lang: 'zh-CN', localService: false };
  const open = async (voices: readonly Voice[] | undefined): Promise<Page> => {
    const { elder } = ground.stage.town.cast;
    const { page } = await ground.visit('/papers', as(elder.number));
    await giveVoices(page, voices);
    // The button comes after the page.
    await page.goto(`${ground.address}/citizen/code`, { waitUntil: 'networkidle' });
    await page.locator('html[lang="zh-CN"] .digits .code').waitFor();
    return page;
  };
  const spelled = async (page: Page): Promise<string> =>
    [...((await page.locator('.digits .code').textContent()) ?? '').replaceAll(/\D/g, '')].join(' ');

  test('says what stands there in the page’s language, slowly, and stops when pressed again', async () => {
    const page = await open([english, chinese]);
    const digits = (await spelled(page)).replace(/^((?:\d ){3}\d) /, '$1, ');
    await page.getByRole('button', { name: '读给我听' }).click();
    const first = { text: `请念给窗口听：${digits}`, lang: 'zh-CN', rate: 0.85, voice: '婷婷' };
    expect(await saidOn(page)).toEqual([first]);
    await page.getByRole('button', { name: '不读了' }).click();
    await page.getByRole('button', { name: '读给我听' }).waitFor();
    expect(await saidOn(page)).toEqual([first, null]);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Read it to me' }).click();
    expect((await saidOn(page)).at(-1)).toEqual({
      text: `Say to the counter: ${digits}`,
      lang: 'en',
      rate: 0.85,
      voice: 'Daniel',
    });
    // The account remembers the language.
    const kept = page.waitForResponse('**/session/preferences');
    await page.getByRole('button', { name: '中文' }).click();
    await kept;
    await page.context().close();
  });

  test('stops when the reader goes on to another page', async () => {
    const page = await open([chinese]);
    await page.getByRole('button', { name: '读给我听' }).click();
    await page.getByRole('link', { name: '证照' }).click();
    await page.locator('.certificate').first().waitFor();
    expect((await saidOn(page)).at(-1)).toBeNull();
    await page.context().close();
  });

  test.each([
    ['the device can’t speak', undefined],
    ['it has no voice at all', []],
    ['it has none of the page’s language', [english]],
    ['the voice would send the text to somebody else', [elsewhere]],
  ])('isn’t offered where %s', async (_where, voices) => {
    const page = await open(voices);
    expect(await page.getByRole('button', { name: '读给我听' }).count()).toBe(0);
    await page.context().close();
  });
});
