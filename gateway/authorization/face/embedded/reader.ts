/** Reads faces out of pictures, in a thread of its own. */
import { Worker } from 'node:worker_threads';
import { CityError } from '../../../errors.ts';
import type { FaceModels } from './models.ts';
import type { ReaderAnswer, ReaderQuestion, ReaderSetting } from './reader-messages.ts';
import type { Reading } from './readings.ts';
import type { RuntimeKind } from './runtime.ts';

/** What reads faces. */
export type FaceReader = {
  /**
   * One reading a picture, in their order. Takes the pictures away: the arrays are empty or wiped when this returns, and
   * the copies that it works on are wiped when they were read.
   * @throws CityError FACE_UNAVAILABLE where the thread is gone; the next call starts another.
   */
  readonly read: (jpegs: readonly Uint8Array[]) => Promise<readonly Reading[]>;
  /** What runs the models, once they are open. */
  readonly kind: () => Promise<RuntimeKind>;
  readonly close: () => Promise<void>;
};

type Waiting = {
  readonly resolve: (readings: readonly Reading[]) => void;
  readonly reject: (error: unknown) => void;
};

type Thread = {
  readonly worker: Worker;
  readonly opened: Promise<RuntimeKind>;
  readonly waiting: Map<number, Waiting>;
};

/**
 * Starts the thread and opens all models in it; `only` takes no other runtime than that.
 * @throws CityError FACE_UNAVAILABLE where they can't be opened.
 */
export async function openFaceReader(models: FaceModels, only?: RuntimeKind): Promise<FaceReader> {
  const setting: ReaderSetting = only === undefined ? { models } : { models, only };
  let last = 0;
  let isClosed = false;
  let current: Thread | undefined;
  const thread = (): Thread => {
    if (isClosed) throw new CityError('FACE_UNAVAILABLE', { reason: 'closed' });
    current ??= startThread(setting, (ended) => {
      if (current === ended) current = undefined;
    });
    return current;
  };
  await thread().opened;
  return {
    read: async (jpegs) => {
      const pictures = jpegs.map(takeAway);
      const { worker, opened, waiting } = thread();
      await opened;
      return new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject });
        worker.postMessage(
          { id, jpegs: pictures } satisfies ReaderQuestion,
          pictures.map(({ buffer }) => buffer),
        );
      });
    },
    kind: async () => await thread().opened,
    close: async () => {
      isClosed = true;
      await current?.worker.terminate();
    },
  };
}

/** The bytes in memory of their own, wiped where they were. */
function takeAway(jpeg: Uint8Array): Uint8Array<ArrayBuffer> {
  const own = Uint8Array.from(jpeg);
  jpeg.fill(0);
  return own;
}

function startThread(setting: ReaderSetting, whenEnded: (ended: Thread) => void): Thread {
  const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), { workerData: setting });
  const waiting = new Map<number, Waiting>();
  const { promise: opened, resolve: open, reject: refuse } = Promise.withResolvers<RuntimeKind>();
  const thread: Thread = { worker, opened, waiting };
  // Whoever asks next is told; nobody may be asking.
  opened.catch(() => {});
  worker.on('message', (answer: ReaderAnswer) => {
    if ('kind' in answer) return open(answer.kind);
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('readings' in answer) asked?.resolve(answer.readings);
    else asked?.reject(new CityError('FACE_UNAVAILABLE', {}, new Error(answer.failure)));
  });
  const end = (error: unknown): void => {
    const failure = new CityError('FACE_UNAVAILABLE', {}, error);
    refuse(failure);
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
    whenEnded(thread);
  };
  worker.on('error', end);
  worker.on('exit', () => end(new Error('the thread that reads faces has ended')));
  return thread;
}
