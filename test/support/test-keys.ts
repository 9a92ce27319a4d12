/** Keys that anybody can make again: their secret is their name, and their signatures are the same every time. */
import { createHash } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { thumbprintOf } from '../../sdk/verify/jwk.ts';

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** 32 bytes that depend on nothing but the name. */
export const bytesOf = (name: string): Uint8Array =>
  new Uint8Array(createHash('sha256').update(`public test bytes: ${name}`).digest());

// Most of what a test signs it has signed before.
function once(make: (input: string) => string): (input: string) => string {
  const made = new Map<string, string>();
  return (input) => {
    const value = made.get(input) ?? make(input);
    made.set(input, value);
    return value;
  };
}

export type TestKey = {
  readonly kid: string;
  readonly jwk: { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };
  readonly sign: (input: string) => string;
};

/** A P-256 key; signatures by RFC 6979, so that they never change. */
export function testKey(name: string): TestKey {
  const secret = bytesOf(`P-256 ${name}`);
  const point = p256.getPublicKey(secret, false);
  const [x, y] = [base64url(point.subarray(1, 33)), base64url(point.subarray(33))];
  const sign = once((input: string) => base64url(p256.sign(Buffer.from(input), secret)));
  return { kid: thumbprintOf({ x, y }), jwk: { kty: 'EC', crv: 'P-256', x, y }, sign };
}

export type TestNoteKey = {
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
};

/** An Ed25519 key (RFC 8032). */
export function testNoteKey(name: string): TestNoteKey {
  const secret = bytesOf(`Ed25519 ${name}`);
  return {
    publicKey: ed25519.getPublicKey(secret),
    sign: (message) => ed25519.sign(message, secret),
  };
}

/** A compact JWS. */
export function signJws(header: object, payload: object, key: TestKey): string {
  const encode = (value: object): string => base64url(Buffer.from(JSON.stringify(value)));
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${key.sign(input)}`;
}
