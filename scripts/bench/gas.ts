/** Gas for each credential issued and revoked, beside what others run. */
import type { Benchmark } from '../bench.ts';
import { appendSizes, changeCounts, measureGas } from './gas-figures.ts';
import { measurePeers } from './gas-peers.ts';

/** The most attestations that fit in a transaction are about a hundred. */
const FITTING = 100;

export const gas: Benchmark = {
  name: 'gas',
  summary:
    'Gas on the Osaka fork for each credential issued (here a leaf appended, in steady state; with the others a record each) and each status changed, by how many go in one call. EAS 1.9.0 (multiAttest, multiRevoke) and OpenAttestation’s document store 3.0.0 (bulkIssue, bulkRevoke) from their published bytecode; EAS without a recipient, which would cost 20,000 more.',
  run: async () => {
    const figures = await measureGas();
    const peers = await measurePeers([...appendSizes, FITTING]);
    const issued = (size: number): number => (figures[`append of ${size}`] ?? Number.NaN) / size;
    const changed = (count: number): number => (figures[`status change of ${count}`] ?? Number.NaN) / count;
    const shown = (figure: number | undefined): number | string => figure ?? 'does not fit';
    return {
      columns: [
        'in one call',
        'issued',
        'issued, EAS',
        'issued, document store',
        'status changed',
        'revoked, EAS',
        'revoked, document store',
      ],
      rows: appendSizes.map((size) => [
        size,
        issued(size),
        shown(peers.eas.get(size)?.issued),
        shown(peers.documentStore.get(size)?.issued),
        changeCounts.some((count) => count === size) ? changed(size) : '—',
        shown(peers.eas.get(size)?.revoked),
        shown(peers.documentStore.get(size)?.revoked),
      ]),
      goals: [
        { what: 'gas a status change at 256 a call', measured: changed(256), bound: 215, kind: 'at most' },
      ],
      notes: [
        `Of EAS, where ${FITTING} still fit in a transaction, these cost ${Math.round(peers.eas.get(FITTING)?.issued ?? Number.NaN).toLocaleString('en')} each: ${Math.round((peers.eas.get(FITTING)?.issued ?? Number.NaN) / issued(256))} times a leaf at 256 a call.`,
        'The others can put one Merkle root of many credentials in a record as well; then what a credential was, and that it was issued, can’t be rebuilt from the chain.',
      ],
    };
  },
};
