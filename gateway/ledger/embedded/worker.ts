/** The worker thread in which the embedded chain runs: executing blocks keeps nobody's request waiting. */
import { parentPort, workerData } from 'node:worker_threads';
import { EmbeddedChain } from './chain.ts';
import { type Answer, CLOSE, type Question } from './messages.ts';
import { answer, RpcError } from './rpc.ts';

const INTERNAL = -32_603;
const REJECTED = -32_000;

if (parentPort === null) throw new Error('this file is a worker thread');
const port = parentPort;
const chain = await EmbeddedChain.open(workerData);
port.postMessage({ id: 0, result: 'open' } satisfies Answer);

port.on('message', async ({ id, method, parameters }: Question) => {
  if (method === CLOSE) {
    await chain.close();
    port.postMessage({ id, result: 'closed' } satisfies Answer);
    port.close();
    return;
  }
  try {
    port.postMessage({ id, result: await answer(chain, method, parameters) } satisfies Answer);
  } catch (error) {
    port.postMessage({ id, error: describe(error, method) } satisfies Answer);
  }
});

function describe(error: unknown, method: string): { code: number; message: string; data?: unknown } {
  if (error instanceof RpcError) {
    const { code, message, data } = error;
    return data === undefined ? { code, message } : { code, message, data };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: method === 'eth_sendRawTransaction' ? REJECTED : INTERNAL, message };
}
