/** The operator's command for faces: it says how they stand, and switches them off only when that is meant. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { playEngine } from '../support/played-engine.ts';
import { openTown, type ServedTown } from '../support/town.ts';

const root = join(import.meta.dirname, '../..');
const played = playEngine({ isCalibrated: false });
let town: ServedTown;
beforeAll(async () => {
  town = await openTown({ faceEngine: played.engine });
}, 180_000);
afterAll(() => town.close());

type Said = { readonly code: number | null; readonly lines: readonly Record<string, unknown>[] };

async function run(...args: readonly string[]): Promise<Said> {
  const where = ['--gateway', town.address, '--data-dir', town.dataDir, '--json'];
  const child = spawn(process.execPath, ['scripts/face.ts', ...args, ...where], {
    cwd: root,
    env: { ...process.env, PUBLIC_URL: town.address },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  let out = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) out += chunk;
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const [code] = (await ended) as [number | null];
  return { code, lines };
}

/** Somebody enrolled, as far as the switch is concerned. */
async function enrolSomebody(): Promise<void> {
  const { db, clock } = town.city();
  const now = clock.now();
  const consent = crypto.randomUUID();
  const { subject } = await db
    .selectFrom('subject_keys')
    .select('subject')
    .limit(1)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('face_consents')
    .values({
      ...{ id: consent, subject, by: 'self', given_by: subject, text_version: 1 },
      ...{ text_hash: '0'.repeat(64), language: 'zh', given_at: now },
    })
    .execute();
  await db
    .insertInto('face_enrolments')
    .values({
      ...{ id: crypto.randomUUID(), subject, consent_id: consent, state: 'active', model_id: 'played-1' },
      ...{ digits: Buffer.alloc(32), created_at: now, ends_on: '2099-01-01' },
    })
    .execute();
}

test('state says how face stands, and of few people not how many', async () => {
  const { code, lines } = await run('state');
  expect(code).toBe(0);
  expect(lines).toEqual([
    expect.objectContaining({
      event: 'state',
      offered: 'on',
      enrolled: null,
      text: expect.stringContaining('not calibrated'),
    }),
  ]);
  expect(String(lines[0]?.text)).toContain('never the only factor');
});

test('off without a word that it is meant changes nothing where nobody can be asked', async () => {
  await enrolSomebody();
  const { code, lines } = await run('off');
  expect({ code, lines }).toEqual({
    code: 64,
    lines: [{ event: 'usage', text: expect.stringContaining('--yes') }],
  });
  expect((await run('state')).lines[0]).toMatchObject({ offered: 'on' });
});

test('off tells how many templates were destroyed, and on brings none back', async () => {
  expect((await run('off', '--yes')).lines).toEqual([
    expect.objectContaining({ event: 'off', offered: 'off', destroyed: 1 }),
  ]);
  const { lines } = await run('on', '--assessment', 'PIA-2026-014');
  expect(lines).toEqual([
    expect.objectContaining({ event: 'on', offered: 'on', assessment: 'PIA-2026-014' }),
  ]);
  expect((await run('off', '--yes')).lines[0]).toMatchObject({ destroyed: 0 });
});

test('an engine that doesn’t answer is told of, and face isn’t said to be on', async () => {
  played.rules.isAway = true;
  const { lines } = await run('on');
  expect(lines[0]).toMatchObject({ event: 'on', offered: 'unavailable' });
  expect(String(lines[0]?.text)).toContain('doesn’t answer');
  played.rules.isAway = false;
});

test('a task that there isn’t, or a surplus word, is used wrongly', async () => {
  for (const args of [['nothing'], [], ['on', 'more']])
    expect(await run(...args)).toMatchObject({ code: 64, lines: [{ event: 'usage' }] });
});
