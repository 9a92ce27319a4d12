/** The command `city-verify`: what it says and the exit codes that scripts go by. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Paper } from '../../../gateway/paper/paper.ts';
import { expectation, makeProof, NOW } from '../../support/proof-fixture.ts';
import { slipCity } from '../../support/slip-fixture.ts';

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

describe('an annotated copy', () => {
  const { proof } = makeProof();
  const copy = (goodUntil: string, bytes = JSON.stringify(proof)) =>
    new Paper({ language: 'zh', title: '加注件', goodUntil })
      .heading('加注件')
      .attach({ name: 'proof.json', bytes: Buffer.from(bytes), description: '证明' })
      .finish();
  const lastDay = new Date(1000 * NOW + 8 * 3_600_000).toISOString().slice(0, 10);
  const onThatDay = ['--trust', file('trust.json'), '--at', `${lastDay}T23:59:59+08:00`];

  test('has its proof checked as of when that was made, until its last day is over', async () => {
    writeFileSync(file('copy.pdf'), await copy(lastDay));
    const good = await run(file('copy.pdf'), ...onThatDay, ...bound);
    expect({ code: good.code, first: good.out.split('\n')[0] }).toEqual({ code: 0, first: 'VALID' });
    expect(good.out).toContain(`its last day (${lastDay}) is signed by nobody`);
    const next = new Date(Date.parse(`${lastDay}T23:59:59+08:00`) + 1000).toISOString();
    const over = await run(file('copy.pdf'), '--trust', file('trust.json'), '--at', next);
    expect({ code: over.code, first: over.out.split('\n')[0] }).toEqual({
      code: 1,
      first: `OVER: this copy was good until ${lastDay}.`,
    });
    expect(over.out).toContain('到期');
    const told = await run(file('copy.pdf'), '--trust', file('trust.json'), '--at', next, '--json');
    expect(JSON.parse(told.out)).toMatchObject({ copy: { goodUntil: lastDay, over: true } });
  });

  test('is no better than the proof inside', async () => {
    const revoked = makeProof({ statusList: (list) => list.set([1 << 6], 1) });
    writeFileSync(file('revoked.pdf'), await copy(lastDay, JSON.stringify(revoked.proof)));
    expect(await run(file('revoked.pdf'), ...onThatDay, ...bound)).toMatchObject({ code: 1 });
    writeFileSync(file('empty.pdf'), await new Paper({ language: 'zh', title: '空' }).finish());
    expect(await run(file('empty.pdf'), ...onThatDay)).toMatchObject({ code: 2 });
  });
});

describe('a slip', () => {
  const city = slipCity();
  const known = ['--trust', file('slip-trust.json'), '--at', '2026-11-23T08:00:00Z'];
  beforeAll(() => writeFileSync(file('slip-trust.json'), JSON.stringify(city.trust)));

  test('that is genuine ends with 0, and that it may have been used is said', async () => {
    const { code, out } = await run('slip', await city.ticket(), ...known);
    expect(code).toBe(0);
    expect(out).toContain('Whether it was used or withdrawn only the gateway knows');
    expect(out).toContain('matter: WCM-CAB-002');
  });

  test('that isn’t ends with 1 and a reason in both languages, for programs too', async () => {
    const over = await city.ticket({ lastDay: '2026-11-22' });
    const { code, out } = await run('slip', over, ...known);
    expect({ code, first: out.split('\n')[0] }).toEqual({ code: 1, first: 'NOT VALID: SLIP_OVER' });
    expect(out).toContain('纸条');
    const told = await run('slip', `${over}0`, ...known, '--json');
    expect(JSON.parse(told.out)).toEqual({ valid: false, reason: 'MALFORMED' });
  });

  test('is nothing to check without its text or a trust file', async () => {
    expect(await run('slip', ...known)).toMatchObject({ code: 2 });
    expect(await run('slip', await city.ticket())).toMatchObject({ code: 2 });
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
