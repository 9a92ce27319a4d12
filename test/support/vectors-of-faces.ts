/** Vectors as a recogniser gives them, drawn at random: a face, and other pictures of the same face. */
import { randomBytes } from 'node:crypto';

/** The vector at length 1. */
export function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** A unit vector in a random direction; two of them in 512 dimensions have a cosine near 0. */
export function randomUnit(dimension = 512): Float32Array {
  return unit(Float32Array.from({ length: dimension }, gaussian));
}

/** Another picture of the face whose vector is given: a unit vector at about this cosine from it. */
export function near(face: Float32Array, cosine: number): Float32Array {
  const drawn = randomUnit(face.length);
  const along = cosineBetween(drawn, face);
  const across = unit(drawn.map((value, index) => value - along * (face[index] ?? 0)));
  const height = Math.sqrt(1 - cosine * cosine);
  return unit(face.map((value, index) => cosine * value + height * (across[index] ?? 0)));
}

export const cosineBetween = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

function gaussian(): number {
  const bytes = randomBytes(8);
  const [radius, angle] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4)].map(
    (word) => (word + 0.5) / 2 ** 32,
  );
  return Math.sqrt(-2 * Math.log(radius ?? 1)) * Math.cos(2 * Math.PI * (angle ?? 0));
}
