/** Reading a face out of a picture: each step bare, natively and as WebAssembly, and the whole through the reader's thread. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFaces } from '../../gateway/authorization/face/embedded/detector.ts';
import { openEmbed } from '../../gateway/authorization/face/embedded/embedding.ts';
import { opennessOfEyes } from '../../gateway/authorization/face/embedded/eyes.ts';
import { findLandmarks, fivePointsOf } from '../../gateway/authorization/face/embedded/landmarks.ts';
import { openMeasure } from '../../gateway/authorization/face/embedded/measuring.ts';
import {
  type FaceModels,
  loadModels,
  modelFolder,
} from '../../gateway/authorization/face/embedded/models.ts';
import { type Pixels, readPicture } from '../../gateway/authorization/face/embedded/picture.ts';
import { lightOf, likenessToLife } from '../../gateway/authorization/face/embedded/quality.ts';
import { openFaceReader } from '../../gateway/authorization/face/embedded/reader.ts';
import { openRuntime, type RuntimeKind } from '../../gateway/authorization/face/embedded/runtime.ts';
import type { Benchmark } from '../bench.ts';
import { type Contestant, measureByTurns } from './measure.ts';

const PICTURE = join(import.meta.dirname, '../../test/fixtures/face/syn098__enrol.jpg');
/** Pictures of one challenge: three stills and three movements. */
const FRAMES = 6;
const WHOLE = 'all of it';
const THREADED = `through the reader’s thread, ${FRAMES} pictures a call`;
const kinds: readonly RuntimeKind[] = ['native', 'wasm'];

export const face: Benchmark = {
  name: 'face',
  summary: `One picture of 320 × 400 pixels and one face, from its JPEG bytes to what is measured of it: milliseconds of the whole process's CPU for one picture, by turns, with ONNX Runtime natively and as WebAssembly, one thread each. Each step bare, all of it bare, and all of it through the thread that the gateway asks.`,
  run: async ({ count = 15 }) => {
    const models = await loadModels(modelFolder);
    const memory: Memory[] = [];
    for (const kind of kinds) memory.push(await memoryOf(models, kind));
    const [native, wasm] = [await contestantsOf(models, 'native'), await contestantsOf(models, 'wasm')];
    const names = Object.keys(native.work);
    const times = await measureByTurns(
      Object.fromEntries([
        ...Object.entries(native.work).map(([name, work]) => [`native ${name}`, work] as const),
        ...Object.entries(wasm.work).map(([name, work]) => [`wasm ${name}`, work] as const),
      ]),
      { slices: count, sliceMilliseconds: 150, of: 'process' },
    );
    await Promise.all([native.close(), wasm.close()]);
    const at = (kind: RuntimeKind, name: string): number => (times[`${kind} ${name}`] ?? Number.NaN) / 1000;
    return {
      columns: ['work', 'native', 'WebAssembly', 'WebAssembly, times native'],
      rows: names.map((name) => [
        name,
        at('native', name),
        at('wasm', name),
        at('wasm', name) / at('native', name),
      ]),
      goals: [
        {
          what: 'through the thread, of all of it bare',
          measured: at('native', THREADED) / at('native', WHOLE),
          bound: 1.15,
          kind: 'at most',
        },
      ],
      notes: memory.map(
        ({ kind, opened, read }) =>
          `The process grows by ${opened} MB when the ${kind === 'native' ? 'native' : 'WebAssembly'} reader opens, and by ${read} MB more while it reads 60 pictures.`,
      ),
    };
  },
};

const picture = (): Uint8Array => Uint8Array.from(readFileSync(PICTURE));
const pictures = (): Uint8Array[] => Array.from({ length: FRAMES }, picture);

type Contestants = {
  readonly work: Readonly<Record<string, Contestant>>;
  readonly close: () => Promise<void>;
};

async function contestantsOf(models: FaceModels, kind: RuntimeKind): Promise<Contestants> {
  const { bytes, recogniser } = models;
  const runtime = await openRuntime(kind);
  const measure = await openMeasure(models, runtime);
  const reader = await openFaceReader(models, kind);
  const detector = await runtime.open(bytes.detector);
  const points = await runtime.open(bytes.landmarks);
  const eyes = await runtime.open(bytes.eyes);
  const spoof = await runtime.open(bytes.spoof);
  const embed = await openEmbed(await runtime.open(bytes.recogniser, 'extended'), recogniser);
  const pixels = await pixelsOf(picture());
  const [found] = await findFaces(detector, pixels);
  if (found === undefined) throw new Error('no face in the picture');
  const { box } = found;
  const { brightness } = lightOf(pixels, box);
  const landmarks = await findLandmarks(points, pixels, { box, brightness });
  const five = fivePointsOf(landmarks);
  return {
    work: {
      'decode the JPEG': { run: async () => await pixelsOf(picture()) },
      'find the face': { run: async () => await findFaces(detector, pixels) },
      'find 68 points': { run: async () => await findLandmarks(points, pixels, { box, brightness }) },
      'tell open eyes, 18 pieces': {
        run: async () => await opennessOfEyes(eyes, pixels, { landmarks, brightness }),
      },
      'light and sharpness': { run: () => lightOf(pixels, box) },
      'hint of a print or screen': { run: async () => await likenessToLife(spoof, pixels, box) },
      'embed face and mirror image': { run: async () => await embed(pixels, five) },
      [WHOLE]: { run: async () => await measure(picture()) },
      [THREADED]: { run: async () => await reader.read(pictures()), operations: FRAMES },
    },
    close: reader.close,
  };
}

async function pixelsOf(jpeg: Uint8Array): Promise<Pixels> {
  const read = await readPicture(jpeg);
  if (typeof read === 'string') throw new Error(read);
  return read;
}

type Memory = { readonly kind: RuntimeKind; readonly opened: number; readonly read: number };

const megabytes = (): number => Math.round(process.memoryUsage.rss() / 2 ** 20);

/** How much the process's resident set grows, in megabytes. */
async function memoryOf(models: FaceModels, kind: RuntimeKind): Promise<Memory> {
  const before = megabytes();
  const reader = await openFaceReader(models, kind);
  const after = megabytes();
  for (let call = 0; call < 10; call++) await reader.read(pictures());
  const read = megabytes() - after;
  await reader.close();
  return { kind, opened: after - before, read };
}
