/** The register of status lists: chained, written by their owner alone, and cheap. */
import { createHash, randomBytes } from 'node:crypto';
import type { BrowserProvider, Contract, ContractTransactionResponse, Signer } from 'ethers';
import { beforeAll, describe, expect, test } from 'vitest';
import { deploy, named, openChain, refusalOf } from '../support/contracts.ts';

const PSB = named('PSB');
const ZERO = `0x${'00'.repeat(32)}`;
const hash = (): string => `0x${randomBytes(32).toString('hex')}`;

function changesOf(count: number): string {
  const changes = Array.from(
    { length: count },
    (_, index) => (((index * 509) % 2 ** 17) << 2) | (1 + (index % 2)),
  );
  return `0x${changes.map((change) => change.toString(16).padStart(6, '0')).join('')}`;
}

describe('the register of status lists', () => {
  let chain: BrowserProvider;
  let registrar: Signer;
  let owner: Signer;
  let lists: Contract;

  beforeAll(async () => {
    chain = await openChain();
    registrar = await chain.getSigner(0);
    owner = await chain.getSigner(1);
  });

  async function open(): Promise<Contract> {
    const fresh = await deploy('StatusLists', registrar, await registrar.getAddress());
    await fresh.getFunction('setOwner')(PSB, await owner.getAddress());
    return fresh.connect(owner) as Contract;
  }

  const headOf = (list = 1): Promise<string> => lists.getFunction('head')(PSB, list);

  test('a head is SHA-256 of the former head, the list’s hash and the changes', async () => {
    lists = await open();
    const [listHash, changes] = [hash(), changesOf(5)];
    await lists.getFunction('change')(PSB, 1, ZERO, listHash, changes);
    const first = createHash('sha256')
      .update(Buffer.from((ZERO + listHash.slice(2) + changes.slice(2)).slice(2), 'hex'))
      .digest('hex');
    expect(await headOf()).toBe(`0x${first}`);
    expect(await headOf(2)).toBe(ZERO);
    await lists.getFunction('change')(PSB, 1, await headOf(), hash(), changesOf(1));
    expect(await headOf()).not.toBe(`0x${first}`);
  });

  test('changes sent twice land once', async () => {
    lists = await open();
    const batch = [PSB, 1, ZERO, hash(), changesOf(2)] as const;
    await lists.getFunction('change')(...batch);
    expect(await refusalOf(lists, 'change', ...batch)).toEqual(['WrongHead', ZERO, await headOf()]);
  });

  test('only the owner changes a list, and not while the department is suspended', async () => {
    lists = await open();
    const stranger = lists.connect(await chain.getSigner(2)) as Contract;
    const batch = [PSB, 1, ZERO, hash(), changesOf(1)] as const;
    const address = await (await chain.getSigner(2)).getAddress();
    expect(await refusalOf(stranger, 'change', ...batch)).toEqual(['NotListOwner', PSB, address]);
    const asRegistrar = lists.connect(registrar) as Contract;
    await asRegistrar.getFunction('setSuspended')(PSB, true);
    expect(await refusalOf(lists, 'change', ...batch)).toEqual(['DepartmentSuspended', PSB]);
    await asRegistrar.getFunction('setSuspended')(PSB, false);
    await lists.getFunction('change').staticCall(...batch);
  });

  test('changes are a positive number of three-byte groups', async () => {
    lists = await open();
    expect(await refusalOf(lists, 'change', PSB, 1, ZERO, hash(), '0x')).toEqual(['MalformedChanges', 0n]);
    expect(await refusalOf(lists, 'change', PSB, 1, ZERO, hash(), '0x00000100')).toEqual([
      'MalformedChanges',
      4n,
    ]);
  });

  test('only the register of issuers opens and suspends lists', async () => {
    lists = await open();
    const address = await owner.getAddress();
    expect(await refusalOf(lists, 'setOwner', PSB, address)).toEqual(['NotRegistrar', address]);
    expect(await refusalOf(lists, 'setSuspended', PSB, true)).toEqual(['NotRegistrar', address]);
  });

  test('a change costs at most 215 gas at 256 a call', async () => {
    lists = await open();
    await lists.getFunction('change')(PSB, 1, ZERO, hash(), changesOf(1));
    const sent: ContractTransactionResponse = await lists.getFunction('change')(
      PSB,
      1,
      await headOf(),
      hash(),
      changesOf(256),
    );
    const receipt = await sent.wait();
    const gas = Number(receipt?.gasUsed) / 256;
    expect(gas).toBeLessThanOrEqual(215);
  });
});
