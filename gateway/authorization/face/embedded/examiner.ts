/** What the embedded engine needs of whatever looks into pictures, and how reader and judge give it. */
import type { ErrorCode } from '../../../errors.ts';
import type { FaceManifest, Movement } from '../engine.ts';
import { judge } from './judge.ts';
import type { FaceModels } from './models.ts';
import type { Recogniser } from './own-recogniser.ts';
import { openFaceReader } from './reader.ts';
import type { Measurement } from './readings.ts';

/** A still picture in which the person looks into the camera. */
export type Still = {
  /** Length one. */
  readonly embedding: Float32Array;
  /** How far the face is turned away, by any measure that is 0 straight into the camera and grows. */
  readonly turn: number;
};

/** What was found in the pictures of a challenge. */
export type Examination = {
  /** SHA-256 of the pixels of each picture that was measured. */
  readonly pixels: readonly Uint8Array[];
  readonly outcome: { readonly stills: readonly Still[] } | { readonly fault: ErrorCode };
};

/** Nothing that it answers holds a picture. */
export type Examiner = {
  readonly recogniser: Pick<
    Recogniser,
    'modelId' | 'dimension' | 'thresholds' | 'isCalibrated' | 'presentationAttackReport'
  >;
  readonly digests: FaceManifest['digests'];
  /**
   * Looks for the movements, and for one and the same person, in pairs of a still and a movement. The pictures are taken
   * away: their arrays are wiped. @throws CityError FACE_UNAVAILABLE
   */
  readonly examine: (frames: readonly Uint8Array[], movements: readonly Movement[]) => Promise<Examination>;
  /** The embedding of the face in a portrait; undefined where there isn't exactly one that can be compared. @throws CityError FACE_UNAVAILABLE */
  readonly describe: (portrait: Uint8Array) => Promise<Float32Array | undefined>;
  readonly close: () => Promise<void>;
};

/** Where a straight look lies, and how far from it a still may be; the judge refuses those beyond. */
const STRAIGHT = { yaw: 0, pitch: 0.6, roll: 0 };
const REACH = { yaw: 0.2, pitch: 0.3, roll: 25 };

/** Opens the reader of these models. @throws CityError FACE_UNAVAILABLE where they can't be run */
export async function openExaminer(models: FaceModels): Promise<Examiner> {
  const reader = await openFaceReader(models);
  return {
    recogniser: models.recogniser,
    digests: models.digests,
    examine: async (frames, movements) => {
      const readings = await reader.read(frames);
      const verdict = judge(movements, readings);
      const measured = readings.flatMap((reading) => ('measured' in reading ? [reading.measured] : []));
      return {
        pixels: measured.map(({ pixels }) => Buffer.from(pixels, 'hex')),
        outcome: 'fault' in verdict ? verdict : { stills: verdict.stills.map(stillOf) },
      };
    },
    describe: async (portrait) => {
      // A copy, since the reader wipes what it is given.
      const [reading] = await reader.read([Uint8Array.from(portrait)]);
      return reading !== undefined && 'measured' in reading ? reading.measured.embedding : undefined;
    },
    close: reader.close,
  };
}

function stillOf({ embedding, yaw, pitch, roll }: Measurement): Still {
  const turn = Math.hypot(
    (yaw - STRAIGHT.yaw) / REACH.yaw,
    (pitch - STRAIGHT.pitch) / REACH.pitch,
    (roll - STRAIGHT.roll) / REACH.roll,
  );
  return { embedding, turn };
}
