/** Building a tree of a million leaves, beside OpenZeppelin's library. */
import { createHash } from 'node:crypto';
import { SimpleMerkleTree } from '@openzeppelin/merkle-tree';
import { MerkleTree } from '../../gateway/log/tree.ts';
import type { Benchmark } from '../bench.ts';

const LEAVES = 1_000_000;

export const merkle: Benchmark = {
  name: 'merkle',
  summary: `Building a Merkle tree of ${LEAVES.toLocaleString('en')} leaves (RFC 9162, SHA-256) beside @openzeppelin/merkle-tree (SimpleMerkleTree, keccak256): CPU seconds of one thread, one build each.`,
  run: async ({ count }) => {
    const size = count ?? LEAVES;
    const leaves = Array.from({ length: size }, (_, index) =>
      createHash('sha256').update(String(index)).digest(),
    );
    const ours = secondsOf(() => {
      const tree = new MerkleTree();
      for (const leaf of leaves) tree.append(leaf);
      tree.root();
    });
    const hexadecimal = leaves.map((leaf) => `0x${leaf.toString('hex')}`);
    const theirs = secondsOf(() => SimpleMerkleTree.of(hexadecimal, { sortLeaves: false }));
    return {
      columns: ['tree', 'leaves', 'CPU seconds'],
      rows: [
        ['this project', size, ours],
        ['OpenZeppelin', size, theirs],
      ],
      goals: [{ what: 'times faster', measured: theirs / ours, bound: 40, kind: 'at least' }],
    };
  },
};

function secondsOf(run: () => void): number {
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1e6;
}
