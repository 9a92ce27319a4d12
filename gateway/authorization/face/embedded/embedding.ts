/** Turns a face into a vector that is near to others of the same person. */
import { type Point, planesOf } from './crops.ts';
import type { FivePoints } from './landmarks.ts';
import type { Recogniser } from './own-recogniser.ts';
import type { Pixels } from './picture.ts';
import type { Model } from './runtime.ts';

const SIDE = 112;

/** Where the five points lie in an aligned face of 112 × 112 pixels (the template of ArcFace and SphereFace). */
const template: FivePoints = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];

/** A face's vector, of length one. */
export type Embed = (picture: Pixels, points: FivePoints) => Promise<Float32Array>;

/**
 * Embeds a face and its mirror image and takes what both have in common, which tells people apart better than one of them.
 * @throws Error where the model doesn't make vectors of its length
 */
export async function openEmbed(
  model: Model,
  { input, dimension }: Pick<Recogniser, 'input' | 'dimension'>,
): Promise<Embed> {
  const vectorOf = async (face: Pixels): Promise<Float32Array> => {
    const planes = planesOf(face, input);
    face.data.fill(0);
    const [vector] = Object.values(await model(planes, [1, 3, SIDE, SIDE]));
    planes.fill(0);
    if (vector?.length !== dimension) throw new Error('the recogniser makes vectors of another length');
    return vector;
  };
  await vectorOf({ data: new Uint8Array(SIDE * SIDE * 3), width: SIDE, height: SIDE });
  return async (picture, points) => {
    const face = alignedFace(picture, points);
    const mirrored = mirroredOf(face);
    return meanEmbeddingOf([await vectorOf(face), await vectorOf(mirrored)]);
  };
}

/** What several embeddings of one person have in common, at length one. */
export function meanEmbeddingOf(embeddings: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(embeddings[0]?.length ?? 0);
  for (const embedding of embeddings)
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (embedding[at] ?? 0);
  return normalised(sum);
}

/** The vector at length one. */
function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** Cosine of the angle between vectors of length one, from -1 to 1. */
export const similarityOf = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/** Turned, scaled and moved so that the points come to lie on the template's; black outside the picture. */
function alignedFace(picture: Pixels, points: FivePoints): Pixels {
  const place = similarityTransform(template, points);
  const data = new Uint8Array(SIDE * SIDE * 3);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) mixPixel(picture, place({ x, y }), data.subarray((y * SIDE + x) * 3));
  return { data, width: SIDE, height: SIDE };
}

/** The turn, scale and move that bring `from` nearest to `to` in the sense of least squares (Umeyama 1991, without a reflection). */
function similarityTransform(from: readonly Point[], to: readonly Point[]): (point: Point) => Point {
  const mean = (points: readonly Point[], axis: 'x' | 'y'): number =>
    points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [fromX, fromY, toX, toY] = [mean(from, 'x'), mean(from, 'y'), mean(to, 'x'), mean(to, 'y')];
  let [along, across, spread] = [0, 0, 0];
  for (const [at, point] of from.entries()) {
    const [x, y] = [point.x - fromX, point.y - fromY];
    const [u, v] = [(to[at]?.x ?? 0) - toX, (to[at]?.y ?? 0) - toY];
    along += x * u + y * v;
    across += x * v - y * u;
    spread += x * x + y * y;
  }
  const [cosine, sine] = [along / spread, across / spread];
  return ({ x, y }) => ({
    x: cosine * (x - fromX) - sine * (y - fromY) + toX,
    y: sine * (x - fromX) + cosine * (y - fromY) + toY,
  });
}

/** Writes the picture's colour at a place between pixels. */
function mixPixel({ data, width, height }: Pixels, { x, y }: Point, into: Uint8Array): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  for (let colour = 0; colour < 3; colour++) {
    let sum = 0;
    for (let corner = 0; corner < 4; corner++) {
      const [column, row] = [left + (corner & 1), top + (corner >> 1)];
      if (column < 0 || row < 0 || column >= width || row >= height) continue;
      const share = ((corner & 1) === 1 ? right : 1 - right) * (corner >> 1 === 1 ? down : 1 - down);
      sum += share * (data[(row * width + column) * 3 + colour] ?? 0);
    }
    into[colour] = sum;
  }
}

function mirroredOf({ data, width, height }: Pixels): Pixels {
  const made = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (y * width + width - 1 - x) * 3;
      made.set(data.subarray(from, from + 3), (y * width + x) * 3);
    }
  return { data: made, width, height };
}
