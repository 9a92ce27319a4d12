/** The primitives on Node, on its fast paths: synchronous, bare cached key objects, DER signatures. */
import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { type Inflate, inflateSync } from 'node:zlib';
import type { P256Key, Platform, SignatureCheck } from './platform.ts';

const P256_PREFIX = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex');
const ED25519_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const KEYS_MAX = 1024;
const keys = new Map<string, KeyObject | undefined>();

// A one-byte string is the form in which Node hands over a digest fastest.
export const sha256: Platform['sha256'] = (bytes) => Buffer.from(hash('sha256', bytes, 'binary'), 'latin1');

const pair = Buffer.alloc(65);
pair[0] = 0x01;

export const hashPair: Platform['hashPair'] = (target, targetStart, source, sourceStart) => {
  pair.set(source.subarray(sourceStart, sourceStart + 64), 1);
  const digest = hash('sha256', pair, 'binary');
  for (let place = 0; place < 32; place++) target[targetStart + place] = digest.charCodeAt(place);
};

export const sha256Text: Platform['sha256Text'] = (text) => hash('sha256', text, 'base64url');

export const encodeBase64url: Platform['encodeBase64url'] = (bytes) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url');

export const decodeBase64url: Platform['decodeBase64url'] = (text) => {
  const bytes = Buffer.from(text, 'base64url');
  // Node skips what it doesn't know, so the spelling counts only if encoding gives it back.
  return bytes.toString('base64url') === text ? bytes : undefined;
};

export const inflate: Platform['inflate'] = (bytes, lengthMax) => {
  try {
    const inflated: unknown = inflateSync(bytes, { maxOutputLength: lengthMax, info: true });
    const { buffer, engine } = inflated as Inflated;
    // Node passes over what follows the data; elsewhere that is an error.
    return engine.bytesWritten === bytes.length ? buffer : undefined;
  } catch {
    return undefined;
  }
};

// What `info` makes of the answer, which the types leave out.
type Inflated = { readonly buffer: Buffer; readonly engine: Inflate };

export const verifySignatures: Platform['verifySignatures'] = (checks) => checks.map(isGood);

function isGood(check: SignatureCheck): boolean {
  if (check.signature.length !== 64) return false;
  if (check.algorithm === 'Ed25519') {
    const key = cachedKey(encodeBase64url(check.key), () => ed25519Spki(check.key));
    return key !== undefined && verify(null, check.input, key, check.signature);
  }
  const key = cachedKey(check.key.x + check.key.y, () => p256Spki(check.key));
  return (
    // The bare key object and DER: naming `dsaEncoding` costs another half of the check (Node 24).
    key !== undefined && verify('sha256', bytesOf(check.input), key, derOf(check.signature))
  );
}

const bytesOf = (input: string | Uint8Array): Uint8Array =>
  typeof input === 'string' ? Buffer.from(input, 'latin1') : input;

/** Importing a key costs two thirds of a check, so keys are kept, the longest kept go first. */
function cachedKey(name: string, spki: () => Buffer | undefined): KeyObject | undefined {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = importKey(spki());
  if (keys.size >= KEYS_MAX)
    for (const oldest of [...keys.keys()].slice(0, KEYS_MAX / 2)) keys.delete(oldest);
  keys.set(name, key);
  return key;
}

function importKey(spki: Buffer | undefined): KeyObject | undefined {
  try {
    return spki && createPublicKey({ key: spki, format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

function p256Spki(key: P256Key): Buffer | undefined {
  const x = decodeBase64url(key.x);
  const y = decodeBase64url(key.y);
  return x?.length === 32 && y?.length === 32 ? Buffer.concat([P256_PREFIX, x, y]) : undefined;
}

function ed25519Spki(key: Uint8Array): Buffer | undefined {
  return key.length === 32 ? Buffer.concat([ED25519_PREFIX, key]) : undefined;
}

/** SEQUENCE { INTEGER r, INTEGER s } (RFC 3279 section 2.2.3) from r ‖ s. */
function derOf(raw: Uint8Array): Buffer {
  const der = Buffer.allocUnsafe(72);
  const rLength = writeInteger(raw, 0, der, 2);
  const sLength = writeInteger(raw, 32, der, 2 + rLength);
  der[0] = 0x30;
  der[1] = rLength + sLength;
  return der.subarray(0, 2 + rLength + sLength);
}

/** Writes one 32-byte number as a DER INTEGER; returns how many bytes that took. */
function writeInteger(raw: Uint8Array, from: number, der: Buffer, at: number): number {
  let start = from;
  while (start < from + 31 && raw[start] === 0) start++;
  const sign = (raw[start] ?? 0) >= 0x80 ? 1 : 0;
  const length = from + 32 - start + sign;
  der[at] = 0x02;
  der[at + 1] = length;
  der[at + 2] = 0;
  der.set(raw.subarray(start, from + 32), at + 2 + sign);
  return 2 + length;
}
