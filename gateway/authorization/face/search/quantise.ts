/** Unit vectors in one byte a component, and the cosine that two of them come to. */

/** Five standard deviations of a component of a random unit vector of 512: beyond it a component is clamped. */
const LIMIT_AT_512 = 0.22;
const MOST = 127;

/** What one step of a byte is worth; the limit goes with the standard deviation, 1/√dimension. */
const stepOf = (dimension: number): number => (LIMIT_AT_512 * Math.sqrt(512 / dimension)) / MOST;

/** The components of a unit vector as whole numbers from −127 to 127, rounded to the nearest and clamped. */
export function quantise(vector: ArrayLike<number>): Int8Array {
  const step = stepOf(vector.length);
  return Int8Array.from(vector, (value) => Math.max(-MOST, Math.min(MOST, Math.round(value / step))));
}

/** The cosine of two unit vectors whose quantised forms have this inner product: nothing but rounding is between them. */
export const cosineOf = (product: number, dimension: number): number => product * stepOf(dimension) ** 2;
