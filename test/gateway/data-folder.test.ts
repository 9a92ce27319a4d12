/** One running gateway a data folder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { claimDataFolder } from '../../gateway/data-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'city-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inUse = expect.objectContaining({ code: 'DATA_DIR_IN_USE' });

test('a second claim is refused until the first is released', async () => {
  const first = await claimDataFolder(folder);
  await expect(claimDataFolder(folder)).rejects.toEqual(inUse);
  await expect(claimDataFolder(join(folder, '..', folder.split('/').at(-1) ?? ''))).rejects.toEqual(inUse);
  await first.release();
  await (await claimDataFolder(folder)).release();
});

test('a killed process leaves no claim behind', async () => {
  const module = new URL('../../gateway/data-folder.ts', import.meta.url).href;
  const program = `const { claimDataFolder } = await import(${JSON.stringify(module)});
    await claimDataFolder(${JSON.stringify(folder)}); console.log('claimed'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await expect(claimDataFolder(folder)).rejects.toEqual(inUse);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await (await claimDataFolder(folder)).release();
});
