/** The connection to a ledger behind JSON-RPC, over HTTP or a WebSocket. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  FetchRequest,
  type JsonRpcApiProvider,
  type JsonRpcApiProviderOptions,
  JsonRpcProvider,
  WebSocketProvider,
} from 'ethers';
import { secondsOf } from '../../sdk/client/problem.ts';

const LONGEST_PAUSE = 120;

/**
 * Connects to `url`. An endpoint that wants to be left alone for a while (429) is asked again after it, up to two minutes
 * each time and five in all.
 */
export function connect(url: string, options: JsonRpcApiProviderOptions = {}): JsonRpcApiProvider {
  if (url.startsWith('ws')) return new WebSocketProvider(url);
  const request = new FetchRequest(url);
  request.retryFunc = async (_request, response) => {
    // The library itself takes the seconds of Retry-After for milliseconds.
    const wait = secondsOf(response.headers['retry-after'] ?? null) ?? 0;
    if (wait > LONGEST_PAUSE) return false;
    await sleep(1000 * wait);
    return true;
  };
  return new JsonRpcProvider(request, undefined, { cacheTimeout: -1, ...options });
}
