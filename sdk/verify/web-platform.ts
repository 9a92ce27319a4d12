/** The primitives in browsers and workers: WebCrypto for signatures, @noble for what must not wait. */
import { sha256 as hash } from '@noble/hashes/sha2.js';
import { utf8Bytes } from './bytes.ts';
import type { MaybePromise, P256Key, Platform, SignatureCheck } from './platform.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]));

export const sha256: Platform['sha256'] = (bytes) => hash(bytes);

const pair = new Uint8Array(65);
pair[0] = 0x01;

export const hashPair: Platform['hashPair'] = (target, targetStart, source, sourceStart) => {
  pair.set(source.subarray(sourceStart, sourceStart + 64), 1);
  target.set(hash(pair), targetStart);
};

export const sha256Text: Platform['sha256Text'] = (text) => encodeBase64url(hash(utf8Bytes(text)));

export const encodeBase64url: Platform['encodeBase64url'] = (bytes) => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = Math.min(4, bytes.length - at + 1);
    for (let place = 0; place < letters; place++) text += ALPHABET[(group >> (18 - 6 * place)) & 63];
  }
  return text;
};

export const decodeBase64url: Platform['decodeBase64url'] = (text) => {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let held = 0;
  let bits = 0;
  let length = 0;
  for (const letter of text) {
    const value = VALUES.get(letter);
    if (value === undefined) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (held >> bits) & 0xff;
    }
  }
  // Six bits over are half a byte's letter too many; bits that aren't zero are a second spelling.
  return bits < 6 && (held & ((1 << bits) - 1)) === 0 ? bytes : undefined;
};

export const inflate: Platform['inflate'] = async (bytes, lengthMax) => {
  const out = new Uint8Array(lengthMax);
  let length = 0;
  try {
    const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('deflate'));
    for (const reader = stream.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return out.subarray(0, length);
      if (length + value.length > lengthMax) {
        await reader.cancel();
        return undefined;
      }
      out.set(value, length);
      length += value.length;
    }
  } catch {
    return undefined;
  }
};

export const verifySignatures: Platform['verifySignatures'] = (checks) => Promise.all(checks.map(isGood));

function isGood(check: SignatureCheck): MaybePromise<boolean> {
  if (check.signature.length !== 64) return false;
  return check.algorithm === 'ES256' ? isGoodEs256(check) : isGoodEd25519(check);
}

async function isGoodEs256({ key, input, signature }: Es256): Promise<boolean> {
  try {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const imported = await crypto.subtle.importKey('jwk', jwkOf(key), algorithm, false, ['verify']);
    const signed = copyOf(typeof input === 'string' ? utf8Bytes(input) : input);
    return await crypto.subtle.verify(algorithm, imported, copyOf(signature), signed);
  } catch {
    return false;
  }
}

async function isGoodEd25519({ key, input, signature }: Ed25519): Promise<boolean> {
  try {
    const imported = await crypto.subtle.importKey('raw', copyOf(key), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', imported, copyOf(signature), copyOf(input));
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'NotSupportedError') return false;
  }
  try {
    // Browsers without Ed25519 in WebCrypto; the strict equation, as the others use it.
    const { ed25519 } = await import('@noble/curves/ed25519.js');
    return ed25519.verify(signature, input, key, { zip215: false });
  } catch {
    return false;
  }
}

type Es256 = Extract<SignatureCheck, { algorithm: 'ES256' }>;
type Ed25519 = Extract<SignatureCheck, { algorithm: 'Ed25519' }>;

const jwkOf = ({ x, y }: P256Key) => ({ kty: 'EC', crv: 'P-256', x, y });

// WebCrypto takes no view of memory that could be shared.
const copyOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
