/** Token Status List with two bits an entry: what a credential's status is, now. */
import { decodeBase64url, inflate } from '#platform';
import { isCount, isObject } from './json.ts';
import { type Jws, kidOf, readJws } from './jws.ts';
import type { MaybePromise } from './platform.ts';
import { demand } from './refused.ts';
import { readMoment, type Validity } from './validity.ts';

/** Entries of one list. */
export const STATUS_LIST_SIZE = 131_072;
/** Bytes of one list, uncompressed: four entries a byte. */
export const STATUS_LIST_BYTES = STATUS_LIST_SIZE / 4;

/** Values that an entry takes (Token Status List section 7.1). */
export const STATUS = { valid: 0, invalid: 1, suspended: 2 } as const;

/** A status list token that was read and not yet believed; times in seconds since 1970. */
export type StatusToken = Validity & {
  readonly jws: Jws;
  readonly kid: string;
  readonly subject: string;
  /** Seconds for which it may be used before a fresh one is fetched. */
  readonly timeToLive: number;
  /** The list in zlib format (RFC 1950), in base64url. */
  readonly compressed: string;
};

/** @throws Refused MALFORMED for anything but a status list token of two bits an entry that says how long it is to be used and when it expires. */
export function readStatusToken(compact: string): StatusToken {
  const jws = readJws(compact, 'statuslist+jwt');
  const { sub, exp, ttl, status_list: list } = jws.payload;
  demand(typeof sub === 'string' && exp !== undefined && isCount(ttl) && ttl > 0);
  demand(isObject(list) && list.bits === 2 && typeof list.lst === 'string');
  const shared = { ...readMoment(jws.payload), jws, kid: kidOf(jws) };
  return { ...shared, subject: sub, timeToLive: ttl, compressed: list.lst };
}

const LISTS_MAX = 32;
const lists = new Map<string, Uint8Array>();

/**
 * The list, uncompressed, or undefined for what can't be inflated or is longer than any list. The last ones are kept: a token
 * serves for minutes, and inflating it costs as much as checking its signature.
 */
export function openList({ compressed }: StatusToken): MaybePromise<Uint8Array | undefined> {
  const known = lists.get(compressed);
  if (known !== undefined) return known;
  const bytes = decodeBase64url(compressed);
  const list = bytes && inflate(bytes, STATUS_LIST_BYTES);
  return list instanceof Promise ? list.then((opened) => keep(compressed, opened)) : keep(compressed, list);
}

function keep(compressed: string, list: Uint8Array | undefined): Uint8Array | undefined {
  if (list === undefined) return undefined;
  if (lists.size >= LISTS_MAX) lists.clear();
  lists.set(compressed, list);
  return list;
}

/** The entry at `index`, least significant bits first; undefined outside the list. */
export function statusAt(list: Uint8Array, index: number): number | undefined {
  const byte = isCount(index) ? list[Math.floor(index / 4)] : undefined;
  return byte === undefined ? undefined : (byte >> (2 * (index % 4))) & 3;
}

/** Writes an entry. @throws RangeError outside the list or for a value above 3. */
export function setStatusAt(list: Uint8Array, index: number, value: number): void {
  const place = Math.floor(index / 4);
  const byte = isCount(index) ? list[place] : undefined;
  if (byte === undefined || !isCount(value) || value > 3) throw new RangeError('no such entry');
  const shift = 2 * (index % 4);
  list[place] = (byte & ~(3 << shift)) | (value << shift);
}
