/** One tile as the small tree that it is: the nodes between its hashes and the tile above it. */
import { HASH, hashPair } from './hashing.ts';
import { TILE_HEIGHT, TILE_WIDTH } from './tile-paths.ts';

/** A tile's hashes, and the nodes above them, each hashed once and only when asked for. */
export class Tile {
  readonly width: number;
  readonly #nodes = new Uint8Array(2 * TILE_WIDTH * HASH);
  readonly #isKnown = new Uint8Array(2 * TILE_WIDTH);

  /** @param hashes 32 bytes for each of 1 to 256 hashes */
  constructor(hashes: Uint8Array) {
    this.width = hashes.length / HASH;
    this.#nodes.set(hashes);
    this.#isKnown.fill(1, 0, this.width);
  }

  /** Node `index` of those at `height` (0 to 8) above the tile's hashes. @throws RangeError where the tile doesn't have all below it. */
  node(height: number, index: number): Uint8Array {
    if (height > TILE_HEIGHT || (index + 1) * 2 ** height > this.width)
      throw new RangeError(`a tile of ${this.width} hashes has no node ${index} at height ${height}`);
    const start = this.#find(height, index) * HASH;
    return this.#nodes.slice(start, start + HASH);
  }

  #find(height: number, index: number): number {
    const slot = firstSlotOf(height) + index;
    if (this.#isKnown[slot] === 1) return slot;
    const left = this.#find(height - 1, 2 * index);
    this.#find(height - 1, 2 * index + 1);
    hashPair(this.#nodes, slot * HASH, this.#nodes, left * HASH);
    this.#isKnown[slot] = 1;
    return slot;
  }
}

/** 256 nodes at height 0, then 128, 64, … */
const firstSlotOf = (height: number): number => 2 * TILE_WIDTH - ((2 * TILE_WIDTH) >> height);
