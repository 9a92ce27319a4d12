/** Looking for the nearest of many templates, beside a plain loop. */
import { randomFillSync } from 'node:crypto';
import { openSearch } from '../../gateway/authorization/face/search/search.ts';
import type { Benchmark } from '../bench.ts';
import { measureByTurns } from './measure.ts';

const DIMENSION = 512;
const SIZES = [1000, 10_000, 100_000] as const;

export const faceSearch: Benchmark = {
  name: 'face-search',
  summary: `The best and the next best of templates of ${DIMENSION} bytes, compared with every one of them: WebAssembly with SIMD beside a loop over an Int8Array. Microseconds of one thread's CPU time a search; both find the same.`,
  run: async ({ count }) => {
    const rows = [];
    for (const size of count === undefined ? SIZES : [count]) rows.push(await compare(size));
    const last = rows.at(-1);
    return {
      columns: ['templates', 'WebAssembly, µs', 'loop, µs', 'times faster'],
      rows: rows.map(({ size, ours, loop }) => [size, ours, loop, loop / ours]),
      goals: [
        {
          what: `times faster among ${(last?.size ?? 0).toLocaleString('en')}`,
          measured: (last?.loop ?? 0) / (last?.ours ?? 1),
          bound: 3,
          kind: 'at least',
        },
      ],
    };
  },
};

async function compare(size: number) {
  const templates = randomFillSync(new Int8Array(size * DIMENSION));
  const probe = randomFillSync(new Int8Array(DIMENSION));
  const search = openSearch(templates, DIMENSION);
  const { best } = search.find(probe);
  if (best?.place !== loopOver(templates, probe)) throw new Error('the two don’t find the same');
  const { ours, loop } = await measureByTurns({
    ours: { run: () => search.find(probe) },
    loop: { run: () => loopOver(templates, probe) },
  });
  search.close();
  return { size, ours, loop };
}

/** The place of the greatest product. */
function loopOver(templates: Int8Array, probe: Int8Array): number {
  let [best, bestProduct] = [-1, Number.NEGATIVE_INFINITY];
  for (let start = 0; start < templates.length; start += DIMENSION) {
    let product = 0;
    for (let at = 0; at < DIMENSION; at++) product += (templates[start + at] ?? 0) * (probe[at] ?? 0);
    if (product > bestProduct) [best, bestProduct] = [start / DIMENSION, product];
  }
  return best;
}
