/** Records stand in their month of the district and in their part of the list, and a child's birthdays are told right. */
import { beforeAll, expect, test } from 'vitest';
import type { HistoryEntry } from '../../../../sdk/schemas/receipts.ts';
import { loadWeb } from '../../../support/web.ts';

type Groups = {
  byMonth: (entries: readonly HistoryEntry[]) => readonly (readonly [string, readonly HistoryEntry[]])[];
  fits: (entry: HistoryEntry, filter: string) => boolean;
};
type Authority = { fourteenthBirthday: (eighteenth: string) => string };
type Days = { civilDay: (moment: Date) => string; daysAfter: (day: string, days: number) => string };

let groups: Groups;
let authority: Authority;
let days: Days;
beforeAll(async () => {
  groups = await loadWeb('citizen/records/groups.ts');
  authority = await loadWeb('citizen/family/authority.ts');
  days = await loadWeb('words/days.ts');
});

const access = (kind: string, at = '2026-11-01T00:10:00+08:00') =>
  ({ kind: 'access', id: kind, at, receipt: { number: 1, receipt: { kind } } }) as unknown as HistoryEntry;
const issued = { kind: 'issued', id: 'i', at: '2026-10-31T23:50:00+08:00' } as HistoryEntry;

test('by the month of the district', () => {
  const months = groups.byMonth([access('answered'), issued]);
  expect(months.map(([month, entries]) => [month, entries.length])).toEqual([
    ['2026-11', 1],
    ['2026-10', 1],
  ]);
});

test.each([
  ['answered', 'seen'],
  ['repeat', 'seen'],
  ['refused', 'notSeen'],
  ['not-entitled', 'notSeen'],
  ['authority-ended', 'notSeen'],
  ['self', 'self'],
])('an access that was %s is among %s', (kind, part) => {
  const parts = ['seen', 'notSeen', 'self', 'changes'].filter((one) => groups.fits(access(kind), one));
  expect(parts).toEqual([part]);
  expect(groups.fits(access(kind), 'all')).toBe(true);
});

test('what happened to a certificate is a change', () => {
  expect(groups.fits(issued, 'changes')).toBe(true);
  expect(groups.fits(issued, 'seen')).toBe(false);
});

test('a child is fourteen four years before it is eighteen', () => {
  expect(authority.fourteenthBirthday('2035-09-06')).toBe('2031-09-06');
});

test('civil days are the district’s, over the ends of months and years', () => {
  expect(days.civilDay(new Date('2026-11-25T15:59:59Z'))).toBe('2026-11-25');
  expect(days.civilDay(new Date('2026-11-25T16:00:00Z'))).toBe('2026-11-26');
  expect(days.daysAfter('2026-12-30', 3)).toBe('2027-01-02');
  expect(days.daysAfter('2026-03-01', -1)).toBe('2026-02-28');
});
