import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../gateway/clock.ts';
import type { OpenDatabase } from '../../../gateway/database/open.ts';
import { openLogs } from '../../../gateway/log/logs.ts';
import { placesOf } from '../../../gateway/log/queue.ts';
import { compareLogs } from '../../../sdk/audit/rebuild.ts';
import { openTestDatabase } from '../../support/database.ts';
import { accredit, batchesOn, LOGS, names, openTestLedger, queueMany } from './support.ts';

const KILLS = 4;
const BATCHES = 12;
const folder = mkdtempSync(join(tmpdir(), 'city-kill-'));
let database: OpenDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  const { ledger, keys } = await openTestLedger(folder);
  await accredit(ledger, keys);
  await ledger.close();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function startGateway(): Promise<ChildProcess> {
  const program = join(import.meta.dirname, 'killed-gateway.ts');
  const child = spawn(process.execPath, [program, database.url, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout !== null) await once(child.stdout, 'data');
  return child;
}

async function somethingAnchored(): Promise<void> {
  for (let size = 0; size === 0; ) {
    const head = await database.db
      .selectFrom('log_heads')
      .select('size')
      .where('log', '=', 'PSB')
      .executeTakeFirst();
    size = head?.size ?? 0;
    if (size === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('a gateway that is killed again and again while it anchors loses no entry and lands none twice', async () => {
  const ids: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    for (let batch = 0; batch < BATCHES; batch++)
      ids.push(...(await queueMany(database, { log: 'PSB', count: 256, now: new Date() })));
    const child = await startGateway();
    // The last one is killed in the midst of it, however slow the machine is.
    if (kill === KILLS - 1) await somethingAnchored();
    await new Promise((resolve) => setTimeout(resolve, randomInt(20, 250)));
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const { ledger, keys } = await openTestLedger(folder);
  const parts = { db: database.db, pool: database.pool, ledger, keys, names };
  const logs = openLogs({ ...parts, clock: systemClock, logs: LOGS });
  // The killed processes had anchored some and not all, or the kills hit nothing.
  expect((await ledger.head('PSB')).size).toBeGreaterThan(0);
  expect((await ledger.head('PSB')).size).toBeLessThan(ids.length);
  await logs.flush({ all: true });

  const leaves = (await batchesOn(ledger, 'PSB')).flat();
  expect(leaves).toHaveLength(ids.length);
  expect(new Set(leaves).size).toBe(ids.length);
  const places = await placesOf(database.db, ids);
  expect(new Set(places.values()).size).toBe(ids.length);
  const { size, root } = await logs.reader.head('PSB');
  const tiles = { size, tile: logs.reader.tile.bind(logs.reader, 'PSB') };
  const claimed = new Map([['PSB', { heads: [{ by: 'gateway', size, root }], tiles }]]);
  for await (const finding of compareLogs({ events: ledger.events(), logs: claimed }))
    expect(finding).toBeUndefined();
  await ledger.close();
}, 90_000);
