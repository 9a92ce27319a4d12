/** Serving and ending: a gateway that is asked to end while it opens leaves nothing running. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { claimDataFolder } from '../../gateway/data-folder.ts';
import { findFreePort } from '../../scripts/support/free-port.ts';
import { makeFolder } from '../support/ledger-folder.ts';

const root = join(import.meta.dirname, '../..');
const { folder, remove } = makeFolder();
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  remove();
});

async function isThere(file: string): Promise<void> {
  while (!existsSync(file)) await new Promise((next) => setTimeout(next, 20));
}

test.each(['SIGTERM', 'SIGINT'] as const)('%s while the city opens closes what is open', async (signal) => {
  const data = join(folder, signal);
  const port = String(await findFreePort());
  const child = spawn(process.execPath, ['scripts/start.ts', '--port', port, '--data-dir', data, '--json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await isThere(join(data, 'postgres', 'postmaster.pid'));
  const server = Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const ended = once(child, 'exit');
  child.kill(signal);
  // A terminal's Ctrl-C arrives twice: from the terminal, and from npm.
  await new Promise((next) => setTimeout(next, 50));
  child.kill(signal);
  expect(await ended).toEqual([0, null]);
  expect(text).not.toContain('"failed"');
  expect(() => process.kill(server, 0)).toThrow('ESRCH');
  claimDataFolder(data).release();
});

test('a catalogue that can’t be used is told before anything is made', async () => {
  const data = join(folder, 'none');
  const program = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const read = fs.readFileSync;
    fs.readFileSync = (path, ...more) => {
      if (String(path).includes('/catalog/data/')) throw new Error('gone');
      return read(path, ...more);
    };
    syncBuiltinESMExports();
    const { openCity } = await import('${new URL('../../gateway/city.ts', import.meta.url).href}');
    const { readConfig } = await import('${new URL('../../gateway/config.ts', import.meta.url).href}');
    const config = readConfig({ environment: { DATA_DIR: ${JSON.stringify(data)}, PORT: '1' } });
    const error = await openCity({ config }).catch((thrown) => thrown);
    console.log(error.name);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let text = '';
  for await (const chunk of child.stdout) text += String(chunk);
  expect(text.trim()).toBe('CatalogFaults');
  expect(existsSync(data) ? readdirSync(data) : []).toEqual([]);
});
