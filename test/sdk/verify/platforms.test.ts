/** Node and the web judge alike: each primitive of one is checked against the other. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as node from '../../../sdk/verify/node-platform.ts';
import type { Platform, SignatureCheck } from '../../../sdk/verify/platform.ts';
import * as web from '../../../sdk/verify/web-platform.ts';
import { bytesOf, testKey, testNoteKey } from '../../support/test-keys.ts';

const platforms: [string, Platform][] = [
  ['Node', node],
  ['the web', web],
];
afterEach(() => vi.restoreAllMocks());

const key = testKey('platform');
const noteKey = testNoteKey('platform');
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));
const input = 'header.payload';
const es256: SignatureCheck = { algorithm: 'ES256', key: key.jwk, input, signature: bytes(key.sign(input)) };
const message = new Uint8Array(Buffer.from('a note\n'));
const ed25519: SignatureCheck = {
  algorithm: 'Ed25519',
  key: noteKey.publicKey,
  input: message,
  signature: noteKey.sign(message),
};

const flipped = (signature: Uint8Array): Uint8Array => signature.with(5, (signature[5] ?? 0) ^ 1);
const bad: readonly [string, SignatureCheck][] = [
  ['ES256: another input', { ...es256, input: 'header.payloae' }],
  ['ES256: another signature', { ...es256, signature: flipped(es256.signature) }],
  ['ES256: zero', { ...es256, signature: new Uint8Array(64) }],
  ['ES256: too short', { ...es256, signature: es256.signature.slice(1) }],
  ['ES256: too long', { ...es256, signature: new Uint8Array([...es256.signature, 0]) }],
  ['ES256: another key', { ...es256, key: testKey('another').jwk }],
  ['ES256: no point of the curve', { ...es256, key: { x: key.jwk.x, y: key.jwk.x } }],
  ['ES256: no coordinates', { ...es256, key: { x: '', y: '' } }],
  ['Ed25519: another input', { ...ed25519, input: bytesOf('x') }],
  ['Ed25519: another signature', { ...ed25519, signature: flipped(ed25519.signature) }],
  ['Ed25519: too short', { ...ed25519, signature: ed25519.signature.slice(1) }],
  ['Ed25519: another key', { ...ed25519, key: testNoteKey('another').publicKey }],
  ['Ed25519: no key', { ...ed25519, key: new Uint8Array(31) }],
];

describe.each(platforms)('%s', (_where, platform) => {
  test('accepts good signatures, and keeps answers in order', async () => {
    const other = bad[0]?.[1] ?? es256;
    expect(await platform.verifySignatures([es256, other, ed25519, es256])).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect(await platform.verifySignatures([])).toEqual([]);
  });

  test.each(bad)('refuses a bad signature, without throwing: %s', async (_name, check) => {
    expect(await platform.verifySignatures([check])).toEqual([false]);
  });

  test('accepts signatures whose numbers begin with zeros or high bits', async () => {
    const checks = Array.from({ length: 300 }, (_, place): SignatureCheck => {
      const text = `input ${place}`;
      return { algorithm: 'ES256', key: key.jwk, input: text, signature: bytes(key.sign(text)) };
    });
    expect(checks.some(({ signature }) => signature[0] === 0 || signature[32] === 0)).toBe(true);
    expect(new Set(await platform.verifySignatures(checks))).toEqual(new Set([true]));
  });

  test('hashes as everybody does', () => {
    const expected = createHash('sha256').update('示例');
    const text = Buffer.from('示例');
    expect(platform.sha256Text('示例')).toBe(expected.digest('base64url'));
    expect(Buffer.from(platform.sha256(text)).toString('base64url')).toBe(platform.sha256Text('示例'));
  });

  test('inflates what fits and nothing longer or damaged', async () => {
    const list = new Uint8Array(1000).fill(7);
    const packed = deflateSync(list);
    expect(new Uint8Array((await platform.inflate(packed, 1000)) ?? [])).toEqual(list);
    expect(await platform.inflate(packed, 999)).toBeUndefined();
    expect(await platform.inflate(packed.subarray(0, 8), 1000)).toBeUndefined();
    expect(await platform.inflate(deflateSync(new Uint8Array(50_000_000)), 32_768)).toBeUndefined();
    expect(await platform.inflate(bytesOf('noise'), 1000)).toBeUndefined();
    expect(await platform.inflate(new Uint8Array(), 1000)).toBeUndefined();
  });

  test('inflates nothing that more follows, be it damage or another list', async () => {
    const packed = deflateSync(new Uint8Array(1000).fill(7));
    for (const more of [Buffer.from('garbage'), Buffer.of(0), packed])
      expect(await platform.inflate(Buffer.concat([packed, more]), 2000)).toBeUndefined();
  });
});

test('a browser without Ed25519 checks it all the same', async () => {
  const refuse = () => Promise.reject(new DOMException('no', 'NotSupportedError'));
  vi.spyOn(crypto.subtle, 'importKey').mockImplementation(refuse);
  expect(
    await web.verifySignatures([ed25519, { ...ed25519, signature: flipped(ed25519.signature) }]),
  ).toEqual([true, false]);
});

test('keys beyond those kept are imported again', () => {
  const checks = Array.from({ length: 30 }, (_, place): SignatureCheck => {
    const other = testKey(`many ${place}`);
    return { algorithm: 'ES256', key: other.jwk, input, signature: bytes(other.sign(input)) };
  });
  const many = Array.from(
    { length: 1100 },
    (_, place): SignatureCheck => ({ ...es256, key: { x: String(place), y: '' } }),
  );
  expect(node.verifySignatures([...checks, ...many, ...checks])).toEqual([
    ...checks.map(() => true),
    ...many.map(() => false),
    ...checks.map(() => true),
  ]);
});
