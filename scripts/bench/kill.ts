/** Killing the gateway with -9 at random moments under load. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark } from '../bench.ts';
import { killRun } from '../kill/run.ts';
import { findFreePort } from '../support/free-port.ts';

const KILLS = 50;

export const kill: Benchmark = {
  name: 'kill',
  summary:
    'A whole gateway with the town, killed with -9 at random moments while four clients import, prove, look and suspend: what it had acknowledged and lost, or did twice.',
  run: async ({ count = KILLS }) => {
    const folder = mkdtempSync(join(tmpdir(), 'city-kill-'));
    try {
      const { kills, acknowledged, lost, doubled, audit } = await killRun({
        kills: count,
        folder,
        port: await findFreePort(),
      });
      return {
        columns: [
          'kills',
          'credentials acknowledged',
          'proofs',
          'looks',
          'status changes',
          'lost',
          'doubled',
          'audit findings',
        ],
        rows: [
          [
            kills,
            acknowledged.credentials,
            acknowledged.proofs,
            acknowledged.looks,
            acknowledged.statusChanges,
            lost.length,
            doubled.length,
            audit.length,
          ],
        ],
        goals: [
          { what: 'lost', measured: lost.length, bound: 0, kind: 'at most' },
          { what: 'doubled', measured: doubled.length, bound: 0, kind: 'at most' },
          { what: 'audit findings', measured: audit.length, bound: 0, kind: 'at most' },
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
