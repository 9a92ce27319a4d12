/** The audit and the demonstration as commands: what can't be used is told in one plain sentence. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readOver } from '../../../sdk/audit/served.ts';

const folder = mkdtempSync(join(tmpdir(), 'city-audit-'));
let server: Server;
let address: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer(({ url = '' }, answer) => {
    asked.push(url);
    answer.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function command(name: string, ...args: string[]): Promise<{ code: number; text: string }> {
  const child = spawn(process.execPath, [`scripts/${name}.ts`, ...args], {
    cwd: join(import.meta.dirname, '../../..'),
  });
  let text = '';
  child.stdout.on('data', (part) => (text += String(part)));
  child.stderr.on('data', (part) => (text += String(part)));
  const [code] = await once(child, 'close');
  return { code, text: text.trim() };
}

const audit = (...args: string[]) => command('audit', '--ledger', address, '--gateway', address, ...args);

describe('the audit names an input that can’t be used:', () => {
  const file = (content: string): string => {
    const path = join(folder, 'input.json');
    writeFileSync(path, content);
    return path;
  };

  test.each([
    ['receipts of another shape', 'receipts', '{"items":[]}', 'is no export of receipts'],
    ['receipts that are no JSON', 'receipts', 'number,at', 'is no JSON'],
    ['trust of another shape', 'trust', '{}', 'is no trust file'],
    ['trust that is no JSON', 'trust', '{', 'is no JSON'],
  ])('%s', async (_name, option, content, told) => {
    const path = file(content);
    expect(await audit(`--${option}`, path)).toEqual({ code: 64, text: `${path} ${told}` });
  });

  test('a file that isn’t there', async () => {
    const path = join(folder, 'missing.json');
    expect(await audit('--trust', path)).toEqual({ code: 64, text: `${path} can’t be read` });
  });

  test('an address that is none', async () => {
    const { code, text } = await command('audit', '--ledger', address, '--gateway', 'localhost');
    expect([code, text]).toEqual([64, '--gateway must be an http or https address, not localhost']);
  });
});

test('a gateway’s address may end in a slash', async () => {
  await readOver(`${address}/`)('/trust.json');
  expect(asked).toContain('/trust.json');
});

test('a demonstration of a named gateway is not given on another: it says what it needs', async () => {
  const { code, text } = await command('demo', '--gateway', address, '--data-dir', folder);
  expect(code).toBe(64);
  expect(text).toBe(
    `${folder} holds no town: name the data folder of ${address} with --data-dir, where the clients’ keys lie`,
  );
});
