/** Addresses and widths of tiles, as C2SP tlog-tiles has them. */

/** Hashes in a full tile, and entries in a full bundle. */
export const TILE_WIDTH = 256;

/** Tree levels from the hashes of a tile to those of the tile above it. */
export const TILE_HEIGHT = 8;

/** Where entry bundles are kept beside the tiles of levels 0 and above. */
export const ENTRIES_LEVEL = -1;

/** A tile of hashes, or at `ENTRIES_LEVEL` a bundle of entries; `width` counts its hashes or entries. */
export type TileAddress = { readonly level: number; readonly index: number; readonly width: number };

// Five groups of digits stay below 2^53, and no log comes near.
const PATH = /^(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Reads `<L>/<N>[.p/<W>]` or `entries/<N>[.p/<W>]`; undefined for every other spelling, so that each tile has one address. */
export function parseTilePath(path: string): TileAddress | undefined {
  const [, name = '', digits = '', partial] = PATH.exec(path) ?? [];
  if (name === '') return undefined;
  const level = name === 'entries' ? ENTRIES_LEVEL : Number(name);
  const index = Number(digits.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  const isSound = level < 64 && (partial === undefined || width < TILE_WIDTH);
  const address = { level, index, width };
  return isSound && tilePath(address) === path ? address : undefined;
}

/** The address below `<prefix>/tile/`. */
export function tilePath({ level, index, width }: TileAddress): string {
  const name = level === ENTRIES_LEVEL ? 'entries' : String(level);
  const groups =
    String(index)
      .padStart(Math.ceil(String(index).length / 3) * 3, '0')
      .match(/\d{3}/g) ?? [];
  const path = groups.map((group, place) => (place === groups.length - 1 ? group : `x${group}`)).join('/');
  return `${name}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** How many hashes or entries a tile has in a tree of `size` leaves: 0 to 256. */
export function tileWidth({ level, index }: Omit<TileAddress, 'width'>, size: number): number {
  const hashes = hashesAt(level, size) - index * TILE_WIDTH;
  return Math.max(0, Math.min(TILE_WIDTH, hashes));
}

/** The partial tiles of levels 0 and above that end a tree of `size` leaves, from the leaves upwards. */
export function edgeOf(size: number): TileAddress[] {
  const edge: TileAddress[] = [];
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    const index = Math.floor(hashesAt(level, size) / TILE_WIDTH);
    const width = hashesAt(level, size) % TILE_WIDTH;
    if (width > 0) edge.push({ level, index, width });
  }
  return edge;
}

const hashesAt = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** Math.max(0, level));
