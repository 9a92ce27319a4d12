/** Appends leaves to a log that is kept as tiles, holding no more of it than its last tiles. */
import { nodeHash } from '../verify/merkle.ts';
import { EMPTY_ROOT, HASH } from './hashing.ts';
import { subtreesOf } from './ranges.ts';
import { Tile } from './tile.ts';
import { edgeOf, TILE_HEIGHT, TILE_WIDTH } from './tile-paths.ts';

/** What a tile gains: `bytes` stand behind those it had; `width` is its new number of hashes. */
export type TileGrowth = {
  readonly level: number;
  readonly index: number;
  readonly width: number;
  readonly bytes: Uint8Array;
};

/** The bytes of a partial tile that the log ends with. */
export type ReadEdge = (level: number, index: number) => Uint8Array;

type Edge = { index: number; width: number; stored: number; readonly hashes: Uint8Array };

/** A log of `size` leaves that grows at its end; its memory doesn't grow with the log. */
export class TileWriter {
  readonly #edges: Edge[] = [];
  #full: TileGrowth[] = [];
  #size: number;

  /** @param read gives the partial tiles of a log of `size` leaves; called for each level that has one */
  constructor(size = 0, read: ReadEdge = () => new Uint8Array()) {
    this.#size = size;
    for (const { level, index, width } of edgeOf(size)) {
      const edge = this.#edge(level);
      edge.hashes.set(read(level, index).subarray(0, width * HASH));
      edge.index = index;
      edge.width = width;
      edge.stored = width;
    }
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf hash of 32 bytes. */
  append(leaf: Uint8Array): void {
    this.#push(0, leaf);
    this.#size++;
  }

  /** Root of the log as it stands (RFC 9162 section 2.1.1). */
  root(): Uint8Array {
    let root: Uint8Array | undefined;
    for (const { hashes, width } of this.#edges.filter((edge) => edge.width > 0)) {
      const tile = new Tile(hashes.subarray(0, width * HASH));
      const peaks = subtreesOf({ from: 0, to: width }).map(({ level, index }) => tile.node(level, index));
      for (const peak of peaks.reverse()) root = root === undefined ? peak : nodeHash(peak, root);
    }
    return root ?? EMPTY_ROOT;
  }

  /** Tiles that became full since the last call; whole ones as long as nobody took growth before. */
  takeFull(): TileGrowth[] {
    const full = this.#full;
    this.#full = [];
    return full;
  }

  /** What the tiles gained since the last call, to be stored with the head that it leads to. */
  takeGrowth(): TileGrowth[] {
    const growth = this.takeFull();
    for (const [level, edge] of this.#edges.entries())
      if (edge.width > edge.stored) growth.push(grow(level, edge));
    return growth;
  }

  #push(level: number, hash: Uint8Array): void {
    const edge = this.#edge(level);
    edge.hashes.set(hash, edge.width * HASH);
    edge.width++;
    if (edge.width < TILE_WIDTH) return;
    this.#full.push(grow(level, edge));
    const root = new Tile(edge.hashes).node(TILE_HEIGHT, 0);
    edge.index++;
    edge.width = 0;
    edge.stored = 0;
    this.#push(level + 1, root);
  }

  #edge(level: number): Edge {
    for (let missing = this.#edges.length; missing <= level; missing++)
      this.#edges.push({
        index: Math.floor(this.#size / TILE_WIDTH ** (missing + 1)),
        width: 0,
        stored: 0,
        hashes: new Uint8Array(TILE_WIDTH * HASH),
      });
    return this.#edges[level] as Edge;
  }
}

function grow(level: number, edge: Edge): TileGrowth {
  const bytes = edge.hashes.slice(edge.stored * HASH, edge.width * HASH);
  edge.stored = edge.width;
  return { level, index: edge.index, width: edge.width, bytes };
}
