/** Reasons are documented, in two languages, with something to do next. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allReasons, explain, findReason } from '../../../sdk/verify/reasons.ts';

const readme = readFileSync(join(import.meta.dirname, '..', '..', '..', 'sdk', 'README.md'), 'utf8');

test('the README lists exactly the reasons there are, with their meaning', () => {
  const listed = [...readme.matchAll(/^\| `([A-Z_]+)` \| (.+) \| (.+) \|$/gm)].map(([, ...cells]) => cells);
  const known = allReasons.map((code) => [code, explain(code, 'en').meaning, explain(code, 'zh').meaning]);
  expect(listed).toEqual(known);
});

test.each(allReasons)('%s says what clerk and citizen can do next', (code) => {
  for (const text of Object.values(explain(code, 'en'))) expect(text).toMatch(/^[A-Z].{10,}\.$/);
  for (const text of Object.values(explain(code, 'zh'))) expect(text).toMatch(/\p{Script=Han}.{3,}。$/u);
});

test('a code of a later version is found by nobody', () => {
  expect(findReason('EXPIRED')).toBe('EXPIRED');
  expect(findReason('toString')).toBeUndefined();
});
