/** Base45 as RFC 9285 has it, and in no other spelling. */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../../sdk/slip/base45.ts';

type Library = { readonly encode: (bytes: Buffer) => string; readonly decode: (text: string) => Buffer };
const library = createRequire(import.meta.url)('base45') as Library;

test('the examples of RFC 9285 section 4 are met both ways', () => {
  const examples = [
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ] as const;
  for (const [plain, encoded] of examples) {
    expect(encodeBase45(Buffer.from(plain))).toBe(encoded);
    expect(Buffer.from(decodeBase45(encoded) ?? []).toString()).toBe(plain);
  }
});

test('what another implementation writes is read, and the reverse', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = randomBytes(length);
    const text = encodeBase45(bytes);
    expect(text).toBe(library.encode(bytes));
    expect(Buffer.from(decodeBase45(text) ?? [])).toEqual(bytes);
  }
});

test.each(['GGW', ':::', 'ZZ', '::', 'A', 'ABCD', 'ab8', 'BB8 ', 'BÄ8', 'BB\u0000'])(
  'refuses what stands for no bytes: %j',
  (text) => {
    expect(decodeBase45(text)).toBeUndefined();
  },
);
