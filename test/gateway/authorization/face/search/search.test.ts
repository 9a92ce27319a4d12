/** Search among quantised vectors finds what a plain loop finds, and its program is the one that its source says. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import wabt from 'wabt';
import { cosineOf, quantise } from '../../../../../gateway/authorization/face/search/quantise.ts';
import { type Found, openSearch } from '../../../../../gateway/authorization/face/search/search.ts';
import { randomUnit, unit } from '../../../../support/vectors-of-faces.ts';

const folder = new URL('../../../../../gateway/authorization/face/search/', import.meta.url);

test('the program is what assembling its source gives, byte by byte', async () => {
  const { parseWat } = await wabt();
  const source = parseWat('dot-product.wat', readFileSync(new URL('dot-product.wat', folder), 'utf8'), {
    simd: true,
  });
  expect(Buffer.from(source.toBinary({}).buffer)).toEqual(readFileSync(new URL('dot-product.wasm', folder)));
});

const productOf = (a: Int8Array, b: Int8Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

/** Best and next by a loop that anybody can follow. */
function loop(rows: Int8Array, dimension: number, probe: Int8Array): (Found | undefined)[] {
  const found = Array.from({ length: rows.length / dimension }, (_, place) => ({
    place,
    product: productOf(rows.subarray(place * dimension, (place + 1) * dimension), probe),
  }));
  return found.toSorted((a, b) => b.product - a.product || a.place - b.place).slice(0, 2);
}

const randomBytes = (length: number): Int8Array =>
  Int8Array.from({ length }, () => Math.floor(Math.random() * 255) - 127);

test('best and next are those of a plain loop, whatever the rows', () => {
  for (let round = 0; round < 300; round++) {
    const dimension = 16 * (1 + Math.floor(Math.random() * 40));
    // Few different values, so that equal products are frequent.
    const isCoarse = round % 3 === 0;
    const draw = (length: number): Int8Array =>
      isCoarse ? randomBytes(length).map((value) => Math.sign(value)) : randomBytes(length);
    const rows = draw(dimension * Math.floor(Math.random() * 60));
    const probe = draw(dimension);
    const { best, next } = openSearch(rows, dimension).find(probe);
    const [expectedBest, expectedNext] = loop(rows, dimension, probe);
    expect({ best, next }).toEqual({ best: expectedBest, next: expectedNext });
  }
});

test('of equal rows the earlier one is best and the later one next', () => {
  const row = quantise(randomUnit(512));
  const other = quantise(randomUnit(512));
  const { best, next } = openSearch(Int8Array.from([...other, ...row, ...row]), 512).find(row);
  expect([best?.place, next?.place]).toEqual([1, 2]);
  expect(best?.product).toBe(next?.product);
});

test('an empty gallery finds nothing, and one row has no next', () => {
  const probe = quantise(randomUnit(512));
  expect(openSearch(new Int8Array(), 512).find(probe)).toEqual({ best: undefined, next: undefined });
  const { best, next } = openSearch(probe, 512).find(probe);
  expect([best?.place, next]).toEqual([0, undefined]);
});

test('products of the greatest rows and dimensions are exact', () => {
  const most = new Int8Array(65_536).fill(127);
  const least = most.map((value) => -value);
  const search = openSearch(Int8Array.from([...least, ...most]), 65_536);
  expect(search.find(most).best).toEqual({ place: 1, product: 65_536 * 127 * 127 });
  expect(search.find(most).next).toEqual({ place: 0, product: -65_536 * 127 * 127 });
});

test('dimensions and rows that it can’t read are refused', () => {
  for (const dimension of [0, 8, 24, 65_552]) expect(() => openSearch(new Int8Array(), dimension)).toThrow();
  expect(() => openSearch(new Int8Array(513), 512)).toThrow();
  expect(() => openSearch(new Int8Array(512), 512).find(new Int8Array(496))).toThrow();
});

test('a closed gallery holds nothing any more', () => {
  const row = quantise(randomUnit(512));
  const search = openSearch(row, 512);
  search.close();
  expect(search.find(row).best?.product).toBe(0);
});

test.each([128, 256, 512, 1024])(
  'a byte a component moves no cosine in %i dimensions by more than 0.01',
  (dimension) => {
    for (let round = 0; round < 200; round++) {
      const [a, noise] = [randomUnit(dimension), randomUnit(dimension)];
      const share = Math.random();
      const b = unit(a.map((value, index) => share * value + (1 - share) * (noise[index] ?? 0)));
      const cosine = a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
      const quantised = cosineOf(productOf(quantise(a), quantise(b)), dimension);
      expect(Math.abs(quantised - cosine)).toBeLessThan(0.01);
    }
  },
);
