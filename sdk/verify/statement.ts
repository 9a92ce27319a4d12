/** Statements derived from a credential for one presentation: what was computed or compared, and never issued. */
import { isCount, isObject, type JsonObject } from './json.ts';
import { type Jws, kidOf, readJws } from './jws.ts';
import { demand } from './refused.ts';
import { readMoment, type Validity } from './validity.ts';

/** A statement that was read and not yet believed; times in seconds since 1970. */
export type Statement = Validity & {
  readonly jws: Jws;
  readonly kid: string;
  readonly issuer: string;
  readonly audience: string;
  readonly nonce: string;
  readonly request: string;
  /** The credential's leaf that it was derived from. */
  readonly source: { readonly log: string; readonly index: number; readonly leaf: string };
  /** The subject of the request that was compared with. */
  readonly role?: string;
  readonly claims: JsonObject;
};

/** @throws Refused MALFORMED where a claim is missing or of another type, or it ends before it begins or never. */
export function readStatement(compact: string): Statement {
  const jws = readJws(compact, 'derived-statement+jwt');
  const { iss, exp, aud, nonce, request, source, role, claims } = jws.payload;
  demand(typeof iss === 'string' && exp !== undefined && typeof aud === 'string');
  demand(typeof nonce === 'string' && typeof request === 'string' && isObject(claims));
  demand(role === undefined || typeof role === 'string');
  const shared = { ...readMoment(jws.payload), jws, kid: kidOf(jws), issuer: iss, claims };
  const bound = { audience: aud, nonce, request, source: readSource(source) };
  return { ...shared, ...bound, ...(role === undefined ? {} : { role }) };
}

function readSource(source: unknown): Statement['source'] {
  demand(isObject(source));
  const { log, index, leaf } = source;
  demand(typeof log === 'string' && isCount(index) && typeof leaf === 'string');
  return { log, index, leaf };
}
