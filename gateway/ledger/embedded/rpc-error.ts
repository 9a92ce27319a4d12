/** The refusals of JSON-RPC: their codes, and the error that carries one. */

/** Codes of JSON-RPC 2.0 section 5.1, of EIP-1474 and, for a revert, of the Ethereum execution APIs. */
export const rpcCodes = {
  reverted: 3,
  refused: -32_000,
  limitExceeded: -32_005,
  invalidRequest: -32_600,
  unknownMethod: -32_601,
  invalidParameters: -32_602,
  internal: -32_603,
  parseError: -32_700,
} as const;

/** An error that a JSON-RPC caller is told (JSON-RPC 2.0 section 5.1). */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** The refusal of parameters that haven't the form which their method wants. */
export const invalid = (message: string): RpcError => new RpcError(rpcCodes.invalidParameters, message);
