/** How the program of an area begins that has several pages. */
import { call } from '../calls/call.ts';
import { Unreached } from '../calls/problem.ts';
import { NoSuchPage } from './no-such-page.tsx';
import { openPage, type PlainArea } from './open-page.ts';
import { type RoutedPage, startRouting } from './router.tsx';

/** `view` is the frame with a RouterView in it. */
export type RoutedArea = PlainArea & {
  /** The area's address, as gateway/areas.ts has it. */
  readonly base: string;
  /** Pages below `base`; an address that none of them has is told so. */
  readonly routes: readonly RoutedPage[];
};

export type { RoutedPage };

/** Shows the page of the address, and from then on the others without leaving the area. */
export function openArea({ base, routes, ...area }: RoutedArea): void {
  // A browser may keep that a file didn't come, and a newer version has others: only the whole page comes to an end of it.
  const started = startRouting({
    base,
    routes,
    elsewhere: NoSuchPage,
    onLost: (address, isWanted) => void goWhole(address, isWanted),
  });
  openPage(area);
  void started.then(() => setTimeout(() => void loadRest(routes), REST_AFTER));
}

/** Milliseconds that the first page has for itself. */
const REST_AFTER = 1_000;

/** Goes to an address as if it had been typed, once the gateway is there to answer; the frame tells while it isn't. */
async function goWhole(address: string, isWanted: () => boolean): Promise<void> {
  try {
    await call('GET', '/session');
  } catch (error) {
    // The page that is there is worth more than the browser's own of a place that doesn't answer.
    if (error instanceof Unreached) return;
  }
  if (isWanted()) location.assign(address);
}

/** With every page at hand, a reader goes on from page to page while the gateway restarts. */
async function loadRest(routes: readonly RoutedPage[]): Promise<void> {
  // What doesn't come now is asked for again once its page is opened.
  for (const page of routes) if ('load' in page) await page.load().catch(() => {});
}
