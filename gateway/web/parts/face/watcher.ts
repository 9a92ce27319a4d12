/** Sees faces in the camera's picture: Human with WebAssembly, from our own origin, loaded only where somebody is to be seen. */
import { Human } from '@vladmandic/human';
import { folder } from 'face-files';
import { measureFace, type Point, type Sight } from './measure.ts';

/** Looks at what the camera shows now. */
export type Watch = (picture: HTMLCanvasElement) => Promise<Sight>;

let opened: Promise<Watch> | undefined;

/** @throws where the program or its models can't be fetched or run; the next call tries again. */
export function openWatcher(): Promise<Watch> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

const fresh = { skipFrames: 0, skipTime: 0 };
const unused = { enabled: false };

async function open(): Promise<Watch> {
  const human = new Human({
    backend: 'wasm',
    wasmPath: folder,
    modelBasePath: folder,
    // The browser keeps the files by their addresses as it is.
    cacheModels: false,
    cacheSensitivity: 0,
    filter: unused,
    ...{ gesture: unused, body: unused, hand: unused, object: unused, segmentation: unused },
    face: {
      enabled: true,
      // More than two needn't be told apart from two.
      detector: { ...fresh, rotation: false, maxDetected: 2 },
      mesh: { enabled: true },
      iris: { enabled: true },
      ...{ emotion: unused, description: unused, antispoof: unused, liveness: unused },
    },
  });
  // Threads would need workers of blobs, which the pages' policy forbids.
  human.tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await human.load();
  // It counts how many models it has, and goes on without those that it couldn't fetch.
  if (human.tf.getBackend() !== 'wasm' || human.models.loaded().length !== 3)
    throw new Error('the program that sees faces could not be loaded');
  const watch: Watch = async (picture) => {
    const { face: faces } = await human.detect(picture);
    const [first] = faces;
    if (first === undefined || first.meshRaw.length === 0)
      return { faces: faces.length, face: undefined, light: lightOf(picture) };
    const mesh = first.mesh as readonly Point[];
    return {
      faces: faces.length,
      face: measureFace(mesh, picture.width, picture.height),
      light: lightOf(picture, first.box),
    };
  };
  // The first picture takes far longer than those that follow.
  const empty = document.createElement('canvas');
  await watch(empty);
  return watch;
}

/** Every so many pixels are enough to tell how light it is. */
const STEP = 29;

/** Mean of the brightness (ITU-R BT.601) of the picture, or of a part of it. */
function lightOf(picture: HTMLCanvasElement, box?: readonly number[]): number {
  const context = picture.getContext('2d', { willReadFrequently: true });
  const [x = 0, y = 0, width = picture.width, height = picture.height] = box ?? [];
  const data =
    context?.getImageData(x, y, Math.max(1, width), Math.max(1, height)).data ?? new Uint8ClampedArray();
  let [sum, count] = [0, 0];
  for (let at = 0; at < data.length; at += 4 * STEP) {
    sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}
