/** What the embedded engine says of itself; thresholds are this deployment's own where it measured them. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { FaceManifest } from '../engine.ts';
import type { Examiner } from './examiner.ts';

type Thresholds = FaceManifest['thresholds'];

const similarity = z.number().gt(0).lt(1);

/** `face-calibration.json`: thresholds for one model, and what they were chosen by. */
export const calibrationFile = z.object({
  modelId: z.string().min(1),
  thresholds: z
    .strictObject({ verify: similarity, identify: similarity, margin: z.number().min(0).lt(1) })
    .refine(({ verify, identify }) => identify >= verify, 'identify must not lie below verify'),
  measured: z.unknown(),
});

export type CalibrationFile = z.infer<typeof calibrationFile>;

/** Thresholds of a calibration that can be read, is one and is for this model; undefined otherwise. */
export function readCalibration(file: string, modelId: string): Thresholds | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const { data } = calibrationFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return data?.modelId === modelId ? data.thresholds : undefined;
  } catch {
    return undefined;
  }
}

/** Calibrated by the file where it holds thresholds for this recogniser, else as the recogniser comes. */
export function manifestOf(
  { recogniser, digests }: Pick<Examiner, 'recogniser' | 'digests'>,
  { calibrationFile, galleryLimit }: { readonly calibrationFile: string; readonly galleryLimit: number },
): FaceManifest {
  const { modelId, thresholds, isCalibrated, presentationAttackReport } = recogniser;
  const { verify, identify, margin } = thresholds;
  const own = readCalibration(calibrationFile, modelId);
  return {
    engine: 'embedded',
    modelId,
    digests,
    thresholds: own ?? { verify, identify, margin },
    isCalibrated: own !== undefined || isCalibrated,
    galleryLimit,
    presentationAttackReport,
  };
}
