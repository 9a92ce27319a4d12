/** Gas of the registers' writes, measured on a chain of their own in steady state. */
import { createHash } from 'node:crypto';
import {
  BrowserProvider,
  type Contract,
  ContractFactory,
  type ContractTransactionResponse,
  encodeBytes32String,
  type Signer,
} from 'ethers';
import hre from 'hardhat';

export const appendSizes = [1, 16, 64, 128, 256, 1024] as const;
export const changeCounts = [1, 16, 256] as const;
const NAME = encodeBytes32String('PSB');
const LOG = BigInt(NAME);

/** Gas of each write, by a name that tells it. */
export type GasFigures = Readonly<Record<string, number>>;

/** The same writes give the same figures on every machine. */
export async function measureGas(): Promise<GasFigures> {
  const { provider } = await hre.network.create();
  const chain = new BrowserProvider(provider, undefined, { cacheTimeout: -1 });
  const [registrar, owner] = [await chain.getSigner(0), await chain.getSigner(1)];
  return { ...(await measureAppends(registrar, owner)), ...(await measureChanges(registrar, owner)) };
}

async function measureAppends(registrar: Signer, owner: Signer): Promise<GasFigures> {
  const figures: Record<string, number> = {};
  for (const size of appendSizes) {
    const logs = await deploy('CommitmentLogs', registrar);
    await logs.getFunction('setOwner')(LOG, await owner.getAddress());
    const own = logs.connect(owner) as Contract;
    // Steady state: the log has leaves already, and the slots that this batch writes were written before.
    for (let before = 0; before < 2; before++)
      await own.getFunction('append')(LOG, before * size, leavesFrom(before * size, size));
    figures[`append of ${size}`] = await gasOf(
      own.getFunction('append')(LOG, 2 * size, leavesFrom(2 * size, size)),
    );
  }
  return figures;
}

async function measureChanges(registrar: Signer, owner: Signer): Promise<GasFigures> {
  const figures: Record<string, number> = {};
  for (const count of changeCounts) {
    const lists = await deploy('StatusLists', registrar);
    await lists.getFunction('setOwner')(NAME, await owner.getAddress());
    const own = lists.connect(owner) as Contract;
    await own.getFunction('change')(NAME, 1, `0x${'00'.repeat(32)}`, hashOf('list'), changesOf(1));
    const head = await own.getFunction('head')(NAME, 1);
    figures[`status change of ${count}`] = await gasOf(
      own.getFunction('change')(NAME, 1, head, hashOf('next'), changesOf(count)),
    );
  }
  return figures;
}

async function deploy(name: string, registrar: Signer): Promise<Contract> {
  const { abi, bytecode } = await hre.artifacts.readArtifact(name);
  return (await new ContractFactory([...abi], bytecode, registrar).deploy(
    await registrar.getAddress(),
  )) as Contract;
}

async function gasOf(sent: Promise<ContractTransactionResponse>): Promise<number> {
  return Number((await (await sent).wait())?.gasUsed);
}

const hashOf = (text: string): string => `0x${createHash('sha256').update(text).digest('hex')}`;
const leavesFrom = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => hashOf(`leaf ${first + index}`));

function changesOf(count: number): string {
  const changes = Array.from(
    { length: count },
    (_, index) => (((index * 509) % 2 ** 17) << 2) | (1 + (index % 2)),
  );
  return `0x${changes.map((change) => change.toString(16).padStart(6, '0')).join('')}`;
}
