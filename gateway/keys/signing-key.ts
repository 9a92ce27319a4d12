/** ES256 with node:crypto on its fast path: bare key objects and DER, converted here. */
import { createPublicKey, hash, type KeyObject, sign as signWith } from 'node:crypto';
import type { PublicJwk, SigningKey } from './keys.ts';

/** A private P-256 key as the port gives it out. */
export function signingKeyOf(key: KeyObject): SigningKey {
  const jwk = publicJwkOf(key);
  return { kid: thumbprintOf(jwk), jwk, sign: (signingInput) => signEs256(signingInput, key) };
}

/** ES256 signature (RFC 7518 section 3.4) in unpadded base64url. */
export function signEs256(signingInput: string | Uint8Array, key: KeyObject): string {
  const bytes = typeof signingInput === 'string' ? Buffer.from(signingInput, 'latin1') : signingInput;
  // The bare key object and DER: naming `dsaEncoding` costs another half of the signature (Node 24).
  return rawSignatureOf(signWith('sha256', bytes, key)).toString('base64url');
}

/** A compact JWS (RFC 7515 section 3.1) of a JSON payload. */
export async function signJws(header: object, payload: object, key: SigningKey): Promise<string> {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${await key.sign(input)}`;
}

/** RFC 7638 thumbprint (SHA-256) in unpadded base64url. */
export function thumbprintOf({ crv, kty, x, y }: PublicJwk): string {
  return hash('sha256', `{"crv":"${crv}","kty":"${kty}","x":"${x}","y":"${y}"}`, 'base64url');
}

function publicJwkOf(key: KeyObject): PublicJwk {
  const { x = '', y = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { kty: 'EC', crv: 'P-256', x, y };
}

/** r ‖ s of 32 bytes each, from the DER form SEQUENCE { INTEGER r, INTEGER s } (RFC 3279 section 2.2.3). */
function rawSignatureOf(der: Uint8Array): Buffer {
  const raw = Buffer.alloc(64);
  const length = der[3] ?? 0;
  placeInteger(der.subarray(4, 4 + length), raw, 32);
  placeInteger(der.subarray(6 + length), raw, 64);
  return raw;
}

function placeInteger(integer: Uint8Array, raw: Buffer, end: number): void {
  const digits = integer.length > 32 ? integer.subarray(integer.length - 32) : integer;
  raw.set(digits, end - digits.length);
}
