/** The weight of the pages: script and style that each loads before anything can be done with it. */
import type { Benchmark } from '../bench.ts';
import { pageSizes } from '../support/page-sizes.ts';

/** Most kilobytes (gz) of a page, by its area. */
export const PAGE_BUDGETS: Readonly<Record<string, number>> = {
  start: 60,
  citizen: 60,
  'sign-in': 60,
  papers: 60,
  counter: 90,
  facing: 90,
  department: 90,
  audit: 120,
};

export const pages: Benchmark = {
  name: 'pages',
  summary:
    'Script and style of every page, in kilobytes of 1,000 bytes as gzip leaves them: the area’s program, what it imports, and the page’s own part. Scanner, workers and whatever else is loaded only when it is needed are left out.',
  run: async () => {
    const sizes = pageSizes();
    const areas = [...new Set(sizes.map(({ area }) => area))];
    return {
      columns: ['area', 'page', 'KB gz'],
      rows: sizes.map(({ area, page, bytes }) => [area, page, kilobytes(bytes)]),
      goals: areas.map((area) => ({
        what: `heaviest page of ${area}`,
        measured: kilobytes(Math.max(...sizes.filter((one) => one.area === area).map(({ bytes }) => bytes))),
        bound: PAGE_BUDGETS[area] ?? 0,
        kind: 'at most' as const,
      })),
    };
  },
};

const kilobytes = (bytes: number): number => Number((bytes / 1000).toFixed(1));
