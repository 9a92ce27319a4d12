/** Compact JWS (RFC 7515) as the city signs them: ES256, of a declared type, in one spelling. */
import { decodeBase64url } from '#platform';
import { utf8Text } from './bytes.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import type { P256Key, SignatureCheck } from './platform.ts';
import { demand } from './refused.ts';

/** A token that was read and not yet believed. */
export type Jws = {
  /** `header.payload`, what is signed. */
  readonly input: string;
  readonly header: JsonObject;
  readonly payload: JsonObject;
  readonly signature: Uint8Array;
};

/** @throws Refused MALFORMED for anything but an ES256 token of the type `typ` whose header asks for nothing unknown. */
export function readJws(compact: string, typ: string): Jws {
  const [header, payload, signature, ...more] = compact.split('.');
  demand(header !== undefined && payload !== undefined && signature !== undefined && more.length === 0);
  const fields = readHeader(header);
  demand(fields.alg === 'ES256' && fields.typ === typ && !('crit' in fields) && !('b64' in fields));
  const bytes = decodeBase64url(signature);
  demand(bytes?.length === 64);
  return { input: `${header}.${payload}`, header: fields, payload: readObject(payload), signature: bytes };
}

/** The key that the header names. @throws Refused MALFORMED where it names none. */
export function kidOf({ header }: Jws): string {
  demand(typeof header.kid === 'string');
  return header.kid;
}

/** The signature as it is to be checked with that key. */
export const checkOf = ({ input, signature }: Jws, key: P256Key): SignatureCheck => ({
  algorithm: 'ES256',
  key,
  input,
  signature,
});

const headers = new Map<string, JsonObject>();
const HEADERS_MAX = 256;
const HEADER_LENGTH_MAX = 512;

/** Headers come back with every token of a key, so those seen are kept. */
function readHeader(encoded: string): JsonObject {
  const known = headers.get(encoded);
  if (known !== undefined) return known;
  demand(encoded.length <= HEADER_LENGTH_MAX);
  const header = readObject(encoded);
  if (headers.size >= HEADERS_MAX) headers.clear();
  headers.set(encoded, header);
  return header;
}

function readObject(encoded: string): JsonObject {
  const value = readEncodedJson(encoded);
  demand(isObject(value));
  return value;
}

/** JSON in base64url. @throws Refused MALFORMED for any other spelling, no UTF-8, or no strict JSON. */
export function readEncodedJson(encoded: string) {
  const bytes = decodeBase64url(encoded);
  const text = bytes && utf8Text(bytes);
  const value = text === undefined ? undefined : parseJson(text);
  demand(value !== undefined);
  return value;
}
