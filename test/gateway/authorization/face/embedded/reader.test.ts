/** From pictures to measurements: what is seen in them, what isn't, and that nothing of them stays. */
import type { Worker } from 'node:worker_threads';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { similarityOf } from '../../../../../gateway/authorization/face/embedded/embedding.ts';
import {
  type FaceModels,
  loadModels,
  modelFolder,
} from '../../../../../gateway/authorization/face/embedded/models.ts';
import {
  type FaceReader,
  openFaceReader,
} from '../../../../../gateway/authorization/face/embedded/reader.ts';
import type { Measurement } from '../../../../../gateway/authorization/face/embedded/readings.ts';
import { openRuntime } from '../../../../../gateway/authorization/face/embedded/runtime.ts';
import { faceOf, frameShowing, stillFrame } from '../../../../support/face-frames.ts';

let models: FaceModels;
let reader: FaceReader;
const threads: Worker[] = [];
const keep = (worker: Worker): void => void threads.push(worker);

beforeAll(async () => {
  process.on('worker', keep);
  models = await loadModels(modelFolder);
  reader = await openFaceReader(models);
});
afterAll(async () => {
  process.off('worker', keep);
  await reader.close();
});

const faultIn = async (jpeg: Uint8Array): Promise<string> => {
  const [reading] = await reader.read([Uint8Array.from(jpeg)]);
  return reading !== undefined && 'fault' in reading ? reading.fault : 'none';
};
const measure = async (jpeg: Uint8Array, by = reader): Promise<Measurement> => {
  const [reading] = await by.read([Uint8Array.from(jpeg)]);
  if (reading === undefined || 'fault' in reading) throw new Error(reading?.fault ?? 'nothing');
  return reading.measured;
};
const packed = (picture: Sharp): Promise<Buffer> => picture.jpeg({ quality: 90 }).toBuffer();

describe('a picture is told back', () => {
  test('with nobody in it', async () => {
    const wall = sharp({ create: { width: 640, height: 480, channels: 3, background: '#b8bcbe' } });
    expect(await faultIn(await packed(wall))).toBe('FACE_NOT_SEEN');
  });

  test('with two people side by side, and not with somebody small behind', async () => {
    const other = faceOf('syn098__enrol');
    const beside = async (width: number) =>
      await packed(
        sharp({ create: { width: 640, height: 400, channels: 3, background: '#b8bcbe' } }).composite([
          { input: Buffer.from(faceOf('syn073__enrol')), left: 0, top: 0 },
          { input: await sharp(other).resize({ width }).toBuffer(), left: 320, top: 0 },
        ]),
      );
    expect(await faultIn(await beside(320))).toBe('FACE_TWO_SEEN');
    expect(await faultIn(await beside(90))).toBe('none');
  });

  test('with a face too far away', async () => {
    expect(await faultIn(await packed(sharp(stillFrame(0)).resize({ width: 220 })))).toBe('FACE_TOO_SMALL');
  });

  test('where it is dark, be a face still found in it or not', async () => {
    const dimmed = (factor: number) => packed(sharp(stillFrame(0)).linear(factor, 0));
    expect(await faultIn(await dimmed(0.5))).toBe('none');
    expect(await faultIn(await dimmed(0.2))).toBe('FACE_TOO_DARK');
    expect(await faultIn(await dimmed(0.02))).toBe('FACE_TOO_DARK');
    expect(await faultIn(faceOf('syn004__v3'))).toBe('FACE_TOO_DARK');
  });

  test('that is broken or too large, without keeping those beside it from being read', async () => {
    const readings = await reader.read([new Uint8Array(9), new Uint8Array(300_001), stillFrame(0)]);
    expect(readings).toEqual([
      { fault: 'FACE_PICTURE_BROKEN' },
      { fault: 'FACE_PICTURE_TOO_LARGE' },
      { measured: expect.anything() },
    ]);
  });
});

describe('what is measured', () => {
  test('a head turned to its own left has the nose at the picture’s right', async () => {
    expect((await measure(frameShowing('turn-left'))).yaw).toBeGreaterThan(0.4);
    expect((await measure(frameShowing('turn-right'))).yaw).toBeLessThan(-0.4);
    expect(Math.abs((await measure(stillFrame(0))).yaw)).toBeLessThan(0.1);
  });

  test('a mirrored picture has the other sign', async () => {
    expect((await measure(await packed(sharp(frameShowing('turn-left')).flop()))).yaw).toBeLessThan(-0.4);
  });

  test('a tilted head is tilted by as much', async () => {
    const tilted = sharp(stillFrame(0)).rotate(15, { background: '#b8bcbe' });
    expect((await measure(await packed(tilted))).roll).toBeCloseTo(15, -1);
  });

  test('light and sharpness are of the face', async () => {
    const sharpOne = await measure(stillFrame(0));
    const blurred = await measure(await packed(sharp(stillFrame(0)).blur(4)));
    const dim = await measure(await packed(sharp(stillFrame(0)).linear(0.5, 0)));
    expect(blurred.sharpness).toBeLessThan(sharpOne.sharpness / 3);
    expect(dim.brightness).toBeLessThan(sharpOne.brightness * 0.6);
  });

  test('embeddings have length one, and are near for one person and far for two', async () => {
    const [a, b, c] = [
      await measure(faceOf('syn073__enrol')),
      await measure(faceOf('syn073__v1')),
      await measure(faceOf('syn098__enrol')),
    ];
    expect(similarityOf(a.embedding, a.embedding)).toBeCloseTo(1, 5);
    expect(similarityOf(a.embedding, b.embedding)).toBeGreaterThan(0.6);
    expect(similarityOf(a.embedding, c.embedding)).toBeLessThan(0.45);
  });

  test('an embedding is the same for the mirrored picture', async () => {
    const [a, b] = [await measure(stillFrame(0)), await measure(await packed(sharp(stillFrame(0)).flop()))];
    expect(similarityOf(a.embedding, b.embedding)).toBeGreaterThan(0.97);
  });
});

test('pictures are taken from whoever gave them: their bytes are nought afterwards', async () => {
  const pool = new Uint8Array(100_000).fill(7);
  const picture = stillFrame(0);
  pool.set(picture, 100);
  const given = pool.subarray(100, 100 + picture.length);
  await reader.read([given]);
  expect(given.every((byte) => byte === 0)).toBe(true);
  expect([pool[99], pool[100 + picture.length]]).toEqual([7, 7]);
});

describe('where the thread ends', () => {
  test('whoever waits is told so, and the next call is answered by a new one', async () => {
    const calls = [1, 2, 3].map(async () => await reader.read([stillFrame(0)]));
    const told = Promise.allSettled(calls);
    await vi.waitFor(() => expect(threads.at(-1)).toBeDefined());
    const last = threads.length;
    await threads.at(-1)?.terminate();
    for (const outcome of await told)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'FACE_UNAVAILABLE' } });
    expect(await faultIn(stillFrame(0))).toBe('none');
    expect(threads).toHaveLength(last + 1);
  });

  test('a reader that is closed answers nobody', async () => {
    const other = await openFaceReader(models);
    await other.close();
    await expect(other.read([stillFrame(0)])).rejects.toMatchObject({ code: 'FACE_UNAVAILABLE' });
    await expect(other.kind()).rejects.toMatchObject({ code: 'FACE_UNAVAILABLE' });
  });
});

describe('the runtime', () => {
  test('is native here, and WebAssembly measures the same', async () => {
    expect(await reader.kind()).toBe('native');
    const other = await openFaceReader(models, 'wasm');
    expect(await other.kind()).toBe('wasm');
    for (const picture of [stillFrame(0), frameShowing('close-eyes')]) {
      const [here, there] = [await measure(picture), await measure(picture, other)];
      expect(similarityOf(here.embedding, there.embedding)).toBeGreaterThan(0.9999);
      expect(there.pixels).toBe(here.pixels);
      for (const field of ['yaw', 'pitch', 'roll', 'mouth', 'eyes', 'life'] as const)
        expect(there[field], field).toBeCloseTo(here[field], 3);
    }
    await other.close();
  });

  test('is WebAssembly where the native one can’t be loaded', async () => {
    vi.doMock('onnxruntime-node', () => {
      throw new Error('no such file');
    });
    expect((await openRuntime()).kind).toBe('wasm');
    await expect(openRuntime('native')).rejects.toThrow();
    vi.doUnmock('onnxruntime-node');
    expect((await openRuntime()).kind).toBe('native');
  });
});
