/** Measures the face in a picture with all the models. */
import { widthOf } from './crops.ts';
import { findFaces } from './detector.ts';
import { openEmbed } from './embedding.ts';
import { opennessOfEyes } from './eyes.ts';
import { bearingOf, findLandmarks, fivePointsOf } from './landmarks.ts';
import type { FaceModels, ModelRole } from './models.ts';
import { digestOfPixels, type Pixels, readPicture } from './picture.ts';
import { lightOf, likenessToLife } from './quality.ts';
import type { Measurement, Reading, ReadingFault } from './readings.ts';
import type { Model, Runtime } from './runtime.ts';

/** Least width of a face: with less, the recogniser would be shown pixels that the camera never saw. */
const LEAST_WIDTH = 80;

/** A second face counts from this share of the first one's width on: passers-by behind do not. */
const SECOND_FACE = 1 / 3;

/** Least mean brightness of a face: half of what the darkest skin of the fixtures measures in even light. */
const LEAST_BRIGHTNESS = 38;

/** Reads one picture and wipes its pixels; only what was measured is left of it. */
export type Measure = (jpeg: Uint8Array) => Promise<Reading>;

/** @throws Error where a model is not what it is taken for. */
export async function openMeasure({ bytes, recogniser }: FaceModels, runtime: Runtime): Promise<Measure> {
  const models = {
    detector: await runtime.open(bytes.detector),
    landmarks: await runtime.open(bytes.landmarks),
    eyes: await runtime.open(bytes.eyes),
    spoof: await runtime.open(bytes.spoof),
  } satisfies Partial<Record<ModelRole, Model>>;
  // With all of its rewrites the native runtime is three times slower on this net.
  const embed = await openEmbed(await runtime.open(bytes.recogniser, 'extended'), recogniser);
  const measureFace = async (picture: Pixels): Promise<ReadingFault | Measurement> => {
    const [first, ...others] = (await findFaces(models.detector, picture)).toSorted(
      (a, b) => widthOf(b.box) - widthOf(a.box),
    );
    const whole = { left: 0, top: 0, right: picture.width, bottom: picture.height };
    if (first === undefined)
      return lightOf(picture, whole).brightness < LEAST_BRIGHTNESS ? 'FACE_TOO_DARK' : 'FACE_NOT_SEEN';
    const { box } = first;
    if (others.some((other) => widthOf(other.box) > SECOND_FACE * widthOf(box))) return 'FACE_TWO_SEEN';
    if (widthOf(box) < LEAST_WIDTH) return 'FACE_TOO_SMALL';
    const light = lightOf(picture, box);
    const { brightness } = light;
    if (brightness < LEAST_BRIGHTNESS) return 'FACE_TOO_DARK';
    const landmarks = await findLandmarks(models.landmarks, picture, { box, brightness });
    const points = fivePointsOf(landmarks);
    return {
      box,
      points,
      ...light,
      ...bearingOf(landmarks),
      eyes: await opennessOfEyes(models.eyes, picture, { landmarks, brightness }),
      life: await likenessToLife(models.spoof, picture, box),
      embedding: await embed(picture, points),
      pixels: digestOfPixels(picture),
    };
  };
  return async (jpeg) => {
    const picture = await readPicture(jpeg);
    jpeg.fill(0);
    if (typeof picture === 'string') return { fault: picture };
    try {
      const measured = await measureFace(picture);
      return typeof measured === 'string' ? { fault: measured } : { measured };
    } finally {
      picture.data.fill(0);
    }
  };
}
