/** A new user's first day, through the commands that the README names: start, demo, import, audit, stop, start again. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFreePort } from '../../scripts/support/free-port.ts';
import { openBrowser } from '../support/browser.ts';
import { citizenNumber } from '../support/people.ts';
import { writeReadmeExample } from '../support/readme-example.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'city-journey-'));
let port: number;
let gateway: string;
let running: ChildProcess;
let firstStart: Awaited<ReturnType<typeof start>>;

type Outcome = { readonly code: number; readonly text: string };

async function command(name: string, ...args: string[]): Promise<Outcome> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [`scripts/${name}.ts`, ...args], {
      cwd: root,
      env: { ...process.env, LOG_LEVEL: 'silent' },
    });
    return { code: 0, text: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, text: stdout + stderr };
  }
}

// What the platform promises on a machine of its own; here other tests run beside it.
const [FIRST_START, LATER_START, CLOSING, SLACK] = [60, 5, 5, 3];

async function start(...more: string[]): Promise<{ process: ChildProcess; text: string; seconds: number }> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ['scripts/start.ts', '--port', String(port), '--data-dir', folder, '--log-level', 'silent', ...more],
    { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.includes('npm run audit') && text.endsWith('\n')) break;
  }
  return { process: child, text, seconds: (performance.now() - began) / 1000 };
}

/** The lines of a command with --json; whatever is no JSON object fails the test. */
const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const get = async (path: string) => (await fetch(gateway + path)).json() as Promise<Record<string, unknown>>;

beforeAll(async () => {
  port = await findFreePort();
  gateway = `http://127.0.0.1:${port}`;
  firstStart = await start();
  running = firstStart.process;
}, 180_000);
afterAll(async () => {
  running.kill('SIGTERM');
  await once(running, 'exit');
  rmSync(folder, { recursive: true, force: true });
});

test('the first start is done in time, says where to look, and what to try as it has to be typed', ({
  annotate,
}) => {
  const { text, seconds } = firstStart;
  expect(text).toContain(`pages      ${gateway}`);
  expect(text).toContain(`  npm run demo -- --gateway ${gateway} --data-dir ${folder}\n`);
  expect(text).toContain(`  npm run audit -- --ledger ${gateway}/ledger --gateway ${gateway}`);
  expect(seconds).toBeLessThan(FIRST_START * SLACK);
  return annotate(`first start: ${seconds.toFixed(1)} s`).then(() => {});
});

test('the gateway is ready, part by part, and describes itself', async () => {
  const ready = (await get('/ready')) as { ready: boolean; parts: { name: string }[] };
  expect(ready.ready).toBe(true);
  expect(ready.parts.map(({ name }) => name)).toContain('log PSB');
  expect(await get('/health')).toEqual({ alive: true });
  const described = (await get('/openapi.json')) as unknown as Described;
  expect(described.openapi).toMatch(/^3\.1/);
  for (const path of [
    '/requests',
    '/requests/{id}/proof',
    '/me/receipts',
    '/catalog/matters',
    '/log',
    '/token',
  ])
    expect(Object.keys(described.paths)).toContain(path);
  expectWhole(described);
  expect(await (await fetch(`${gateway}/metrics`)).text()).toContain('city_log_queued_entries');
  expect((await fetch(`${gateway}/docs`)).status).toBe(200);
  const { type } = (await get('/nothing')) as { type: string };
  expect(await (await fetch(gateway + type)).text()).toContain('id="NOT_FOUND"');
  expect((await get('/.well-known/jwt-vc-issuer/departments/PSB')).issuer).toBe(
    'https://wangcheng.invalid/departments/PSB',
  );
});

type Operation = { security?: unknown; responses: Record<string, unknown> };
type Described = { openapi: string; paths: Record<string, Record<string, Operation>> };

/** Every operation says who may call it and which problem it may answer with, and everything referred to is there. */
function expectWhole(described: Described): void {
  const faulty = Object.entries(described.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { security, responses }]) => !Array.isArray(security) || responses.default === undefined)
      .map(([method]) => `${method} ${path}`),
  );
  expect(faulty).toEqual([]);
  for (const [, reference = ''] of JSON.stringify(described).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = reference
      .split('/')
      .reduce<unknown>((at, name) => (at as Record<string, unknown>)?.[name], described);
    expect(found, reference).toBeDefined();
  }
}

test('pages load from the gateway alone, and their policy lets no script in from elsewhere', {
  timeout: 60_000,
}, async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    const [asked, complaints]: [string[], string[]] = [[], []];
    page.on('request', (request) => void asked.push(request.url()));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    for (const path of ['/docs', '/errors']) await page.goto(gateway + path, { waitUntil: 'networkidle' });
    await page.goto(`${gateway}/docs`, { waitUntil: 'networkidle' });
    await page.getByText('Certificate-free city gateway').first().waitFor();
    expect(asked.filter((url) => !url.startsWith(gateway) && !url.startsWith('data:'))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.addScriptTag({ content: 'globalThis.wasRun = true' }).catch(() => {});
    expect(await page.evaluate('globalThis.wasRun')).toBe(undefined);
  } finally {
    await browser.close();
  }
  for (const path of ['/health', '/docs/', '/errors', '/nothing', '/log'])
    expect((await fetch(gateway + path)).headers.get('content-security-policy')).toContain(
      "default-src 'self'",
    );
});

test('the demonstration goes as told', { timeout: 60_000 }, async () => {
  const { code, text } = await command('demo', '--gateway', gateway, '--data-dir', folder, '--json');
  const lines = linesOf(text);
  expect(lines.at(-1)).toMatchObject({
    event: 'done',
    text: expect.stringContaining('Everything went as told'),
  });
  expect(lines.filter(({ event }) => event === 'step').length).toBeGreaterThan(10);
  expect(code).toBe(0);
});

test('the example of the SDK’s README gets a proof of somebody of the town, and nothing where they refuse', {
  timeout: 60_000,
}, async () => {
  const own = mkdtempSync(join(tmpdir(), 'city-system-'));
  writeReadmeExample(own, gateway);
  cpSync(join(folder, 'clients', 'cab-counter.jwk.json'), join(own, 'client-key.json'));
  writeFileSync(join(own, 'trust.json'), await (await fetch(`${gateway}/trust.json`)).text());
  const play = async (...more: string[]) => {
    const args = ['scripts/person.ts', '--json', '--gateway', gateway, '--data-dir', folder, ...more];
    const person = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    person.stdout.on('data', (part) => {
      told += part;
    });
    await expect.poll(() => told, { timeout: 20_000 }).toContain('"code"');
    const code = JSON.parse(told.split('\n')[0] ?? '').text;
    const { stdout } = await promisify(execFile)(process.execPath, ['example.mts', code], { cwd: own });
    await expect.poll(() => person.exitCode, { timeout: 20_000 }).toBe(0);
    return { told, stdout };
  };
  const agreed = await play();
  expect(agreed.told).toContain('WCM-CAB-002');
  expect(agreed.stdout).toContain('idNumber');
  expect((await play('--refuse')).stdout).toBe('');
  expect(await command('person', '--role', 'nobody', '--data-dir', folder)).toMatchObject({ code: 64 });
  rmSync(own, { recursive: true });
});

describe('the import command', () => {
  const file = join(folder, 'cards.jsonl');
  const card = (serial: number, idNumber = citizenNumber('1999-01-01', serial)) =>
    JSON.stringify({ idNumber, cardSerial: `JOURNEY-${serial}`, name: '新' });
  const send = (...more: string[]) =>
    command(
      'import',
      '--gateway',
      gateway,
      '--data-dir',
      folder,
      '--department',
      'PSB',
      '--type',
      'resident-identity-card',
      file,
      ...more,
    );

  test('takes a file, tells each faulty row, and changes nothing the second time', {
    timeout: 60_000,
  }, async () => {
    writeFileSync(file, [card(1), card(2), card(3, '990000199901010000')].join('\n'));
    const first = await send();
    expect(first.text).toContain('2 issued, 0 replaced, 0 unchanged, 1 faulty');
    expect(first.text).toContain('line 3: NO_SUCH_NUMBER in idNumber');
    expect(first.code).toBe(1);
    expect((await send('--json')).text).toContain('"unchanged":2');
  });

  test('says what it needs', async () => {
    expect((await command('import')).code).toBe(64);
    expect((await command('import', '--help')).text).toContain('npm run import');
  });
});

describe('the keys command', () => {
  const keys = (...more: string[]) =>
    command('keys', ...more, '--port', String(port), '--data-dir', folder, '--json');
  const list = async () =>
    (await keys('list', '--department', 'PSB')).text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kid: string; state: string });

  test('rotates and ends a department’s key beside the running gateway, which goes on issuing', {
    timeout: 60_000,
  }, async () => {
    const [former] = await list();
    const end = () => keys('end', '--department', 'PSB', `--key=${former?.kid}`);
    const refused = await end();
    expect([refused.code, refused.text]).toEqual([2, expect.stringContaining('KEY_WITHOUT_SUCCESSOR')]);
    expect((await keys('rotate', '--department', 'PSB')).code).toBe(0);
    expect((await end()).code).toBe(0);
    expect((await list()).map(({ state }) => state)).toEqual(['ended', 'in-force']);
    const file = join(folder, 'after.jsonl');
    const number = citizenNumber('1999-01-01', 9);
    writeFileSync(file, JSON.stringify({ idNumber: number, cardSerial: 'AFTER-9', name: '新' }));
    const options = ['--gateway', gateway, '--data-dir', folder, '--department', 'PSB'];
    const sent = await command('import', ...options, '--type', 'resident-identity-card', file);
    expect([sent.code, sent.text]).toEqual([0, expect.stringContaining('1 issued')]);
  });

  test('registers a system’s key, and says what it needs and whom it doesn’t reach', {
    timeout: 60_000,
  }, async () => {
    const jwk = join(folder, 'clients', 'psb-counter.jwk.json');
    const registered = await keys('register-client', '--client', 'psb-counter', '--jwk', jwk);
    expect([registered.code, registered.text]).toEqual([0, expect.stringContaining('"registered"')]);
    expect((await command('keys')).code).toBe(64);
    expect((await keys('end', '--department', 'PSB')).code).toBe(64);
    expect((await command('keys', '--help')).text).toContain('npm run keys -- rotate');
    const lost = await command('keys', 'list', '--port', '1', '--data-dir', folder);
    expect([lost.code, lost.text]).toEqual([2, expect.stringContaining('no gateway answers')]);
  });
});

test('the audit finds that everything holds, and says so by its exit code', { timeout: 60_000 }, async () => {
  await new Promise((next) => setTimeout(next, 2500));
  const { code, text } = await command('audit', '--ledger', `${gateway}/ledger`, '--gateway', gateway);
  expect(text).toContain('Everything holds.');
  expect(code).toBe(0);
  expect(
    (await command('audit', '--ledger', `${gateway}/ledger`, '--gateway', 'http://127.0.0.1:1')).code,
  ).toBe(2);
  expect((await command('audit')).code).toBe(64);
});

test('a second process on the same folder is refused, and so is a port in use', {
  timeout: 60_000,
}, async () => {
  const other = await command('start', '--port', String(await findFreePort()), '--data-dir', folder);
  expect([other.code, other.text]).toEqual([2, expect.stringContaining('DATA_DIR_IN_USE')]);
  const blocked = createServer().listen(0, '127.0.0.1');
  await once(blocked, 'listening');
  const address = blocked.address();
  const taken = await command(
    'start',
    '--port',
    String(typeof address === 'object' ? address?.port : 0),
    '--data-dir',
    join(folder, 'other'),
  );
  expect([taken.code, taken.text]).toEqual([2, expect.stringContaining('PORT_IN_USE')]);
  blocked.close();
});

test('settings that can’t be used are told all at once', async () => {
  const { code, text } = await command('start', '--port', 'eighty', '--ledger', 'paper', '--seed', 'maybe');
  expect(code).toBe(64);
  for (const name of ['PORT', 'LEDGER', 'SEED']) expect(text).toContain(name);
});

test('it ends cleanly when asked to, and everything is there when it starts again', {
  timeout: 90_000,
}, async ({ annotate }) => {
  type Logs = { items: { name: string; size: number; root: string; ledgerId: string }[] };
  const before = (await get('/log')) as unknown as Logs;
  const asked = performance.now();
  running.kill('SIGTERM');
  const [code] = await once(running, 'exit');
  const closing = (performance.now() - asked) / 1000;
  expect(code).toBe(0);
  expect(closing).toBeLessThan(CLOSING * SLACK);
  const later = await start('--json');
  running = later.process;
  expect(linesOf(later.text)).toContainEqual(expect.objectContaining({ event: 'ready', address: gateway }));
  expect(later.seconds).toBeLessThan(LATER_START * SLACK);
  await annotate(`closed in ${closing.toFixed(1)} s, started again in ${later.seconds.toFixed(1)} s`);
  const after = (await get('/log')) as unknown as Logs;
  // A minute or hour may have ended meanwhile: a log that grew shows that it is still there by its audit.
  for (const [place, log] of before.items.entries()) {
    const now = after.items[place];
    expect(now?.size).toBeGreaterThanOrEqual(log.size);
    if (now?.size === log.size) expect(now).toEqual(log);
  }
  const { code: verdict, text } = await command(
    'audit',
    '--ledger',
    `${gateway}/ledger`,
    '--gateway',
    gateway,
    '--json',
  );
  expect(linesOf(text).at(-1)).toMatchObject({ event: 'verdict', findings: 0 });
  expect(verdict).toBe(0);
});
