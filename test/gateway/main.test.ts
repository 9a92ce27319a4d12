/** Serving and ending: a gateway that is asked to end while it opens leaves nothing running. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
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

/** Starts a gateway in a process group of its own, as a shell does. */
function start(data: string, port: number) {
  const args = ['scripts/start.ts', '--port', String(port), '--data-dir', data, '--json'];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  children.push(child);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return { child, said: () => text, ended: once(child, 'exit') };
}

async function until(holds: () => boolean, child: ChildProcess): Promise<void> {
  while (!holds()) {
    if (child.exitCode !== null) throw new Error(`the gateway ended with ${child.exitCode}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}

const pidIn = (data: string): number =>
  Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

describe('asked to end while the city opens, it closes what is open', () => {
  test('by SIGTERM while the database is made', async () => {
    const data = join(folder, 'terminated');
    const { child, said, ended } = start(data, await findFreePort());
    await until(() => existsSync(join(data, 'postgres')), child);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(said()).toBe('');
    expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false);
    claimDataFolder(data).release();
  });

  test('by a terminal’s Ctrl-C, which reaches the database as well, and the gateway twice', async () => {
    const data = join(folder, 'interrupted');
    const { child, said, ended } = start(data, await findFreePort());
    await until(() => said().includes('accrediting departments'), child);
    const server = pidIn(data);
    process.kill(-(child.pid ?? 0), 'SIGINT');
    await new Promise((next) => setTimeout(next, 50));
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(said()).not.toContain('"failed"');
    expect(() => process.kill(server, 0)).toThrow('ESRCH');
    claimDataFolder(data).release();
  });
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
