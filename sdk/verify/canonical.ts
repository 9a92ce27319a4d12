/** JSON in its canonical form (RFC 8785, JCS), for hashes of values rather than of spellings. */
import { utf8Bytes } from './bytes.ts';
import type { Json } from './json.ts';

/**
 * Canonical text: members sorted by UTF-16 units, no spaces, numbers and strings as ECMAScript writes them, which is
 * what RFC 8785 prescribes. Members that are undefined are left out, as JSON leaves them out.
 * @throws TypeError for what JSON can't say: a number that isn't finite, text with half a surrogate pair, a function.
 */
export function canonicalize(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value === 'string' && value.isWellFormed()) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalize).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value as Readonly<Record<string, unknown>>);
  throw new TypeError(`${typeof value} has no canonical JSON`);
}

function canonicalObject(object: Readonly<Record<string, unknown>>): string {
  let text = '';
  // By UTF-16 units, as sorting without a comparison does.
  for (const name of Object.keys(object).toSorted()) {
    const inner = object[name];
    if (inner !== undefined) text += `${text === '' ? '' : ','}${canonicalize(name)}:${canonicalize(inner)}`;
  }
  return `{${text}}`;
}

/** Canonical text in UTF-8. @throws TypeError as canonicalize does */
export const canonicalBytes = (value: Json | object): Uint8Array => utf8Bytes(canonicalize(value));
