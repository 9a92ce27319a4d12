/** The worker thread that looks at pictures: no request waits for another's face, and no picture leaves it. */
import { parentPort, workerData } from 'node:worker_threads';
import { openMeasure } from './measuring.ts';
import type { ReaderAnswer, ReaderQuestion, ReaderSetting } from './reader-messages.ts';
import type { Reading } from './readings.ts';
import { openRuntime } from './runtime.ts';

if (parentPort === null) throw new Error('this file is a worker thread');
const port = parentPort;
const { models, only }: ReaderSetting = workerData;
const runtime = await openRuntime(only);
const measure = await openMeasure(models, runtime);
const answer = (told: ReaderAnswer): void => port.postMessage(told);
answer({ id: 0, kind: runtime.kind });

let turn: Promise<void> = Promise.resolve();
port.on('message', ({ id, jpegs }: ReaderQuestion) => {
  turn = turn.then(async () => {
    try {
      const readings: Reading[] = [];
      for (const jpeg of jpegs) readings.push(await measure(jpeg));
      answer({ id, readings });
    } catch (error) {
      answer({ id, failure: error instanceof Error ? error.message : String(error) });
    } finally {
      for (const jpeg of jpegs) jpeg.fill(0);
    }
  });
});
