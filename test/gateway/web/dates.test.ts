/** Dates, times and numbers read as people write them, in the district's time wherever the reader is. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadWeb } from '../../support/web.ts';

type Dates = {
  dateText: (when: Date | string, now?: Date) => string;
  longDate: (when: Date | string) => string;
  tableDate: (when: Date | string) => string;
  monthText: (month: string) => string;
  timeText: (when: Date | string, options?: { withSeconds?: boolean }) => string;
  countText: (count: number) => string;
  amountText: (yuan: number) => string;
  inFours: (digits: string) => string;
  digitByDigit: (digits: string) => string;
};

let dates: Dates;
let language: { setLanguage: (next: 'zh' | 'en') => void };
beforeAll(async () => {
  dates = await loadWeb('words/dates.ts');
  language = await loadWeb('words/language.ts');
});

const now = new Date('2026-11-25T08:00:00Z');

test.each([
  ['zh', '11月26日（周四）', '2026年11月26日（周四）', '11-26'],
  ['en', 'Thursday 26 November', 'Thursday 26 November 2026', '26 Nov'],
] as const)('a civil date in %s', (tongue, short, long, table) => {
  language.setLanguage(tongue);
  expect(dates.dateText('2026-11-26', now)).toBe(short);
  expect(dates.longDate('2026-11-26')).toBe(long);
  expect(dates.tableDate('2026-11-26')).toBe(table);
});

test('a month is told with its year', () => {
  language.setLanguage('zh');
  expect(dates.monthText('2026-03')).toBe('2026年3月');
  language.setLanguage('en');
  expect(dates.monthText('2026-03')).toBe('March 2026');
});

test('another year is named', () => {
  language.setLanguage('zh');
  expect(dates.dateText('2027-03-11', now)).toBe('2027年3月11日（周四）');
});

describe('a moment is told in the district’s time', () => {
  test.each([
    ['2026-11-25T15:59:59Z', '11月25日（周三）', '23:59', '23:59:59'],
    ['2026-11-25T16:00:00Z', '11月26日（周四）', '00:00', '00:00:00'],
  ])('%s', (moment, date, time, withSeconds) => {
    language.setLanguage('zh');
    expect(dates.dateText(moment, now)).toBe(date);
    expect(dates.timeText(moment)).toBe(time);
    expect(dates.timeText(moment, { withSeconds: true })).toBe(withSeconds);
  });
});

test('numbers', () => {
  expect(dates.countText(9770)).toBe('9,770');
  expect(dates.amountText(1234.5)).toBe('¥1,234.50');
  expect(dates.inFours('48271936')).toBe('4827 1936');
  expect(dates.digitByDigit('48271936')).toBe('4 8 2 7, 1 9 3 6');
});
