/** Load from a thread of its own, so that the gateway's thread pays for answering alone. */
import { Agent, request } from 'node:http';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

/** Bodies posted to paths of a port of this machine, over a number of connections that stay open. */
export type Load = {
  readonly port: number;
  readonly token: string;
  readonly posts: readonly { readonly path: string; readonly body: string }[];
  readonly connections: number;
};

/** Milliseconds that each answer took, how long all took together, and the last answer's text. */
export type LoadResult = {
  readonly latencies: readonly number[];
  readonly milliseconds: number;
  readonly last: string;
};

/** Starts the thread. `run` rejects where an answer isn't 200. */
export function openLoad() {
  const worker = new Worker(new URL(import.meta.url));
  return {
    run: (load: Load): Promise<LoadResult> =>
      new Promise((resolve, reject) => {
        worker.once('message', (outcome: LoadResult | { readonly error: string }) =>
          'error' in outcome ? reject(new Error(outcome.error)) : resolve(outcome),
        );
        worker.postMessage(load);
      }),
    close: () => worker.terminate(),
  };
}

if (!isMainThread)
  parentPort?.on('message', (load: Load) =>
    runLoad(load).then(
      (result) => parentPort?.postMessage(result),
      (error: Error) => parentPort?.postMessage({ error: error.message }),
    ),
  );

async function runLoad({ port, token, posts, connections }: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  let last = '';
  let next = 0;
  const began = performance.now();
  const one = async (): Promise<void> => {
    for (let post = posts[next++]; post !== undefined; post = posts[next++]) {
      const before = performance.now();
      last = await send(post, { port, token, agent });
      latencies.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  return { latencies, milliseconds: performance.now() - began, last };
}

type Way = { readonly port: number; readonly token: string; readonly agent: Agent };

function send({ path, body }: Load['posts'][number], { port, token, agent }: Way): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(text) : reject(new Error(`${answer.statusCode} ${text}`)),
      );
    });
    asked.on('error', reject).end(body);
  });
}
