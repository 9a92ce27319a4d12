/** The ground of the pages' tests: a real gateway with the town, a real browser, and what holds for every page. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { openBrowser } from './browser.ts';
import { openTown, type TownOptions } from './town.ts';
import { type Mode, type Visit, type VisitOptions, visit } from './visit.ts';

export { type Mode, plain, type Visit } from './visit.ts';

// A browser, a gateway and a database on two cores: nothing here is timed, and a slow machine is no fault.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const screenshots = process.env.SCREENSHOTS;

const everyMode: readonly Mode[] = (['zh', 'en'] as const).flatMap((language) =>
  (['off', 'on', 'max'] as const).map((elder) => ({ language, elder })),
);

/**
 * Modes in which pages are checked: every one where pictures are taken (`npm run screenshots`), else one of each size
 * with both languages among them, so that all tests together stay within the time that a change may take.
 */
export const modes: readonly Mode[] =
  screenshots === undefined
    ? everyMode.filter(({ language, elder }) => language === (elder === 'max' ? 'en' : 'zh'))
    : everyMode;

/** A mode for names of tests and files. */
export const nameOfMode = ({ language, elder }: Mode): string =>
  elder === 'off' ? language : `${language}-elder${elder === 'max' ? '-max' : ''}`;

export type PagesGround = Awaited<ReturnType<typeof openPages>>;

export type PagesOptions = TownOptions & { readonly browserArguments?: readonly string[] };

/** Opens a gateway with the town, and a browser: one for all tests of a file. */
export async function openPages({ browserArguments = [], ...given }: PagesOptions = {}) {
  const town = await openTown(given);
  const browser = await openBrowser(browserArguments);
  return {
    ...town,
    browser,
    /** A reader of their own, with nothing kept from others. */
    visit: (path: string, options: VisitOptions = {}) => visit({ ...town, browser }, path, options),
    /**
     * Addresses of every tab, by the browser itself: its driver tells of a new tab only once it saw the first page come,
     * and on a busy machine misses that at times.
     */
    addressesOpen: async (): Promise<readonly string[]> => {
      const session = await browser.newBrowserCDPSession();
      const { targetInfos } = await session.send('Target.getTargets');
      await session.detach();
      return targetInfos.map(({ url }) => url);
    },
    close: async (): Promise<void> => {
      await browser.close();
      await town.close();
    },
  };
}

/** From the narrowest phone to a desk; 640 is a desk's screen at 200 %. */
const WIDTHS = [320, 375, 640, 1280] as const;
/** Tall enough that nothing is hidden behind what sticks to an edge. */
const HEIGHT = 5200;
const PICTURED: readonly number[] = [375, 1280];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function takePicture(page: Page, file: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, file), fullPage: true });
}

/**
 * What holds for every page in every state: no fault that axe finds, nothing past the edge at any width, no cell of a
 * wide table hidden on a phone, no error, and nothing asked of anybody else. Takes its picture where SCREENSHOTS names a folder.
 */
export async function checkPage({ page, mode, complaints }: Visit, name: string): Promise<void> {
  await page.evaluate(axe.source);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 812 });
    expect(await page.evaluate(PAST_THE_EDGE), `past the edge at ${width}`).toEqual([]);
    if (!PICTURED.includes(width)) continue;
    if (screenshots !== undefined)
      await takePicture(page, `${name}-${nameOfMode(mode)}-${width}.png`, screenshots);
    await page.setViewportSize({ width, height: HEIGHT });
    const options = JSON.stringify({ runOnly: RULES, resultTypes: ['violations'] });
    const { violations } = (await page.evaluate(`axe.run(${options})`)) as axe.AxeResults;
    expect(violations.map(tellViolation), `axe at ${width}`).toEqual([]);
  }
  await page.setViewportSize({ width: 375, height: 812 });
  expect(await hiddenInTables(page), 'cells that a phone hides').toEqual([]);
  expect(await page.locator('svg:empty').count(), 'icons without a drawing').toBe(0);
  expect(complaints).toEqual([]);
}

const tellViolation = ({ id, help, nodes }: axe.Result): string =>
  `${id}: ${help}: ${nodes.map(({ html, failureSummary }) => `${html} (${failureSummary})`).join('; ')}`;

/** Wide tables of which the screen shows only a part. */
const hiddenInTables = (page: Page): Promise<readonly string[]> =>
  page
    .locator('.scroll.cards:visible')
    .evaluateAll((all) =>
      all
        .filter((one) => one.scrollWidth > one.clientWidth + 1)
        .map((one) => `${one.ariaLabel}: ${one.scrollWidth} in ${one.clientWidth}`),
    );

/** In the page: elements that reach past its edge outside a region that scrolls; what is hidden from the eye may. */
const PAST_THE_EDGE = `(() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => /auto|scroll|clip|hidden/.test(getComputedStyle(element).overflowX);
  const isWithin = (element) => {
    for (let one = element.parentElement; one && one !== document.body; one = one.parentElement)
      if (scrolls(one)) return true;
    return false;
  };
  return [...document.body.querySelectorAll('*')]
    .filter((element) => {
      const { left, right, width: own } = element.getBoundingClientRect();
      return own > 1 && (right > width + 1 || left < -1) && !isWithin(element);
    })
    .map((element) => element.outerHTML.slice(0, 120))
    .concat(document.documentElement.scrollWidth > width ? ['the page itself scrolls sideways'] : []);
})()`;
