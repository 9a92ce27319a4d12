import { createHash } from 'node:crypto';
import { type BaseContract, BrowserProvider, type Contract, ContractFactory, type Signer } from 'ethers';
import hre from 'hardhat';
import { beforeAll, describe, expect, it } from 'vitest';
import { MerkleTree } from '../../gateway/log/tree.ts';

const LOG = 7n;
const leafOf = (index: number) => createHash('sha256').update(`leaf ${index}`).digest();
const leavesFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => leafOf(first + index));

describe('the register of commitment logs', () => {
  let registrar: Signer;
  let owner: Signer;
  let stranger: Signer;
  let factory: ContractFactory;

  beforeAll(async () => {
    const { provider } = await hre.network.create();
    const browser = new BrowserProvider(provider, undefined, { cacheTimeout: -1 });
    registrar = await browser.getSigner(0);
    owner = await browser.getSigner(1);
    stranger = await browser.getSigner(2);
    const { abi, bytecode } = await hre.artifacts.readArtifact('CommitmentLogs');
    factory = new ContractFactory([...abi], bytecode, registrar);
  });

  async function openLog(): Promise<BaseContract & Contract> {
    const logs = (await factory.deploy(await registrar.getAddress())) as BaseContract & Contract;
    await logs.getFunction('setOwner')(LOG, await owner.getAddress());
    return logs.connect(owner) as BaseContract & Contract;
  }

  const append = (logs: Contract, first: number, leaves: Uint8Array[]) =>
    logs.getFunction('append')(LOG, first, leaves);

  async function refusalOf(logs: Contract, name: string, ...values: unknown[]): Promise<unknown[]> {
    try {
      await logs.getFunction(name).staticCall(...values);
    } catch (error) {
      const { revert } = error as { revert: { name: string; args: Iterable<unknown> } };
      return [revert.name, ...revert.args];
    }
    throw new Error('not refused');
  }

  it('has the root of an independent tree after every batch, however the leaves are split', async () => {
    for (const split of [
      [1, 1, 1, 1, 1],
      [3, 5, 8, 13],
      [64, 1, 63, 128],
      [7, 256, 2, 31],
      [255, 1, 300],
    ]) {
      const logs = await openLog();
      const tree = new MerkleTree();
      expect(await logs.getFunction('root')(LOG)).toBe(`0x${Buffer.from(tree.root()).toString('hex')}`);
      for (const count of split) {
        const leaves = leavesFrom(tree.size, count);
        await append(logs, tree.size, leaves);
        for (const leaf of leaves) tree.append(leaf);
        expect(await logs.getFunction('root')(LOG)).toBe(`0x${Buffer.from(tree.root()).toString('hex')}`);
      }
      expect((await logs.getFunction('head')(LOG)).size).toBe(BigInt(tree.size));
    }
  });

  it('lands a batch once: sent again it is refused with both sizes', async () => {
    const logs = await openLog();
    await append(logs, 0, leavesFrom(0, 3));
    expect(await refusalOf(logs, 'append', LOG, 0, leavesFrom(0, 3))).toEqual(['WrongSize', 0n, 3n]);
  });

  it('lets nobody append but the owner, nothing to a suspended log, and no empty batch', async () => {
    const logs = await openLog();
    const other = logs.connect(stranger) as Contract;
    expect(await refusalOf(other, 'append', LOG, 0, leavesFrom(0, 1))).toEqual([
      'NotLogOwner',
      LOG,
      await stranger.getAddress(),
    ]);
    expect(await refusalOf(logs, 'append', LOG, 0, [])).toEqual(['EmptyBatch', LOG]);
    await (logs.connect(registrar) as Contract).getFunction('setSuspended')(LOG, true);
    expect(await refusalOf(logs, 'append', LOG, 0, leavesFrom(0, 1))).toEqual(['LogSuspended', LOG]);
  });

  it('lets only the registrar open, transfer and suspend logs', async () => {
    const logs = await openLog();
    const address = await owner.getAddress();
    expect(await refusalOf(logs, 'setOwner', LOG, address)).toEqual(['NotRegistrar', address]);
    expect(await refusalOf(logs, 'setSuspended', LOG, true)).toEqual(['NotRegistrar', address]);
  });

  it('costs the calldata floor of EIP-7623 itself at 256 leaves, at most 1.02 of it at 128 and 1.08 at 64', async () => {
    for (const [count, bound] of [
      [64, 1.08],
      [128, 1.02],
      [256, 1],
    ] as const) {
      const logs = await openLog();
      // A log that has had every lower peak before: a peak's first write is paid once in a log's life.
      await append(logs, 0, leavesFrom(0, 1023));
      await append(logs, 1023, leavesFrom(1023, 1));
      const sent = await append(logs, 1024, leavesFrom(1024, count));
      const { gasUsed } = await sent.wait();
      const bytes = Buffer.from(sent.data.slice(2), 'hex');
      const tokens = bytes.reduce((sum: number, byte: number) => sum + (byte === 0 ? 1 : 4), 0);
      expect(Number(gasUsed) / (21_000 + 10 * tokens)).toBeLessThanOrEqual(bound);
    }
  });
});
