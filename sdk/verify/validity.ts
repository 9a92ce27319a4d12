/** When a token holds: the time claims that every JWT may have (RFC 7519 sections 4.1.4 to 4.1.6). */
import { isCount, type JsonObject } from './json.ts';
import { demand } from './refused.ts';

/** Times in seconds since 1970. */
export type Validity = {
  readonly issuedAt: number;
  /** The later of `iat` and `nbf`. */
  readonly notBefore: number;
  /** Infinity where the token names no end. */
  readonly expiresAt: number;
};

/** @throws Refused MALFORMED without `iat`, or where a time is no whole number. */
export function readValidity({ iat, nbf = 0, exp }: JsonObject): Validity {
  demand(isCount(iat) && isCount(nbf) && (exp === undefined || isCount(exp)));
  return { issuedAt: iat, notBefore: Math.max(iat, nbf), expiresAt: exp ?? Number.POSITIVE_INFINITY };
}

/** Of a token made for the moment. @throws Refused MALFORMED as readValidity does, and where it ends before it begins. */
export function readMoment(payload: JsonObject): Validity {
  const validity = readValidity(payload);
  demand(validity.notBefore < validity.expiresAt);
  return validity;
}
