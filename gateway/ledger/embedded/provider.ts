/** The embedded chain as an ethers provider. */
import { JsonRpcApiProvider, type JsonRpcPayload, type JsonRpcResult, Network } from 'ethers';
import type { EmbeddedEvm } from './open.ts';
import { RpcError } from './rpc-error.ts';

/** Speaks to the chain in this process, without HTTP. */
export class EmbeddedProvider extends JsonRpcApiProvider {
  readonly #chain: EmbeddedEvm;

  constructor(chain: EmbeddedEvm, chainId: number) {
    const network = Network.from(chainId);
    super(network, { staticNetwork: network, cacheTimeout: -1, batchMaxCount: 1 });
    this.#chain = chain;
    this._start();
  }

  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    return Promise.all([payload].flat().map((one) => this.#ask(one)));
  }

  async #ask({ id, method, params }: JsonRpcPayload): Promise<JsonRpcResult> {
    try {
      return { id, result: await this.#chain.send(method, Array.isArray(params) ? params : []) };
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      return { id, error: { code: error.code, message: error.message, data: error.data } } as never;
    }
  }
}
