/** What counts as a counter's code, scanned or typed. */
import { expect, test } from 'vitest';
import { counterCodeIn } from '../../../../gateway/web/citizen/scan/counter-code.ts';

const code = 'aB3_-56789012345678901234567890123456789012';

test.each([
  `https://city.example/q/${code}`,
  `city.example/q/${code}`,
  ` /q/${code} `,
  `q/${code}`,
  `ｈｔｔｐｓ：//city.example/q/${code}`,
])('%j is one', (text) => {
  expect(counterCodeIn(text)).toBe(code);
});

test.each([
  '',
  code,
  'https://city.example/',
  `https://city.example/q/${code}?x`,
  'https://city.example/q/short',
  '48271936',
])('%j is none', (text) => {
  expect(counterCodeIn(text)).toBeUndefined();
});
