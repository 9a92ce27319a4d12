/** One running gateway a data folder. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { claimDataFolder } from '../../gateway/data-folder.ts';
import { makeFolder } from '../support/ledger-folder.ts';

const { folder: above, remove } = makeFolder();
const folder = join(above, 'data');
afterAll(remove);
const inUse = expect.objectContaining({ code: 'DATA_DIR_IN_USE' });

test('a second claim is refused until the first is released, by whatever name the folder is called', () => {
  const first = claimDataFolder(folder);
  symlinkSync(folder, join(above, 'also-data'));
  expect(() => claimDataFolder(folder)).toThrow(inUse);
  expect(() => claimDataFolder(join(above, 'also-data'))).toThrow(inUse);
  first.release();
  claimDataFolder(folder).release();
});

test('a claim lasts as long as its process, and a killed process leaves none behind', async () => {
  const module = new URL('../../gateway/data-folder.ts', import.meta.url).href;
  const program = `const { claimDataFolder } = await import(${JSON.stringify(module)});
    claimDataFolder(${JSON.stringify(folder)}); setTimeout(() => { gc(); console.log('claimed'); });
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  try {
    expect(() => claimDataFolder(folder)).toThrow(inUse);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  claimDataFolder(folder).release();
});

test('a claim holds beyond the network of its process, as between containers that share a volume', {
  skip: spawnSync('unshare', ['--net', 'true']).status !== 0,
}, async () => {
  const claim = claimDataFolder(folder);
  const module = new URL('../../gateway/data-folder.ts', import.meta.url).href;
  const program = `const { claimDataFolder } = await import(${JSON.stringify(module)});
    try { claimDataFolder(${JSON.stringify(folder)}); } catch (error) { process.exitCode = error.code === 'DATA_DIR_IN_USE' ? 3 : 4; }`;
  const child = spawn('unshare', ['--net', process.execPath, '--input-type=module', '-e', program]);
  const [code] = await once(child, 'exit');
  claim.release();
  expect(code).toBe(3);
});

test('what hinders a claim otherwise isn’t taken for another gateway', () => {
  const other = join(above, 'other');
  mkdirSync(join(other, 'gateway.lock'), { recursive: true });
  expect(() => claimDataFolder(other)).toThrow(/unable to open/);
});
