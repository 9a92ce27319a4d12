/** Which nodes of an RFC 9162 tree a root or a proof is made of, whoever holds the nodes. */
import { nodeHash } from '../verify/merkle.ts';
import { EMPTY_ROOT } from './hashing.ts';

/** The leaves [from, to); `from` is a multiple of the width rounded up to a power of two. */
export type Range = { readonly from: number; readonly to: number };

/** A complete subtree: the 2^level leaves from index·2^level on. */
export type Subtree = { readonly level: number; readonly index: number };

/** Hash of a complete subtree. */
export type ReadNode = (subtree: Subtree) => Uint8Array;

/** Siblings from the leaf upwards (RFC 9162 section 2.1.3.1). @throws RangeError where the leaf is not in the tree. */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!isSize(size) || !isSize(index) || index >= size)
    throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  return descend(size, (split) => index < split, 1).siblings;
}

/** Ranges that connect two heads (RFC 9162 section 2.1.4.1). @throws RangeError where oldSize > newSize. */
export function consistencyRanges(oldSize: number, newSize: number): Range[] {
  if (!isSize(newSize) || !isSize(oldSize) || oldSize > newSize)
    throw new RangeError(`size ${oldSize} is not a past size of a tree of ${newSize}`);
  if (oldSize === 0 || oldSize === newSize) return [];
  const { last, siblings } = descend(newSize, (split) => oldSize <= split, oldSize);
  return last.from === 0 ? siblings : [last, ...siblings];
}

/** The complete subtrees that a range falls into, from left to right. */
export function subtreesOf({ from, to }: Range): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let start = from; start < to; ) {
    let level = 0;
    let width = 1;
    while (width * 2 <= to - start) {
      level++;
      width *= 2;
    }
    subtrees.push({ level, index: start / width });
    start += width;
  }
  return subtrees;
}

/** Hash of a range (RFC 9162 section 2.1.1); SHA-256 of nothing for an empty one. */
export function hashRange(range: Range, read: ReadNode): Uint8Array {
  const hashes = subtreesOf(range).map(read);
  return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
}

// Walks from the root of `size` leaves to the range that ends at `stop` leaves or holds one leaf, keeping what it passes by.
function descend(
  size: number,
  isLeft: (split: number) => boolean,
  stop: number,
): { last: Range; siblings: Range[] } {
  const siblings: Range[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1 && (stop === 1 || to !== stop)) {
    const split = from + splitOf(to - from);
    if (isLeft(split)) {
      siblings.push({ from: split, to });
      to = split;
    } else {
      siblings.push({ from, to: split });
      from = split;
    }
  }
  return { last: { from, to }, siblings: siblings.reverse() };
}

/** The largest power of two below `width`; by doubling, since logarithms round and bit operators end at 2^31. */
function splitOf(width: number): number {
  let split = 1;
  while (split * 2 < width) split *= 2;
  return split;
}

const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
