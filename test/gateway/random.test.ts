/** Guarantees about random bytes that are drawn from a shared stock. */
import { expect, test } from 'vitest';
import { drawRandom, drawRandomText } from '../../gateway/random.ts';

test('every drawing has the length asked for and none comes twice, past the end of the stock too', () => {
  const drawn = Array.from({ length: 5_000 }, (_, index) => drawRandom(16 + (index % 17)));
  expect(drawn.every(({ length }, index) => length === 16 + (index % 17))).toBe(true);
  expect(new Set(drawn.map((bytes) => bytes.toString('hex', 0, 16))).size).toBe(5_000);
});

test('as text they are as long and as different', () => {
  const drawn = Array.from({ length: 5_000 }, () => drawRandomText(16));
  expect(drawn.every((text) => /^[\w-]{22}$/.test(text))).toBe(true);
  expect(new Set(drawn).size).toBe(5_000);
});

test('what was drawn stays as it is, and belongs to its holder alone', () => {
  const first = drawRandom(32);
  const kept = first.toString('hex');
  const second = drawRandom(32);
  second.fill(0);
  for (let round = 0; round < 2_000; round++) drawRandom(32);
  expect(first.toString('hex')).toBe(kept);
  expect(first.every((byte) => byte === 0)).toBe(false);
});

test('more than the stock is meant for is refused', () => {
  expect(() => drawRandom(1_025)).toThrow(RangeError);
});
