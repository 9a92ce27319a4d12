/** The chain of a status list's changes: what the ledger hashes when a list changes. */
import { sha256 } from '#platform';
import { concatBytes } from '../verify/bytes.ts';
import type { StatusChange } from './ledger.ts';

const CHANGE_BYTES = 3;

/** Hash of a list that is recorded on the ledger: SHA-256 of its uncompressed bits. */
export const listHashOf = (bits: Uint8Array): Uint8Array => new Uint8Array(sha256(bits));

/** Three bytes a change, big-endian: the index, then the 2-bit value. */
export function encodeChanges(changes: readonly StatusChange[]): Uint8Array {
  const bytes = new Uint8Array(CHANGE_BYTES * changes.length);
  for (const [place, { index, value }] of changes.entries()) {
    const change = index * 4 + value;
    bytes.set([change >>> 16, (change >>> 8) & 0xff, change & 0xff], CHANGE_BYTES * place);
  }
  return bytes;
}

/** What encodeChanges encoded. @throws RangeError for bytes that are no changes. */
export function decodeChanges(bytes: Uint8Array): StatusChange[] {
  if (bytes.length % CHANGE_BYTES !== 0) throw new RangeError(`${bytes.length} bytes are no changes`);
  return Array.from({ length: bytes.length / CHANGE_BYTES }, (_, place) => {
    const [high = 0, middle = 0, low = 0] = bytes.subarray(CHANGE_BYTES * place);
    return { index: (high << 14) | (middle << 6) | (low >>> 2), value: low & 3 };
  });
}

/** The head of a list after a batch of changes: SHA-256(head ‖ list hash ‖ changes). */
export const nextHead = ({
  head,
  listHash,
  changes,
}: {
  readonly head: Uint8Array;
  readonly listHash: Uint8Array;
  readonly changes: readonly StatusChange[];
}): Uint8Array => new Uint8Array(sha256(concatBytes(head, listHash, encodeChanges(changes))));
