/** The worker thread in which the embedded chain runs: executing blocks keeps nobody's request waiting. */
import { parentPort, workerData } from 'node:worker_threads';
import { EmbeddedChain } from './chain.ts';
import { type Answer, CLOSE, type Question } from './messages.ts';
import { answer } from './rpc.ts';
import { RpcError, rpcCodes } from './rpc-error.ts';

if (parentPort === null) throw new Error('this file is a worker thread');
const port = parentPort;
const chain = await EmbeddedChain.open(workerData);
port.postMessage({ id: 0, result: 'open' } satisfies Answer);

port.on('message', async ({ id, ...asked }: Question) => {
  if (asked.method === CLOSE) {
    await chain.close();
    port.postMessage({ id, result: 'closed' } satisfies Answer);
    port.close();
    return;
  }
  try {
    const found = await answer(chain, asked);
    // Written as text here: a long answer would keep the gateway's thread from everybody else.
    const result = asked.asker === 'anybody' ? JSON.stringify(found) : found;
    port.postMessage({ id, result } satisfies Answer);
  } catch (error) {
    port.postMessage({ id, error: describe(error, asked.method) } satisfies Answer);
  }
});

function describe(error: unknown, method: string): { code: number; message: string; data?: unknown } {
  if (error instanceof RpcError) {
    const { code, message, data } = error;
    return data === undefined ? { code, message } : { code, message, data };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: method === 'eth_sendRawTransaction' ? rpcCodes.refused : rpcCodes.internal, message };
}
