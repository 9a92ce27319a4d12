/** What every command keeps to: --help, --json with one JSON object a line whatever happens, and exit codes that mean something. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOWN_FILE } from '../../scripts/town/seed.ts';
import { makeFolder } from '../support/ledger-folder.ts';

const root = join(import.meta.dirname, '../..');
const { folder, remove } = makeFolder();
const commands = [
  'scripts/start',
  'scripts/demo',
  'scripts/audit',
  'scripts/import',
  'scripts/keys',
  'scripts/face',
  'scripts/person',
  'scripts/bench',
];

type Said = { readonly code: number | null; readonly lines: Record<string, unknown>[] };

/** Runs a command with --json; anything on standard output that isn't a JSON object a line fails the test. */
const run = (command: string, ...args: string[]): Promise<Said> => runWith({}, command, ...args);

async function runWith(settings: Record<string, string>, command: string, ...args: string[]): Promise<Said> {
  const child = spawn(process.execPath, [`${command}.ts`, ...args, '--json'], {
    cwd: root,
    env: { ...process.env, ...settings },
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

afterAll(remove);

describe.each([...commands, 'sdk/bin/city-verify'])('%s', (command) => {
  test('tells by --help what it does', async () => {
    const { code, lines } = await run(command, '--help');
    expect({ code, lines }).toEqual({
      code: 0,
      lines: [expect.objectContaining({ event: 'help', text: expect.stringContaining('--json') })],
    });
  });
});

describe.each(commands)('%s', (command) => {
  test('used wrongly ends with 64 and says all that is wrong', async () => {
    const { code, lines } = await run(command, '--colour', 'red', '--shape=round');
    const problems = ['there is no option --colour', 'there is no option --shape'];
    expect(code).toBe(64);
    expect(lines).toEqual([expect.objectContaining({ text: expect.any(String), problems })]);
  });
});

test.each([
  ['a surplus word', 'scripts/audit', ['surplus']],
  ['a flag without its value', 'scripts/start', ['--port']],
  ['a count that is none', 'scripts/bench', ['merkle', '--count', 'abc']],
  ['a count below one', 'scripts/bench', ['merkle', '--count', '0']],
  ['a benchmark that there isn’t', 'scripts/bench', ['nothing']],
])('%s is used wrongly', async (_what, command, args) => {
  const { code, lines } = await run(command, ...args);
  expect({ code, lines: lines.length }).toEqual({ code: 64, lines: 1 });
});

test('settings and the command line are told together', async () => {
  const { code, lines } = await run(
    'scripts/start',
    '--port',
    'eighty',
    '--ledger',
    'evm',
    '--colour',
    'x',
    'y',
  );
  expect(code).toBe(64);
  const problems = String(lines[0]?.problems);
  for (const named of ['PORT', 'LEDGER_URL', '--colour', '1 other words']) expect(problems).toContain(named);
});

test('city-verify speaks JSON where it is used wrongly too', async () => {
  for (const args of [['--colour'], [], ['a.json', 'b.json'], ['none.json', '--trust', 'none.json']]) {
    const { code, lines } = await run('sdk/bin/city-verify', ...args);
    expect({ code, lines }).toEqual({ code: 2, lines: [{ event: 'failed', text: expect.any(String) }] });
  }
});

test('bench measures what it is told to, and writes nothing where it isn’t to', async () => {
  const { lines } = await run('scripts/bench', 'merkle', '--count', '64', '--dry-run');
  expect(lines).toEqual([expect.objectContaining({ event: 'measured', name: 'merkle' })]);
});

describe('the demonstration', () => {
  let odd: Server;
  beforeAll(async () => {
    writeFileSync(join(folder, TOWN_FILE), JSON.stringify({ dayZero: '2026-03-01' }));
    odd = createServer(({ url }, answer) => {
      const logs = [{ name: 'PSB', size: 1 }];
      answer.end(
        JSON.stringify(url === '/log' ? { items: logs, total: 1, next: null } : { alive: true, ready: true }),
      );
    }).listen(0, '127.0.0.1');
    await once(odd, 'listening');
  });
  afterAll(() => void odd.close());

  test('says why its own gateway did not start', async () => {
    const elsewhere = ['--data-dir', join(folder, 'elsewhere')];
    const { code, lines } = await runWith({ LEDGER: 'paper' }, 'scripts/demo', ...elsewhere);
    expect(code).toBe(2);
    expect(lines.at(-1)).toMatchObject({
      event: 'failed',
      text: expect.stringContaining('LEDGER must be one of embedded, evm'),
    });
  });

  test('ends with 1 where a step doesn’t go as told', async () => {
    const gateway = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
    const { code, lines } = await run('scripts/demo', '--gateway', gateway, '--data-dir', folder);
    expect(code).toBe(1);
    expect(lines.at(-1)).toMatchObject({
      event: 'off-script',
      text: expect.stringContaining('the logs hold too little'),
    });
    expect(lines.map(({ event }) => event)).not.toContain('done');
  });
});
