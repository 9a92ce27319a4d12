/** Months as figures name them. */
import { expect, test } from 'vitest';
import { lastCompleteMonth, monthsUntil } from '../../../gateway/web/parts/months.ts';

test('months go back over the year', () => {
  expect(monthsUntil('2026-02', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
});

test('a month is over when it is in Shanghai', () => {
  expect(lastCompleteMonth(new Date('2026-12-31T15:59:59Z'))).toBe('2026-11');
  expect(lastCompleteMonth(new Date('2026-12-31T16:00:00Z'))).toBe('2026-12');
});
