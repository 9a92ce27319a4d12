import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MerkleTree } from '../../../gateway/log/tree.ts';
import { isConsistent, leafHash, nodeHash, rootFromInclusion } from '../../../sdk/verify/merkle.ts';

const hex = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('hex');

// The eight entries and roots that the Certificate Transparency implementations share as their test data.
const ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = new Map([
  [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  [4, 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
  [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  [6, '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
  [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
]);

/** The definition of RFC 9162 section 2.1.1, written once more without any cleverness. */
function rootByDefinition(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return createHash('sha256').digest();
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split)));
}

describe('the Merkle tree', () => {
  const leaves = Array.from({ length: 70 }, (_, index) => leafHash(Buffer.from(`entry ${index}`)));
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.append(leaf);

  it('has the roots that Certificate Transparency implementations share as test data', () => {
    const known = new MerkleTree();
    for (const entry of ENTRIES) known.append(leafHash(Buffer.from(entry, 'hex')));
    for (const [size, root] of ROOTS) expect(hex(known.root(size))).toBe(root);
  });

  it('has the root of the definition at every size', () => {
    for (let size = 0; size <= leaves.length; size++)
      expect(hex(tree.root(size))).toBe(hex(rootByDefinition(leaves.slice(0, size))));
  });

  it('proves every leaf at every size, and no other leaf, place, size or path leads to the root', () => {
    for (let size = 1; size <= leaves.length; size++)
      for (const [index, leaf] of leaves.slice(0, size).entries()) {
        const path = tree.inclusion(index, size);
        const root = hex(tree.root(size));
        expect(hex(rootFromInclusion({ leaf, index, size, path }))).toBe(root);
        expect(hex(rootFromInclusion({ leaf: leafHash(leaf), index, size, path }))).not.toBe(root);
        expect(rootFromInclusion({ leaf, index, size, path: [...path, leaf] })).toBeUndefined();
        expect(rootFromInclusion({ leaf, index: size, size, path })).toBeUndefined();
        if (size > 1) {
          expect(hex(rootFromInclusion({ leaf, index: index ^ 1, size, path }))).not.toBe(root);
          expect(hex(rootFromInclusion({ leaf, index, size, path: path.slice(1) }))).not.toBe(root);
        }
      }
  });

  it('proves that every earlier head is contained, and refuses another old root, new root or path', () => {
    for (let newSize = 0; newSize <= leaves.length; newSize++)
      for (let oldSize = 0; oldSize <= newSize; oldSize++) {
        const proof = { oldSize, newSize, oldRoot: tree.root(oldSize), newRoot: tree.root(newSize) };
        const path = tree.consistency(oldSize, newSize);
        const other = leafHash(proof.newRoot);
        expect(isConsistent({ ...proof, path })).toBe(true);
        expect(isConsistent({ ...proof, path: [...path, other] })).toBe(false);
        if (oldSize > 0) {
          expect(isConsistent({ ...proof, path, oldRoot: other })).toBe(false);
          expect(isConsistent({ ...proof, path, newRoot: other })).toBe(false);
        }
        for (const place of path.keys())
          expect(isConsistent({ ...proof, path: path.with(place, other) })).toBe(false);
      }
  });

  it('refuses to prove what it does not hold', () => {
    expect(() => tree.root(71)).toThrow(RangeError);
    expect(() => tree.inclusion(70)).toThrow(RangeError);
    expect(() => tree.consistency(5, 4)).toThrow(RangeError);
  });
});
