/** Readers of the pages: each a browser context of their own, perhaps signed in, and what went wrong in it. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** How a page is read: its language, and how large. */
export type Mode = { readonly language: 'zh' | 'en'; readonly elder: 'off' | 'on' | 'max' };

/** Reading in Chinese, at the usual size. */
export const plain: Mode = { language: 'zh', elder: 'off' };

/** Whom a reader is signed in as: an account of the demonstration, or of the town's people the number. */
export type Signed = { readonly as: 'person' | 'staff'; readonly account: string };

export type VisitOptions = {
  readonly mode?: Mode;
  readonly signedIn?: Signed;
  readonly context?: BrowserContextOptions;
  /** A device on which nobody has chosen a size or a language yet; the browser's language is the mode's. */
  readonly isNewDevice?: boolean;
};

/** A page that a reader looks at, and what went wrong in it. */
export type Visit = { readonly page: Page; readonly mode: Mode; readonly complaints: readonly string[] };

/** Opens a page for a reader with nothing kept from others. */
export async function visit(
  { address, browser }: { readonly address: string; readonly browser: Browser },
  path: string,
  { mode = plain, signedIn, context: options = {}, isNewDevice = false }: VisitOptions,
): Promise<Visit> {
  const context = await browser.newContext({
    locale: mode.language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'America/New_York',
    viewport: { width: 375, height: 812 },
    reducedMotion: 'reduce',
    ...options,
  });
  const kept = JSON.stringify([
    ['language', mode.language],
    ['elder', mode.elder],
  ]);
  // Once: what the reader chooses later stays chosen.
  if (!isNewDevice)
    await context.addInitScript(
      `if (location.protocol !== 'about:' && localStorage.getItem('elder') === null)
      for (const [key, value] of ${kept}) localStorage.setItem(key, value);`,
    );
  if (signedIn !== undefined) await signIn(context, address, signedIn);
  const page = await context.newPage();
  const complaints = complaintsOf(page, address);
  await page.goto(address + path, { waitUntil: 'networkidle' });
  return { page, mode, complaints };
}

/** Signs in as the demonstration's pages do; the cookies are the browser's from then on. */
export async function signIn(
  { request }: BrowserContext,
  address: string,
  { as, account }: Signed,
): Promise<void> {
  const choice = await request.get(`${address}/sign-in/begin?as=${as}`);
  const answer = await request.post(`${choice.url()}/account`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { account },
  });
  const { next } = (await answer.json()) as { readonly next: string };
  await request.get(next);
}

/** Errors that the page has, and requests that leave the gateway, as they come. */
function complaintsOf(page: Page, address: string): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${address}/`))
      complaints.push(`asked ${request.url()}`);
  });
  return complaints;
}
