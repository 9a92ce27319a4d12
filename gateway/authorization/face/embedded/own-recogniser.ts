/** A department's own recogniser: `model.json` says what its file is and how far it can be trusted. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { CityError } from '../../../errors.ts';
import type { PresentationAttackReport } from '../engine.ts';

/** What is known of a recogniser. */
export type Recogniser = {
  readonly modelId: string;
  /** Length of its embeddings. */
  readonly dimension: number;
  /** A value from 0 to 255 goes in as `(value - mean) * scale`, plane by plane in this order of colours. */
  readonly input: { readonly mean: number; readonly scale: number; readonly order: 'rgb' | 'bgr' };
  /** Cosine similarities; `inconclusive` is how far below `verify` nothing is decided. */
  readonly thresholds: {
    readonly verify: number;
    readonly identify: number;
    readonly margin: number;
    readonly inconclusive: number;
  };
  readonly isCalibrated: boolean;
  readonly presentationAttackReport: PresentationAttackReport | null;
};

const share = z.number().gt(0).lt(1);
const text = z.string().min(1).max(200);

const description = z.strictObject({
  modelId: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,79}$/),
  file: z
    .string()
    .max(200)
    .refine((file) => file === basename(file) && file.endsWith('.onnx')),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  dimension: z.int().min(64).max(4096).multipleOf(16),
  input: z.strictObject({
    mean: z.number().min(0).max(255),
    scale: z.number().gt(0).max(1),
    order: z.enum(['rgb', 'bgr']),
  }),
  thresholds: z
    .strictObject({ verify: share, identify: share, margin: share, inconclusive: share.default(0.08) })
    .refine(({ verify, identify }) => identify >= verify, { path: ['identify'] }),
  calibrated: z.boolean(),
  presentationAttackReport: z
    .strictObject({ standard: text, level: text, laboratory: text, reportNumber: text })
    .optional(),
});

type Own = {
  readonly folder: string;
  readonly file: string;
  readonly sha256: string;
  readonly recogniser: Recogniser;
};

/**
 * Reads `model.json` in the folder. The file beside it takes a face of 112 × 112 pixels, aligned by five points as for
 * ArcFace.
 * @throws CityError FACE_MODEL_MISSING; FACE_MODEL_CHANGED naming the field that is not as it must be
 */
export async function readOwnRecogniser(folder: string): Promise<Own> {
  const file = 'model.json';
  const read = await readFile(join(folder, file), 'utf8').catch((error: unknown) => {
    throw new CityError('FACE_MODEL_MISSING', { file }, error);
  });
  const { data, error } = description.safeParse(parseJson(read));
  if (data === undefined)
    throw new CityError('FACE_MODEL_CHANGED', {
      file,
      field: error.issues[0]?.path.join('.') || 'everything',
    });
  const { calibrated, presentationAttackReport = null, sha256, file: model, ...known } = data;
  return {
    folder,
    file: model,
    sha256,
    recogniser: { ...known, isCalibrated: calibrated, presentationAttackReport },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
