/** The documentation of error codes says what the tables say. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorTable } from '../../gateway/errors.ts';
import { renderErrors } from '../../scripts/docs/errors.ts';

test('docs/errors.md is what `npm run docs` writes', () => {
  expect(readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')).toBe(renderErrors());
});

test('every code stands once, in the order of the alphabet, with something to do in both languages', () => {
  const codes = Object.keys(errorTable);
  expect(codes).toEqual(codes.toSorted());
  for (const row of Object.values(errorTable))
    for (const text of [row.zh, row.en, row.nextZh, row.nextEn]) expect(text).not.toBe('');
});
