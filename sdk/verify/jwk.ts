/** Public P-256 keys as JWKs (RFC 7517, RFC 7518 section 6.2). */
import { decodeBase64url, sha256Text } from '#platform';
import { isObject } from './json.ts';
import type { P256Key } from './platform.ts';

/** The coordinates, or undefined for anything but a public P-256 key. */
export function readP256Key(jwk: unknown): P256Key | undefined {
  if (!isObject(jwk) || jwk.kty !== 'EC' || jwk.crv !== 'P-256' || 'd' in jwk) return undefined;
  const { x, y } = jwk;
  return isCoordinate(x) && isCoordinate(y) ? { x, y } : undefined;
}

/** RFC 7638 thumbprint (SHA-256) in unpadded base64url: the `kid` of the city's keys. */
export const thumbprintOf = ({ x, y }: P256Key): string =>
  sha256Text(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`);

const isCoordinate = (value: unknown): value is string =>
  typeof value === 'string' && value.length === 43 && decodeBase64url(value) !== undefined;
