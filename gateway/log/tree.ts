/** An append-only Merkle tree of RFC 9162 in memory: every complete node is kept, so a proof costs no rehashing of leaves. */
import { HASH, hashPair } from '../../sdk/log/hashing.ts';
import {
  consistencyRanges,
  hashRange,
  inclusionRanges,
  type Range,
  type Subtree,
} from '../../sdk/log/ranges.ts';

const FIRST_CAPACITY = 1024;

/** Grows at the end only. Roots and proofs can be asked for every size it has ever had. */
export class MerkleTree {
  // The nodes of a level lie side by side: a buffer for each would cost more than its hash.
  readonly #levels: Buffer[] = [Buffer.alloc(FIRST_CAPACITY * HASH)];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf hash (32 bytes) at the end and returns its index. @throws RangeError for any other length. */
  append(leaf: Uint8Array): number {
    if (leaf.length !== HASH) throw new RangeError(`a leaf hash has ${HASH} bytes, not ${leaf.length}`);
    const index = this.#size++;
    this.#roomFor(0, index).set(leaf, index * HASH);
    for (let level = 0, count = index + 1; count % 2 === 0; level++) {
      const parent = count / 2 - 1;
      const nodes = this.#roomFor(level + 1, parent);
      hashPair(nodes, parent * HASH, this.#level(level), (count - 2) * HASH);
      count /= 2;
    }
    return index;
  }

  /** Root of the first `size` leaves; SHA-256 of nothing for an empty tree. @throws RangeError beyond the tree's size. */
  root(size: number = this.size): Uint8Array {
    this.#check(size);
    return this.#hash({ from: 0, to: size });
  }

  /** Sibling hashes from the leaf upwards (RFC 9162 section 2.1.3.1). @throws RangeError outside the tree. */
  inclusion(index: number, size: number = this.size): Uint8Array[] {
    this.#check(size);
    return inclusionRanges(index, size).map((range) => this.#hash(range));
  }

  /** Nodes that connect the head at `oldSize` with the head at `newSize` (RFC 9162 section 2.1.4.1). @throws RangeError where oldSize > newSize or beyond the tree. */
  consistency(oldSize: number, newSize: number = this.size): Uint8Array[] {
    this.#check(newSize);
    return consistencyRanges(oldSize, newSize).map((range) => this.#hash(range));
  }

  #hash(range: Range): Uint8Array {
    return hashRange(range, (subtree) => this.#node(subtree));
  }

  // A copy, so that nobody who was given a node can change the tree.
  #node({ level, index }: Subtree): Uint8Array {
    return new Uint8Array(this.#level(level).subarray(index * HASH, (index + 1) * HASH));
  }

  #check(size: number): void {
    if (!Number.isSafeInteger(size) || size < 0 || size > this.size)
      throw new RangeError(`the tree has ${this.size} leaves, not ${size}`);
  }

  #level(level: number): Buffer {
    const nodes = this.#levels[level];
    if (nodes === undefined) throw new RangeError(`level ${level} is not in the tree`);
    return nodes;
  }

  #roomFor(level: number, index: number): Buffer {
    const nodes = this.#levels[level] ?? Buffer.alloc(FIRST_CAPACITY * HASH);
    const end = (index + 1) * HASH;
    const roomy = end <= nodes.length ? nodes : doubled(nodes);
    this.#levels[level] = roomy;
    return roomy;
  }
}

function doubled(nodes: Buffer): Buffer {
  const roomy = Buffer.allocUnsafeSlow(nodes.length * 2);
  nodes.copy(roomy);
  return roomy;
}
