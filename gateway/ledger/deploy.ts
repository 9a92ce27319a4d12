/** Puts the registers on a ledger that has none yet. */
import { readFileSync } from 'node:fs';
import type { JsonRpcApiProvider } from 'ethers';
import { AbiCoder, hexlify } from 'ethers';
import { CityError } from '../errors.ts';
import type { LedgerAccount } from '../keys/keys.ts';
import { ask, TransactionSender } from './evm-transactions.ts';

// As `hardhat build` leaves it.
const ARTIFACT = new URL('../../artifacts/contracts/Issuers.sol/Issuers.json', import.meta.url);

/** What the registers begin with: the operator's account and the key of the access log's checkpoints (Ed25519, 32 bytes). */
export type Deployment = {
  readonly provider: JsonRpcApiProvider;
  readonly operator: LedgerAccount;
  readonly accessCheckpointKey: Uint8Array;
  /** Blocks after which a write counts as final, its own included. */
  readonly confirmations: number;
};

/**
 * Deploys the Issuers register, which deploys the other two, and returns its address once it is final.
 * @throws CityError CONTRACTS_NOT_BUILT where the compiled contracts are missing.
 */
export async function deployRegisters({
  provider,
  operator,
  accessCheckpointKey,
  confirmations,
}: Deployment): Promise<string> {
  const chainId = BigInt(String(await ask(provider, 'eth_chainId', [])));
  const sender = new TransactionSender(provider, { chainId, confirmations });
  const values = AbiCoder.defaultAbiCoder().encode(
    ['address', 'bytes32'],
    [operator.address, hexlify(accessCheckpointKey)],
  );
  const receipt = await sender.send(operator, { to: null, data: readBytecode() + values.slice(2) });
  if (receipt.contractAddress === null) throw new CityError('LEDGER_REFUSED');
  return receipt.contractAddress;
}

function readBytecode(): string {
  try {
    return (JSON.parse(readFileSync(ARTIFACT, 'utf8')) as { bytecode: string }).bytecode;
  } catch (error) {
    throw new CityError('CONTRACTS_NOT_BUILT', {}, error);
  }
}
