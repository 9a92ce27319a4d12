/** Gas for each credential issued and revoked. */
import type { Benchmark } from '../bench.ts';
import { appendSizes, changeCounts, measureGas } from './gas-figures.ts';

export const gas: Benchmark = {
  name: 'gas',
  summary:
    'Gas on the Osaka fork in steady state, for each credential issued (a leaf appended) and each status changed, by how many go in one call.',
  run: async () => {
    const figures = await measureGas();
    const issued = (size: number): number => (figures[`append of ${size}`] ?? Number.NaN) / size;
    const changed = (count: number): number => (figures[`status change of ${count}`] ?? Number.NaN) / count;
    return {
      columns: ['in one call', 'gas a credential issued', 'gas a status changed'],
      rows: appendSizes.map((size) => [
        size,
        issued(size),
        changeCounts.some((count) => count === size) ? changed(size) : '—',
      ]),
      goals: [
        { what: 'gas a status change at 256 a call', measured: changed(256), bound: 215, kind: 'at most' },
      ],
      notes: [
        'EAS and OpenAttestation’s document store are not measured beside it here: their packages are not dependencies of this project.',
      ],
    };
  },
};
