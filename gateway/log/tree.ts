/** An append-only Merkle tree of RFC 9162 in memory: every complete node is kept, so a proof costs no rehashing of leaves. */
import { createHash } from 'node:crypto';
import { nodeHash } from '../../sdk/verify/merkle.ts';

const EMPTY_ROOT: Uint8Array = createHash('sha256').digest();

/** Grows at the end only. Roots and proofs can be asked for every size it has ever had. */
export class MerkleTree {
  readonly #levels: Uint8Array[][] = [[]];

  get size(): number {
    return this.#level(0).length;
  }

  /** Adds a leaf hash (32 bytes) at the end and returns its index. */
  append(leaf: Uint8Array): number {
    const index = this.size;
    this.#level(0).push(leaf);
    for (let level = 0, count = index + 1; count % 2 === 0; level++, count /= 2) {
      const nodes = this.#level(level);
      this.#level(level + 1).push(nodeHash(at(nodes, count - 2), at(nodes, count - 1)));
    }
    return index;
  }

  /** Root of the first `size` leaves; SHA-256 of nothing for an empty tree. @throws RangeError beyond the tree's size. */
  root(size: number = this.size): Uint8Array {
    this.#check(size);
    return size === 0 ? EMPTY_ROOT : this.#range(0, size);
  }

  /** Sibling hashes from the leaf upwards (RFC 9162 section 2.1.3.1). @throws RangeError outside the tree. */
  inclusion(index: number, size: number = this.size): Uint8Array[] {
    this.#check(size);
    if (!Number.isSafeInteger(index) || index < 0 || index >= size)
      throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
    const path: Uint8Array[] = [];
    let from = 0;
    let to = size;
    while (to - from > 1) {
      const split = from + splitOf(to - from);
      if (index < split) {
        path.push(this.#range(split, to));
        to = split;
      } else {
        path.push(this.#range(from, split));
        from = split;
      }
    }
    return path.reverse();
  }

  /** Nodes that connect the head at `oldSize` with the head at `newSize` (RFC 9162 section 2.1.4.1). @throws RangeError where oldSize > newSize or beyond the tree. */
  consistency(oldSize: number, newSize: number = this.size): Uint8Array[] {
    this.#check(newSize);
    if (!Number.isSafeInteger(oldSize) || oldSize < 0 || oldSize > newSize)
      throw new RangeError(`size ${oldSize} is not a past size of a tree of ${newSize}`);
    if (oldSize === 0 || oldSize === newSize) return [];
    const path: Uint8Array[] = [];
    let from = 0;
    let to = newSize;
    while (to !== oldSize) {
      const split = from + splitOf(to - from);
      if (oldSize <= split) {
        path.push(this.#range(split, to));
        to = split;
      } else {
        path.push(this.#range(from, split));
        from = split;
      }
    }
    if (from !== 0) path.push(this.#range(from, to));
    return path.reverse();
  }

  /** Hash of the leaves [from, to), where `from` is a multiple of the range's width rounded up to a power of two. */
  #range(from: number, to: number): Uint8Array {
    const width = to - from;
    const level = Math.log2(width);
    if (Number.isInteger(level)) return at(this.#level(level), from / width);
    const split = from + splitOf(width);
    return nodeHash(this.#range(from, split), this.#range(split, to));
  }

  #check(size: number): void {
    if (!Number.isSafeInteger(size) || size < 0 || size > this.size)
      throw new RangeError(`the tree has ${this.size} leaves, not ${size}`);
  }

  #level(level: number): Uint8Array[] {
    const nodes = this.#levels[level] ?? [];
    this.#levels[level] = nodes;
    return nodes;
  }
}

/** The largest power of two below `width`, where RFC 9162 splits a tree. */
function splitOf(width: number): number {
  return 2 ** Math.ceil(Math.log2(width) - 1);
}

function at(nodes: readonly Uint8Array[], index: number): Uint8Array {
  const node = nodes[index];
  if (node === undefined) throw new RangeError(`node ${index} is not complete`);
  return node;
}
