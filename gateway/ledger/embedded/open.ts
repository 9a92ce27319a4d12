/** Opens the embedded chain in a worker thread. */
import { Worker } from 'node:worker_threads';
import { CityError } from '../../errors.ts';
import { type Answer, CLOSE, type Question } from './messages.ts';
import type { Asked } from './rpc.ts';
import { RpcError } from './rpc-error.ts';

/** A JSON-RPC endpoint in this process. */
export type EmbeddedEvm = {
  /** For the gateway itself: every method, and calls of whatever fits a block. @throws RpcError as the method refuses. */
  readonly send: (method: string, parameters: readonly unknown[]) => Promise<unknown>;
  /**
   * For anybody: the result as JSON text. Nothing is written, and no question takes long. All of them are put to the chain
   * one after another: what the gateway itself asks or writes waits for one of them at most.
   * @throws RpcError as the method refuses; one with code -32603 may tell of the inside.
   */
  readonly read: (method: string, parameters: readonly unknown[]) => Promise<string>;
  /** Finishes the block under way and closes the file. */
  readonly close: () => Promise<void>;
};

type Waiting = { readonly resolve: (result: unknown) => void; readonly reject: (error: unknown) => void };

/**
 * Opens the chain in `folder`, made where missing. What `send('eth_sendRawTransaction')` answered is durable.
 * @throws CityError DATA_DIR_IN_USE where another process has it open.
 */
export async function openEmbeddedEvm(options: {
  readonly folder: string;
  readonly chainId: number;
}): Promise<EmbeddedEvm> {
  const waiting = new Map<number, Waiting>();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: options });
  let last = 0;
  const opened = new Promise<unknown>((resolve, reject) => waiting.set(0, { resolve, reject }));
  worker.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('result' in answer) asked?.resolve(answer.result);
    else asked?.reject(new RpcError(answer.error.code, answer.error.message, answer.error.data));
  });
  let ended: unknown;
  const fail = (error: unknown): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the ledger has been closed')));
  const ask = (asked: Asked): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(ended);
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, ...asked } satisfies Question);
    });
  try {
    await opened;
  } catch (error) {
    throw isLocked(error) ? new CityError('DATA_DIR_IN_USE', { folder: options.folder }, error) : error;
  }
  const inTurn = takeTurns();
  return {
    send: (method, parameters) => ask({ asker: 'gateway', method, parameters }),
    read: (method, parameters) =>
      inTurn(async () => String(await ask({ asker: 'anybody', method, parameters }))),
    close: async () => void (await ask({ asker: 'gateway', method: CLOSE, parameters: [] })),
  };
}

const isLocked = (error: unknown): boolean =>
  error instanceof Error && /database is locked/.test(error.message);

/** Lets each piece of work begin when those before it have ended. */
function takeTurns() {
  let turn: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  };
}
