import { createHash, randomBytes, randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MerkleTree } from '../../../gateway/log/tree.ts';
import { cutBundle, decodeBundle, encodeBundle } from '../../../sdk/log/bundles.ts';
import { hashRange, type Subtree, subtreesOf } from '../../../sdk/log/ranges.ts';
import { Tile } from '../../../sdk/log/tile.ts';
import { edgeOf, parseTilePath, tilePath, tileWidth } from '../../../sdk/log/tile-paths.ts';
import { type TileGrowth, TileWriter } from '../../../sdk/log/tile-writer.ts';
import { hexOf } from './support.ts';

const leavesOf = (count: number): Uint8Array[] => Array.from({ length: count }, () => randomBytes(32));
const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** MTH of RFC 6962 section 2.1 over leaf hashes, by its definition. */
function mth(leaves: readonly Uint8Array[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return Buffer.from(only);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.of(1), mth(leaves.slice(0, split)), mth(leaves.slice(split)));
}

/** A tile by the formula of C2SP tlog-tiles: MTH(D[(n * 256 + i) * 256**l : (n * 256 + i + 1) * 256**l]) for each i. */
function tileByFormula(leaves: readonly Uint8Array[], level: number, index: number, width: number): Buffer {
  const span = 256 ** level;
  return Buffer.concat(
    Array.from({ length: width }, (_, i) => {
      const start = (index * 256 + i) * span;
      return mth(leaves.slice(start, start + span));
    }),
  );
}

/** Tiles as a store has them that puts what each gains behind what it had. */
class Stored {
  readonly tiles = new Map<string, Buffer>();

  add(growth: readonly TileGrowth[]): void {
    for (const { level, index, width, bytes } of growth) {
      const key = `${level}/${index}`;
      const grown = Buffer.concat([this.tiles.get(key) ?? Buffer.alloc(0), bytes]);
      expect(grown.length).toBe(32 * width);
      this.tiles.set(key, grown);
    }
  }

  read = (level: number, index: number): Buffer => this.tiles.get(`${level}/${index}`) ?? Buffer.alloc(0);
}

describe('addresses of tiles', () => {
  it('are those of the specification', () => {
    expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe('0/x001/x234/067');
    expect(tilePath({ level: -1, index: 1234067, width: 8 })).toBe('entries/x001/x234/067.p/8');
    expect(tilePath({ level: 2, index: 0, width: 1 })).toBe('2/000.p/1');
  });

  it('are read back, and every other spelling is refused', () => {
    for (const index of [0, 999, 1000, 999_999, 1_000_000, 123_456_789_012_345])
      for (const [level, width] of [
        [-1, 255],
        [0, 256],
        [63, 1],
      ] as const)
        expect(parseTilePath(tilePath({ level, index, width }))).toEqual({ level, index, width });
    for (const path of [
      '',
      '0',
      '0/',
      '0/0',
      '0/00',
      '0/0000',
      '00/000',
      '64/000',
      '-1/000',
      '0/000/',
      '0/x000/000',
      '0/x000/x001/000',
      '0/001/000',
      '0/x001',
      '0/000.p/0',
      '0/000.p/01',
      '0/000.p/256',
      '0/000.p/',
      '0/000.p',
      'data/000',
      'entries/x1/000',
      '0/000.p/1/2',
      '0/../000',
      ' 0/000',
      '0/x001/x001/x001/x001/x001/001',
    ])
      expect(parseTilePath(path), path).toBeUndefined();
  });

  it('of a log of 70,000 are those that the specification counts', () => {
    expect(edgeOf(70_000)).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ]);
    expect(edgeOf(256)).toEqual([{ level: 1, index: 0, width: 1 }]);
    expect(edgeOf(0)).toEqual([]);
    expect(tileWidth({ level: 1, index: 0 }, 70_000)).toBe(256);
    expect(tileWidth({ level: -1, index: 273 }, 70_000)).toBe(112);
    expect(tileWidth({ level: 2, index: 1 }, 70_000)).toBe(0);
  });
});

describe('a log that is kept as tiles', () => {
  it('has the bytes of the formula in every tile and the root of the tree, however it was split into batches', () => {
    const leaves = leavesOf(70_000);
    const stored = new Stored();
    const tree = new MerkleTree();
    let writer = new TileWriter();
    for (let size = 0; size < leaves.length; ) {
      // Every batch but few begins with a writer that knows no more than the stored tiles.
      if (randomInt(10) > 0) writer = new TileWriter(size, stored.read);
      const batch = leaves.slice(size, size + 1 + randomInt(700));
      for (const leaf of batch) {
        writer.append(leaf);
        tree.append(leaf);
      }
      size += batch.length;
      stored.add(writer.takeGrowth());
      expect(hexOf(writer.root())).toBe(hexOf(tree.root()));
    }
    expect(stored.tiles.size).toBe(273 + 1 + 1 + 1 + 1);
    for (const [key, bytes] of stored.tiles) {
      const [level = 0, index = 0] = key.split('/').map(Number);
      const width = tileWidth({ level, index }, leaves.length);
      expect(hexOf(bytes), key).toBe(hexOf(tileByFormula(leaves, level, index, width)));
    }
  });

  it('yields every node of the tree from the tile that holds it', () => {
    const leaves = leavesOf(300);
    const tile = new Tile(Buffer.concat(leaves.slice(0, 256)));
    for (let height = 0; height <= 8; height++)
      for (let index = 0; index < 256 / 2 ** height; index++) {
        const under = leaves.slice(index * 2 ** height, (index + 1) * 2 ** height);
        expect(hexOf(tile.node(height, index))).toBe(hexOf(mth(under)));
      }
    const partial = new Tile(Buffer.concat(leaves.slice(0, 100)));
    expect(() => partial.node(0, 100)).toThrow(RangeError);
    expect(() => partial.node(3, 12)).toThrow(RangeError);
    expect(() => tile.node(9, 0)).toThrow(RangeError);
  });

  it('splits ranges exactly where numbers no longer fit 32 bits', () => {
    const size = 2 ** 40 + 2 ** 33 + 1;
    expect(subtreesOf({ from: 0, to: size })).toEqual([
      { level: 40, index: 0 },
      { level: 33, index: 2 ** 7 },
      { level: 0, index: 2 ** 40 + 2 ** 33 },
    ]);
    const named = ({ level, index }: Subtree) => sha256(Buffer.from(`${level}/${index}`));
    const [top, middle, last] = subtreesOf({ from: 0, to: size }).map(named);
    const right = sha256(Buffer.of(1), middle ?? top ?? Buffer.alloc(0), last ?? Buffer.alloc(0));
    const root = sha256(Buffer.of(1), top ?? Buffer.alloc(0), right);
    expect(hexOf(hashRange({ from: 0, to: size }, named))).toBe(hexOf(root));
  });
});

describe('entry bundles', () => {
  it('are entries behind their lengths as big-endian uint16', () => {
    const entries = [Buffer.from('ab'), Buffer.alloc(0), Buffer.alloc(258, 7)];
    const bundle = encodeBundle(entries);
    expect(hexOf(bundle)).toBe(`000261620000${'0102'}${'07'.repeat(258)}`);
    expect(decodeBundle(bundle).map(hexOf)).toEqual(entries.map(hexOf));
    expect(hexOf(cutBundle(bundle, 2))).toBe('000261620000');
    expect(() => decodeBundle(bundle.subarray(0, -1))).toThrow(RangeError);
    expect(() => encodeBundle([Buffer.alloc(65_536)])).toThrow(RangeError);
  });
});
