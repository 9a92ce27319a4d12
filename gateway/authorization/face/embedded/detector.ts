/** Finds the faces in a picture. */
import { type Box, cut, heightOf, planesOf, widthOf } from './crops.ts';
import type { Pixels } from './picture.ts';
import type { Model } from './runtime.ts';

const SIZE = { width: 320, height: 240 };
const INPUT = { mean: 127, scale: 1 / 128, order: 'rgb' } as const;

/** Least score of a face. */
const LEAST_SCORE = 0.6;

/** Boxes that share more than this of their common area are of the same face. */
const MOST_OVERLAP = 0.4;

/** A face and how sure the model is of it, from 0 to 1. */
export type Found = { readonly box: Box; readonly score: number };

/** Every face in the picture, the surest first. */
export async function findFaces(model: Model, picture: Pixels): Promise<readonly Found[]> {
  const piece = cut(picture, { left: 0, top: 0, right: picture.width, bottom: picture.height }, SIZE);
  const { scores, boxes } = await model(planesOf(piece, INPUT), [1, 3, SIZE.height, SIZE.width]);
  piece.data.fill(0);
  if (scores === undefined || boxes === undefined) throw new Error('the detector has other outputs');
  const candidates: Found[] = [];
  for (let at = 0; at < scores.length / 2; at++) {
    const score = scores[2 * at + 1] ?? 0;
    if (score < LEAST_SCORE) continue;
    const [left = 0, top = 0, right = 0, bottom = 0] = boxes.subarray(4 * at, 4 * at + 4);
    const { width, height } = picture;
    candidates.push({
      score,
      box: { left: left * width, top: top * height, right: right * width, bottom: bottom * height },
    });
  }
  return keepSurest(candidates);
}

function keepSurest(candidates: readonly Found[]): readonly Found[] {
  const kept: Found[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score))
    if (kept.every(({ box }) => overlapOf(box, candidate.box) < MOST_OVERLAP)) kept.push(candidate);
  return kept;
}

/** Common area as a share of both boxes' area together. */
function overlapOf(a: Box, b: Box): number {
  const width = Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left));
  const height = Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  const common = width * height;
  return common / (widthOf(a) * heightOf(a) + widthOf(b) * heightOf(b) - common);
}
