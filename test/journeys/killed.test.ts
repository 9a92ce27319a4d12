/** A gateway that is killed at random under load: what it acknowledged is there, and nothing is there twice. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { killRun } from '../../scripts/kill/run.ts';
import { findFreePort } from '../../scripts/support/free-port.ts';

const KILLS = 3;
const folder = mkdtempSync(join(tmpdir(), 'city-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('kills under load lose no credential, receipt or status change, and double none', {
  timeout: 240_000,
}, async () => {
  const { acknowledged, lost, doubled, audit } = await killRun({
    kills: KILLS,
    folder,
    port: await findFreePort(),
  });
  expect({ lost, doubled, audit }).toEqual({ lost: [], doubled: [], audit: [] });
  expect(acknowledged.credentials).toBeGreaterThan(0);
  expect(acknowledged.proofs).toBeGreaterThan(0);
});
