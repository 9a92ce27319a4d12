/** Every page is light enough for an old phone on a slow line. */
import { expect, test } from 'vitest';
import { areas } from '../../../gateway/areas.ts';
import { PAGE_BUDGETS } from '../../../scripts/bench/pages.ts';
import { pageSizes } from '../../../scripts/support/page-sizes.ts';

test('no page loads more script and style than its area allows', () => {
  const sizes = pageSizes();
  expect(new Set(sizes.map(({ area }) => area))).toEqual(new Set(areas.map(({ name }) => name)));
  const heavy = sizes.filter(({ area, bytes }) => bytes > 1000 * (PAGE_BUDGETS[area] ?? 0));
  expect(heavy).toEqual([]);
  // Vue alone is more than this: less would mean that something was left out of the sum.
  for (const { bytes } of sizes) expect(bytes).toBeGreaterThan(20_000);
});
