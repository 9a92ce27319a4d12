/** Contracts on a chain of their own in this process. */
import { BrowserProvider, type Contract, ContractFactory, encodeBytes32String, type Signer } from 'ethers';
import hre from 'hardhat';

/** A fresh chain with twenty funded accounts. */
export async function openChain(): Promise<BrowserProvider> {
  const { provider } = await hre.network.create();
  return new BrowserProvider(provider, undefined, { cacheTimeout: -1 });
}

/** Deploys a contract by its name. */
export async function deploy(name: string, deployer: Signer, ...values: unknown[]): Promise<Contract> {
  const { abi, bytecode } = await hre.artifacts.readArtifact(name);
  return (await new ContractFactory([...abi], bytecode, deployer).deploy(...values)) as Contract;
}

/** A contract at an address, by the name of its source. */
export async function attach(name: string, address: string, caller: Signer): Promise<Contract> {
  const { abi, bytecode } = await hre.artifacts.readArtifact(name);
  return new ContractFactory([...abi], bytecode, caller).attach(address) as Contract;
}

/** Name and arguments of the error with which a call is refused. @throws where it isn't refused. */
export async function refusalOf(contract: Contract, name: string, ...values: unknown[]): Promise<unknown[]> {
  try {
    await contract.getFunction(name).staticCall(...values);
  } catch (error) {
    const { revert } = error as { revert: { name: string; args: Iterable<unknown> } | null };
    if (revert === null) throw error;
    return [revert.name, ...revert.args];
  }
  throw new Error(`${name} was not refused`);
}

/** A short name as 32 bytes, the way the registers name departments, types and logs. */
export const named = (name: string): string => encodeBytes32String(name);

/** The log that belongs to a name. */
export const logOf = (name: string): bigint => BigInt(named(name));
