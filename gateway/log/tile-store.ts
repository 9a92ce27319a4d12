/** The tiles of all logs in PostgreSQL: what a batch adds, and proofs read from a handful of tiles whatever the log's length. */
import { type Kysely, sql } from 'kysely';
import { cutBundle } from '../../sdk/log/bundles.ts';
import { HASH } from '../../sdk/log/hashing.ts';
import { hashRange, type Range, type Subtree, subtreesOf } from '../../sdk/log/ranges.ts';
import { Tile } from '../../sdk/log/tile.ts';
import {
  ENTRIES_LEVEL,
  edgeOf,
  TILE_HEIGHT,
  TILE_WIDTH,
  type TileAddress,
  tileWidth,
} from '../../sdk/log/tile-paths.ts';
import { type TileGrowth, TileWriter } from '../../sdk/log/tile-writer.ts';
import type { Tables } from '../database/tables.ts';

/** A tile keeps 16 KiB once it is cached: at most 32 MiB in all. */
const TILES_CACHED = 2048;

type Coordinates = Omit<TileAddress, 'width'>;

/** Reads ranges and tiles of logs. What it is asked for must be on the log: heads are the caller's. */
export type TileStore = {
  /** Hashes of ranges (RFC 9162 section 2.1.1), with one query for all tiles that aren't cached. */
  readonly hashRanges: (log: string, ranges: readonly Range[]) => Promise<Uint8Array[]>;
  /** Bytes of a tile or bundle at the address's width, as C2SP tlog-tiles serves it; undefined beyond `size` leaves. */
  readonly readTile: (log: string, address: TileAddress, size: number) => Promise<Uint8Array | undefined>;
};

/** Opens the tiles for reading, with a cache of its own. */
export function openTileStore(db: Kysely<Tables>): TileStore {
  const cache = new Map<string, Tile>();
  return {
    hashRanges: async (log, ranges) => {
      const tiles = await loadTiles({ db, cache, log }, ranges.flatMap(subtreesOf));
      const readNode = (subtree: Subtree): Uint8Array => {
        const { coordinates, height, place } = locate(subtree);
        const tile = tiles.get(keyOf(log, coordinates));
        if (tile === undefined) throw new RangeError(`log ${log} has no tile ${coordinates.index}`);
        return tile.node(height, place);
      };
      return ranges.map((range) => hashRange(range, readNode));
    },
    readTile: async (log, address, size) => {
      if (tileWidth(address, size) < address.width) return undefined;
      const [bytes] = await selectTiles(db, log, [address]);
      if (bytes === undefined) return undefined;
      return address.level === ENTRIES_LEVEL
        ? cutBundle(bytes.bytes, address.width)
        : bytes.bytes.subarray(0, address.width * HASH);
    },
  };
}

/** A writer that goes on at the end of a log of `size` leaves. */
export async function openTileWriter(db: Kysely<Tables>, log: string, size: number): Promise<TileWriter> {
  const edges = await selectTiles(db, log, edgeOf(size));
  return new TileWriter(size, (level, index) => {
    const edge = edges.find((row) => row.level === level && row.index === index);
    if (edge === undefined) throw new RangeError(`log ${log} lacks its last tile at level ${level}`);
    return edge.bytes;
  });
}

/** Stores what tiles and bundles gained; belongs in the transaction that moves the head. */
export async function storeGrowth(
  trx: Kysely<Tables>,
  log: string,
  growth: readonly Omit<TileGrowth, 'width'>[],
): Promise<void> {
  await trx
    .insertInto('log_tiles')
    .values(growth.map(({ level, index, bytes }) => ({ log, level, index, bytes: Buffer.from(bytes) })))
    .onConflict((conflict) =>
      conflict
        .columns(['log', 'level', 'index'])
        .doUpdateSet({ bytes: sql`log_tiles.bytes || excluded.bytes` }),
    )
    .execute();
}

type Loading = {
  readonly db: Kysely<Tables>;
  readonly cache: Map<string, Tile>;
  readonly log: string;
};

async function loadTiles(
  { db, cache, log }: Loading,
  subtrees: readonly Subtree[],
): Promise<ReadonlyMap<string, Tile>> {
  const found = new Map<string, Tile>();
  const missing = new Map<string, Coordinates>();
  for (const subtree of subtrees) {
    const { coordinates, height, place } = locate(subtree);
    const key = keyOf(log, coordinates);
    const tile = cache.get(key);
    // A tile that was partial when it was cached may have grown since.
    if (tile === undefined || tile.width < (place + 1) * 2 ** height) missing.set(key, coordinates);
    else found.set(key, tile);
  }
  for (const row of await selectTiles(db, log, [...missing.values()]))
    found.set(keyOf(log, row), new Tile(row.bytes));
  for (const [key, tile] of found) remember(cache, key, tile);
  return found;
}

/** Puts a tile last; the first is the one that was not used for longest. */
function remember(cache: Map<string, Tile>, key: string, tile: Tile): void {
  cache.delete(key);
  cache.set(key, tile);
  if (cache.size <= TILES_CACHED) return;
  const [oldest] = cache.keys();
  if (oldest !== undefined) cache.delete(oldest);
}

async function selectTiles(
  db: Kysely<Tables>,
  log: string,
  wanted: readonly Coordinates[],
): Promise<(Coordinates & { readonly bytes: Buffer })[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql<Coordinates & { bytes: Buffer }>`
    select level, index, bytes from log_tiles
    where log = ${log} and (level, index) in (
      select * from unnest(${wanted.map(({ level }) => level)}::smallint[], ${wanted.map(({ index }) => index)}::bigint[]))
  `.execute(db);
  return rows;
}

/** The tile that holds a node, and where in it. */
function locate({ level, index }: Subtree): {
  readonly coordinates: Coordinates;
  readonly height: number;
  readonly place: number;
} {
  const height = level % TILE_HEIGHT;
  const perTile = TILE_WIDTH / 2 ** height;
  return {
    coordinates: { level: (level - height) / TILE_HEIGHT, index: Math.floor(index / perTile) },
    height,
    place: index % perTile,
  };
}

const keyOf = (log: string, { level, index }: Coordinates): string => `${log}/${level}/${index}`;
