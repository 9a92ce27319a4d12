/** Random bytes for what is made by the thousand. */
import { randomFillSync } from 'node:crypto';

/** Bytes drawn at once: a drawing costs about as much as several digests, whatever its size. */
const POOL = 16_384;
const MOST = 1024;

const pool = Buffer.alloc(POOL);
let taken = POOL;

/** That many bytes of the system's generator, at most 1,024; what was given out is wiped here. */
export function drawRandom(count: number): Buffer {
  const from = take(count);
  const drawn = Buffer.from(pool.subarray(from, taken));
  pool.fill(0, from, taken);
  return drawn;
}

/** The same in unpadded base64url. */
export function drawRandomText(count: number): string {
  const from = take(count);
  const drawn = pool.toString('base64url', from, taken);
  pool.fill(0, from, taken);
  return drawn;
}

/** Where in the pool they begin; they end at `taken`. */
function take(count: number): number {
  if (count > MOST) throw new RangeError('too many random bytes at once');
  if (taken + count > POOL) {
    randomFillSync(pool);
    taken = 0;
  }
  taken += count;
  return taken - count;
}
