/** The figures of papers say which month, and leave open what was too few to be told. */
import { beforeAll, expect, test } from 'vitest';
import type { PaperFigures } from '../../../../sdk/schemas/figures.ts';
import { loadWeb } from '../../../support/web.ts';

type Months = {
  rowsOf: (item: PaperFigures['items'][number]) => readonly object[];
  sumText: (figures: PaperFigures) => string;
};

let months: Months;
let language: { setLanguage: (next: 'zh' | 'en') => void };
beforeAll(async () => {
  months = await loadWeb('papers/months.ts');
  language = await loadWeb('words/language.ts');
});

const item = {
  matter: 'WCM-CAB-009',
  department: 'CAB',
  notNeeded: [{ credentialType: 'household-register', count: 1500 }],
  stillAsked: [{ credentialType: 'resident-identity-card', count: 12 }],
};

test('a type that only one of both figures names leaves the other open', () => {
  expect(months.rowsOf(item)).toEqual([
    { credentialType: 'household-register', notNeeded: 1500, stillAsked: undefined },
    { credentialType: 'resident-identity-card', notNeeded: undefined, stillAsked: 12 },
  ]);
});

test('a sum is told as at least that many, and a month without figures as that', () => {
  language.setLanguage('en');
  const figures = {
    ...{ month: '2026-10', items: [item], total: 1, next: null },
    atLeast: { notNeeded: 1500, stillAsked: 12 },
  };
  expect(months.sumText(figures)).toBe(
    'October 2026: at least 1,500 papers not needed, at least 12 still asked for.',
  );
  expect(months.sumText({ ...figures, items: [], total: 0 })).toMatch(/^In October 2026 nothing reached ten/);
});
