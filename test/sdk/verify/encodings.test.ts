/** The forms that signed things are made of have one spelling each, on Node and on the web. */
import { randomBytes } from 'node:crypto';
import canonicalizeByLibrary from 'canonicalize';
import { describe, expect, test } from 'vitest';
import { canonicalize } from '../../../sdk/verify/canonical.ts';
import { commit, decodeEntry, encodeEntry } from '../../../sdk/verify/entry.ts';
import { parseJson } from '../../../sdk/verify/json.ts';
import * as node from '../../../sdk/verify/node-platform.ts';
import { setStatusAt, statusAt } from '../../../sdk/verify/status-list.ts';
import * as web from '../../../sdk/verify/web-platform.ts';
import { bytesOf } from '../../support/test-keys.ts';

describe.each([
  ['Node', node],
  ['the web', web],
])('base64url on %s', (_where, { decodeBase64url, encodeBase64url }) => {
  test('comes back as it was at every length', () => {
    for (let length = 0; length < 70; length++) {
      const bytes = randomBytes(length);
      const text = encodeBase64url(bytes);
      expect(text).toBe(bytes.toString('base64url'));
      expect(Buffer.from(decodeBase64url(text) ?? [1, 2, 3]).equals(bytes)).toBe(true);
    }
  });

  test.each(['A', 'AAAAA', 'AB', 'AAB', 'AA==', 'AA=', 'A A', 'AA\n', 'A+', 'A/', 'AAé', 'AA\u0000'])(
    'refuses %j',
    (text) => {
      expect(decodeBase64url(text)).toBeUndefined();
    },
  );
});

describe('JSON', () => {
  test.each([
    '{"a":{"b":[1,{"c":2}]},"d":"\\"a\\":"}',
    '[]',
    '"a:b"',
    '{"a\\\\":":","b":"\\\\\\":"}',
    '{"__proto__":1}',
  ])('reads %s', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  test.each([
    '{"a":1,"a":2}',
    '{"a":{"b":1,"b":1}}',
    '[{"a":1,"\\u0061":2}]',
    '{"__proto__":1,"__proto__":2}',
    '{',
    '',
    'undefined',
    "{'a':1}",
    '[1,]',
    `${'['.repeat(20)}${']'.repeat(20)}`,
    `"${'a'.repeat(1_048_576)}"`,
  ])('refuses what has no one meaning, or is too deep or long: %.40s', (text) => {
    expect(parseJson(text)).toBeUndefined();
  });

  test('has the canonical form that the library gives', () => {
    const values = [
      { b: 1, a: [true, null, 'é', '\u2028', 1e21, 0.1, -0], '': {}, ä: 1, '😀': 2, '\ufb33': 3 },
      [{ z: undefined, y: 'text "quoted"\n' }],
      'text',
      12,
    ];
    for (const value of values) expect(canonicalize(value)).toBe(canonicalizeByLibrary(value));
  });

  test.each([[Number.NaN], [undefined], ['\ud800'], [{ a: Number.POSITIVE_INFINITY }], [() => {}]])(
    'has no canonical form for %s',
    (value) => {
      expect(() => canonicalize(value)).toThrow(TypeError);
    },
  );
});

describe('entries', () => {
  const commitment = new Uint8Array(commit(bytesOf('salt'), 'header.payload'));

  test('are laid out byte by byte as documented', () => {
    const entry = encodeEntry({ kind: 'issued', credentialType: 'marriage-certificate', commitment });
    const expected = `010114${Buffer.from('marriage-certificate').toString('hex')}${Buffer.from(commitment).toString('hex')}`;
    expect(Buffer.from(entry).toString('hex')).toBe(expected);
    expect(
      Buffer.from(encodeEntry({ kind: 'access', commitment }))
        .toString('hex')
        .slice(0, 6),
    ).toBe('010300');
  });

  test('come back as they were, and other bytes are no entries', () => {
    for (const entry of [
      { kind: 'issued', credentialType: 'a', commitment } as const,
      { kind: 'derived', commitment } as const,
      { kind: 'access', commitment } as const,
    ])
      expect(decodeEntry(encodeEntry(entry))).toEqual(entry);
    const bytes = encodeEntry({ kind: 'access', commitment });
    const others = [
      bytes.slice(1),
      Uint8Array.of(...bytes, 0),
      bytes.with(0, 2),
      bytes.with(1, 4),
      bytes.with(1, 0),
      bytes.with(1, 1),
      bytes.with(2, 1),
    ];
    for (const other of others) expect(decodeEntry(other)).toBeUndefined();
  });

  test('name a type exactly where something was issued', () => {
    expect(() => encodeEntry({ kind: 'issued', commitment })).toThrow(RangeError);
    expect(() => encodeEntry({ kind: 'access', credentialType: 'a', commitment })).toThrow(RangeError);
    expect(() => encodeEntry({ kind: 'access', commitment: bytesOf('x').slice(1) })).toThrow(RangeError);
    expect(() => commit(bytesOf('x').slice(1), '')).toThrow(RangeError);
  });
});

describe('status lists', () => {
  test('have their entries in the least significant bits first', () => {
    // Token Status List section 4.1: the entries of its two-bit example are these bytes.
    const list = Uint8Array.of(0xc9, 0x44, 0xf9);
    const entries = Array.from({ length: 12 }, (_, index) => statusAt(list, index));
    expect(entries).toEqual([1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]);
    const written = new Uint8Array(3);
    for (const [index, value] of entries.entries()) setStatusAt(written, index, value ?? 0);
    expect(written).toEqual(list);
  });

  test('have no entries outside', () => {
    const list = new Uint8Array(2);
    for (const index of [8, -1, 0.5, Number.NaN]) {
      expect(statusAt(list, index)).toBeUndefined();
      expect(() => setStatusAt(list, index, 1)).toThrow(RangeError);
    }
    expect(() => setStatusAt(list, 0, 4)).toThrow(RangeError);
  });
});
