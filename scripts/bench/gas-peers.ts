/** Gas of the same work in what others run: EAS and OpenAttestation's document store, from their published bytecode. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  BrowserProvider,
  type Contract,
  ContractFactory,
  type ContractTransactionReceipt,
  type ContractTransactionResponse,
  type InterfaceAbi,
  id,
  type Signer,
  ZeroAddress,
  ZeroHash,
} from 'ethers';
import hre from 'hardhat';

/** Gas for each credential by how many go in one call; undefined where they don't fit in one transaction. */
export type PeerGas = { readonly issued: number | undefined; readonly revoked: number | undefined };

const require = createRequire(import.meta.url);
/** The most gas that a transaction may use (EIP-7825). */
const MOST_GAS = { gasLimit: 2 ** 24 };

/** One record a credential, as each of them does without a tree of its own above it. */
export async function measurePeers(
  counts: readonly number[],
): Promise<Readonly<Record<'eas' | 'documentStore', ReadonlyMap<number, PeerGas>>>> {
  const { provider } = await hre.network.create();
  const owner = await new BrowserProvider(provider, undefined, { cacheTimeout: -1 }).getSigner(0);
  const [eas, documentStore] = [await openEas(owner), await openDocumentStore(owner)];
  const measure = async (one: (count: number) => Promise<PeerGas>): Promise<Map<number, PeerGas>> => {
    const figures = new Map<number, PeerGas>();
    for (const count of counts) figures.set(count, await one(count));
    return figures;
  };
  return { eas: await measure(eas), documentStore: await measure(documentStore) };
}

type Peer = (count: number) => Promise<PeerGas>;

async function openEas(owner: Signer): Promise<Peer> {
  const registry = await deploy(artifactOf('SchemaRegistry'), owner, []);
  const eas = await deploy(artifactOf('EAS'), owner, [await registry.getAddress()]);
  const registered = await receiptOf(
    registry.getFunction('register')('bytes32 commitment', ZeroAddress, true),
  );
  const schema = registered?.logs[0]?.topics[1] ?? '';
  return async (count) => {
    const data = hashes('eas', count).map((commitment) => ({
      recipient: ZeroAddress,
      expirationTime: 0,
      revocable: true,
      refUID: ZeroHash,
      data: commitment,
      value: 0,
    }));
    const issued = await receiptOf(eas.getFunction('multiAttest')([{ schema, data }], MOST_GAS));
    // The event's data is the attestation's identifier.
    const revocations = (issued?.logs ?? []).map((log) => ({ uid: log.data, value: 0 }));
    const revoked =
      issued && (await receiptOf(eas.getFunction('multiRevoke')([{ schema, data: revocations }], MOST_GAS)));
    return shareOf({ issued, revoked, count });
  };
}

async function openDocumentStore(owner: Signer): Promise<Peer> {
  const {
    DocumentStore__factory: compiled,
  } = require('@govtechsg/document-store/dist/contracts/factories/contracts/DocumentStore__factory.js');
  const store = await deploy(compiled, owner, ['benchmark', await owner.getAddress()]);
  return async (count) => {
    const documents = hashes('store', count);
    const issued = await receiptOf(store.getFunction('bulkIssue')(documents, MOST_GAS));
    const revoked = issued && (await receiptOf(store.getFunction('bulkRevoke')(documents, MOST_GAS)));
    return shareOf({ issued, revoked, count });
  };
}

type Done = ContractTransactionReceipt | null | undefined;

const shareOf = ({ issued, revoked, count }: { issued: Done; revoked: Done; count: number }): PeerGas => ({
  issued: issued ? Number(issued.gasUsed) / count : undefined,
  revoked: revoked ? Number(revoked.gasUsed) / count : undefined,
});

/** Undefined where the call ran out of what a transaction may use. */
async function receiptOf(sent: Promise<ContractTransactionResponse>): Promise<Done> {
  try {
    return await (await sent).wait();
  } catch (error) {
    if (/out of gas/i.test(String(error))) return undefined;
    throw error;
  }
}

const hashes = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => id(`${name} ${count} ${index}`));

type Compiled = { readonly abi: InterfaceAbi; readonly bytecode: string };

const artifactOf = (name: string): Compiled =>
  JSON.parse(
    readFileSync(
      require.resolve(
        `@ethereum-attestation-service/eas-contracts/artifacts/contracts/${name}.sol/${name}.json`,
      ),
      'utf8',
    ),
  );

const deploy = async ({ abi, bytecode }: Compiled, owner: Signer, values: unknown[]): Promise<Contract> =>
  (await new ContractFactory(abi, bytecode, owner).deploy(...values)) as Contract;
