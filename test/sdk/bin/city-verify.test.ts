/** The command `city-verify`: what it says and the exit codes that scripts go by. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectation, makeProof, NOW } from '../../support/proof-fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'city-verify-'));
const command = join(import.meta.dirname, '..', '..', '..', 'sdk', 'bin', 'city-verify.ts');
const file = (name: string): string => join(folder, name);
const at = new Date(NOW * 1000).toISOString();
const bound = ['--audience', expectation.audience, '--nonce', expectation.nonce];
const trusted = ['--trust', file('trust.json'), '--at', at];

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...args], (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

beforeAll(() => {
  const { proof, trust } = makeProof();
  writeFileSync(file('proof.json'), JSON.stringify(proof));
  writeFileSync(file('trust.json'), JSON.stringify(trust));
  const revoked = makeProof({ statusList: (list) => list.set([1 << 6], 1) });
  writeFileSync(file('revoked.json'), JSON.stringify(revoked.proof));
  writeFileSync(file('text.json'), 'no JSON');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a proof', () => {
  test('that is valid ends with 0 and shows its claims', async () => {
    const { code, out } = await run(file('proof.json'), ...trusted, ...bound);
    expect({ code, first: out.split('\n')[0] }).toEqual({ code: 0, first: 'VALID' });
    expect(out).toContain('name: "示例甲"');
  });

  test('that isn’t ends with 1 and says why and what to do, in both languages', async () => {
    const { code, out } = await run(file('revoked.json'), ...trusted, ...bound);
    expect(code).toBe(1);
    expect(out).toContain('NOT VALID: REVOKED');
    expect(out).toContain('The credential was revoked.');
    expect(out).toContain('证照已被吊销或注销');
    expect(out).not.toContain('示例甲');
  });

  test('is inspected where nobody says for whom it should be, and that is said', async () => {
    const { code, out } = await run(file('proof.json'), ...trusted);
    expect(code).toBe(0);
    expect(out).toContain('Who may use it was not checked');
    expect(out).toMatch(/· audience\n.*· nonce/);
    expect(out).not.toContain('VALID');
  });

  test('is judged for programs too', async () => {
    const verified = await run(file('revoked.json'), ...trusted, ...bound, '--json');
    expect(JSON.parse(verified.out)).toMatchObject({ valid: false, reason: 'REVOKED' });
    const inspected = await run(file('proof.json'), ...trusted, '--json');
    expect(JSON.parse(inspected.out)).toMatchObject({ holds: true, note: 'who may use it was not checked' });
  });

  test('is judged for the moment named', async () => {
    const { code, out } = await run(
      file('proof.json'),
      '--trust',
      file('trust.json'),
      ...bound,
      '--at',
      '2030-01-01T00:00:00Z',
    );
    expect(code).toBe(1);
    expect(out).toContain('NOT VALID');
  });
});

test('--help ends with 0', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('city-verify trust') });
});

test.each([
  ['nothing', []],
  ['two proofs', [file('proof.json'), file('proof.json'), ...trusted]],
  ['an unknown option', [file('proof.json'), '--no-such-option']],
  ['no trust file', [file('proof.json')]],
  ['a trust file that isn’t there', [file('proof.json'), '--trust', file('none.json')]],
  ['a proof that is no JSON', [file('text.json'), ...trusted]],
  ['an audience without a nonce', [file('proof.json'), ...trusted, '--audience', 'x']],
  ['a moment that is none', [file('proof.json'), '--trust', file('trust.json'), '--at', 'today']],
  ['a ledger without contracts', ['trust', '--ledger', 'http://127.0.0.1:9']],
  [
    'a ledger that isn’t there',
    ['trust', '--ledger', 'http://127.0.0.1:9', '--contracts', `0x${'11'.repeat(20)}`],
  ],
])('used with %s it ends with 2 and says so', async (_what, args) => {
  const { code, out, err } = await run(...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).not.toContain('    at ');
  expect(err.length).toBeGreaterThan(10);
});
