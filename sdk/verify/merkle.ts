/** Merkle tree proofs of RFC 9162 section 2.1 over SHA-256: what a verifier recomputes, without any tree. */
import { sha256 } from '#platform';
import { concatBytes, isEqualBytes as isEqual } from './bytes.ts';

const LEAF = new Uint8Array([0x00]);
const NODE = new Uint8Array([0x01]);

/** Hash of a leaf: SHA-256(0x00 ‖ entry), 32 bytes (RFC 9162 section 2.1.1). */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(concatBytes(LEAF, entry));
}

/** Hash of an inner node: SHA-256(0x01 ‖ left ‖ right), 32 bytes (RFC 9162 section 2.1.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(NODE, left, right));
}

/** A leaf's claimed place: its hash, its index, the tree's size and the sibling hashes from the leaf upwards. */
export type InclusionProof = {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
};

/**
 * Root that an inclusion proof leads to (RFC 9162 section 2.1.3.2), or undefined where the path has the wrong
 * length for this index and size. The caller compares it with the root that it trusts.
 */
export function rootFromInclusion({ leaf, index, size, path }: InclusionProof): Uint8Array | undefined {
  if (!isPlace(index) || !isPlace(size) || index >= size) return undefined;
  let place = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (isOdd(place) || place === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(place) && place !== 0) {
        place = half(place);
        last = half(last);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    place = half(place);
    last = half(last);
  }
  return last === 0 ? hash : undefined;
}

/** Two heads of one log, older first, and the nodes that connect them. */
export type ConsistencyProof = {
  readonly oldSize: number;
  readonly oldRoot: Uint8Array;
  readonly newSize: number;
  readonly newRoot: Uint8Array;
  readonly path: readonly Uint8Array[];
};

/** True where the newer head contains the older one unchanged (RFC 9162 section 2.1.4.2). An empty log is contained in every log. */
export function isConsistent({ oldSize, oldRoot, newSize, newRoot, path }: ConsistencyProof): boolean {
  if (!isPlace(oldSize) || !isPlace(newSize) || oldSize > newSize) return false;
  if (oldSize === newSize) return path.length === 0 && isEqual(oldRoot, newRoot);
  if (oldSize === 0) return path.length === 0;
  let place = oldSize - 1;
  let last = newSize - 1;
  while (isOdd(place)) {
    place = half(place);
    last = half(last);
  }
  const [first, ...rest] = place === 0 ? [oldRoot, ...path] : path;
  if (first === undefined) return false;
  let oldHash = first;
  let newHash = first;
  for (const node of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      oldHash = nodeHash(node, oldHash);
      newHash = nodeHash(node, newHash);
      while (!isOdd(place) && place !== 0) {
        place = half(place);
        last = half(last);
      }
    } else {
      newHash = nodeHash(newHash, node);
    }
    place = half(place);
    last = half(last);
  }
  return last === 0 && isEqual(oldHash, oldRoot) && isEqual(newHash, newRoot);
}

// Sizes pass 2^31, where bit operators on numbers wrap.
const half = (value: number): number => Math.floor(value / 2);
const isOdd = (value: number): boolean => value % 2 === 1;
const isPlace = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
