/** Random bytes for what is made by the thousand. */
import { randomFillSync } from 'node:crypto';

/** Bytes drawn at once: a drawing costs about as much as several digests, whatever its size. */
const POOL = 16_384;

const pool = Buffer.alloc(POOL);
let taken = POOL;

/** That many bytes of the system's generator, at most 1,024; what was given out is wiped here. */
export function drawRandom(count: number): Buffer {
  if (count > 1024) throw new RangeError('too many random bytes at once');
  if (taken + count > POOL) {
    randomFillSync(pool);
    taken = 0;
  }
  const drawn = Buffer.from(pool.subarray(taken, taken + count));
  pool.fill(0, taken, taken + count);
  taken += count;
  return drawn;
}
