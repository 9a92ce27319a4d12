/** eth_call and eth_estimateGas: as the gateway may ask them, and as anybody may. */
import type { CallMessage, CallOutcome, EmbeddedChain } from './chain.ts';
import { hexOf } from './describe.ts';
import { invalid, RpcError, rpcCodes } from './rpc-error.ts';

/** Executes a message and throws its effects away. */
export type Execute = (chain: EmbeddedChain, message: CallMessage) => Promise<CallOutcome>;

/** Gas of a call that anybody makes: twice what the dearest view of the registers takes, and well under a tenth of a second. */
export const PUBLIC_CALL_GAS = 500_000n;

/** Whatever fits a block. */
export const execute: Execute = (chain, message) => chain.call(message);

/** Contracts of the chain only: code that the asker brings, or a precompile, can take far longer than its gas says. */
export const executePublic: Execute = async (chain, message) => {
  const { to, gas = PUBLIC_CALL_GAS } = message;
  if (to === undefined || chain.isPrecompile(to)) throw invalid('only contracts on the ledger can be called');
  return chain.call({ ...message, gas: gas < PUBLIC_CALL_GAS ? gas : PUBLIC_CALL_GAS });
};

/** Data that an executed message returned. @throws RpcError where it failed, with the data of a revert. */
export function dataOf({ failure, data }: CallOutcome): string {
  if (failure === 'revert') throw new RpcError(rpcCodes.reverted, 'execution reverted', data);
  if (failure !== undefined) throw new RpcError(rpcCodes.refused, failure);
  return data;
}

/**
 * Gas of the call itself, its calldata at the higher of both rates of EIP-7623, and a tenth to spare.
 * @throws RpcError where it failed.
 */
export function gasOf({ to, data = '0x' }: CallMessage, outcome: CallOutcome): string {
  dataOf(outcome);
  const bytes = Buffer.from(data.slice(2), 'hex');
  const tokens = bytes.reduce((sum, byte) => sum + (byte === 0 ? 1 : 4), 0);
  const creation = to === undefined ? 32_000 + 2 * Math.ceil(bytes.length / 32) : 0;
  const normal = 21_000 + 4 * tokens + creation + Number(outcome.gasUsed);
  const floor = 21_000 + 10 * tokens;
  return hexOf(Math.ceil(Math.max(normal, floor) * 1.1));
}
