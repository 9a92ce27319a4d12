/** `npm run face -- calibrate` measures those who agreed and nobody else, and writes no thresholds that too few people chose. */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder } from '../support/ledger-folder.ts';

const root = join(import.meta.dirname, '../..');
const { folder, remove } = makeFolder();
const pairs = join(folder, 'pairs');
const pictures = {
  syn073: ['syn073__v1', 'syn073__v3'],
  syn098: ['syn098__enrol', 'syn098__v1', 'syn098__v2'],
};

beforeAll(() => {
  for (const [person, files] of Object.entries(pictures)) {
    mkdirSync(join(pairs, person), { recursive: true });
    for (const file of files)
      copyFileSync(join(root, 'test/fixtures/face', `${file}.jpg`), join(pairs, person, `${file}.jpg`));
  }
});
afterAll(remove);

const agree = (...people: string[]): void =>
  writeFileSync(join(pairs, 'consents.txt'), `# agreed in writing\n\n${people.join('\n')}\n`);

type Said = { readonly code: number; readonly lines: readonly Record<string, unknown>[] };

const calibrate = (...more: string[]): Promise<Said> =>
  new Promise((resolve) => {
    const args = ['scripts/face.ts', 'calibrate', '--pairs', pairs, '--json', '--data-dir', folder, ...more];
    execFile(process.execPath, args, { cwd: root }, (error, stdout) => {
      const lines = stdout.trim().split('\n');
      resolve({ code: Number(error?.code ?? 0), lines: lines.map((line) => JSON.parse(line)) });
    });
  });

test('pictures of somebody who isn’t named among those who agreed are not looked at', async () => {
  agree('syn073');
  const { code, lines } = await calibrate();
  expect(code).toBe(64);
  expect(lines).toEqual([
    expect.objectContaining({ event: 'usage', text: expect.stringContaining('syn098') }),
  ]);
});

test('every pair is measured, and of too few none is chosen or written', async () => {
  agree('syn073', 'syn098');
  const { code, lines } = await calibrate('--write');
  expect(lines.find(({ event }) => event === 'measured')).toMatchObject({
    people: 2,
    genuine: 4,
    impostor: 6,
    faults: {},
    chosen: null,
    modelId: expect.stringContaining('mobilefacenet'),
  });
  expect(lines.find(({ event }) => event === 'choice')).toMatchObject({
    needed: { genuine: 200, impostor: 29_956 },
  });
  expect(code).toBe(2);
  expect(existsSync(join(folder, 'face-calibration.json'))).toBe(false);
});
