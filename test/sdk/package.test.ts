/** The package as a stranger installs it: built, with types, on Node without type stripping, and without anything of the gateway. */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSdk } from '../../scripts/build-sdk.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'city-sdk-'));
const installed = join(folder, 'node_modules', '@certificate-free-city', 'sdk');
const manifest = JSON.parse(readFileSync(join(root, 'sdk', 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

beforeAll(() => {
  const out = join(folder, 'built');
  buildSdk(out);
  mkdirSync(join(folder, 'node_modules', '@certificate-free-city'), { recursive: true });
  cpSync(out, installed, { recursive: true });
  mkdirSync(join(folder, 'node_modules', '@noble'));
  for (const name of Object.keys(manifest.dependencies))
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (file: string, content: string, ...args: string[]): string => {
  writeFileSync(join(folder, file), content);
  return execFileSync(process.execPath, [...args, file], { cwd: folder, encoding: 'utf8' });
};

const example = `
import { readFileSync } from 'node:fs';
import { explain, verifyProof } from '@certificate-free-city/sdk';
const file = new URL(import.meta.resolve('@certificate-free-city/sdk/vectors/valid.json'));
const { proof, trust, expect, at } = JSON.parse(readFileSync(file, 'utf8'));
const verdict = await verifyProof(proof, { trust, expect, at: new Date(at) });
console.log(verdict.valid, verdict.items[0]?.claims.name, explain('REVOKED', 'en').meaning);
`;

describe('the built package', () => {
  test('is imported and verifies', () => {
    expect(run('example.mjs', example, '--no-experimental-strip-types')).toBe(
      'true 示例甲 The credential was revoked.\n',
    );
  });

  test('has types that a strict project takes', () => {
    writeFileSync(
      join(folder, 'typed.ts'),
      `import { type Verdict, verifyProof } from '@certificate-free-city/sdk';
       import { readLedgerTrust } from '@certificate-free-city/sdk/trust';
       import { type Check, audit, checkReceipts, openLedgerHeads, openRpc, readDropped, readOver } from '@certificate-free-city/sdk/audit';
       const [ask, read] = [openRpc('http://127.0.0.1:1'), readOver('http://127.0.0.1:1')];
       export const checks: AsyncGenerator<Check> = audit({ ask, read });
       export const dropped = readDropped('{}');
       void [checkReceipts, openLedgerHeads];
       import { type SlipVerdict, verifySlip } from '@certificate-free-city/sdk/slip';
       export const slip: Promise<SlipVerdict> = verifySlip('WZ1:', { trust: {} });
       export const verdict: Promise<Verdict> = verifyProof({}, { trust: {}, expect: { audience: 'a', nonce: 'n' } });
       export const name: Promise<unknown> = verdict.then((given) => (given.valid ? given.items[0]?.claims.name : given.reason));
       // @ts-expect-error what to trust is never left out
       void verifyProof({}, {});
       void readLedgerTrust;`,
    );
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const settings = [
      '--strict',
      '--noEmit',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--lib',
      'es2022,dom',
      '--types',
      '',
    ];
    expect(
      execFileSync(process.execPath, [compiler, ...settings, 'typed.ts'], { cwd: folder, encoding: 'utf8' }),
    ).toBe('');
  });

  test('has its command', () => {
    const command = join(installed, 'bin', 'city-verify.js');
    expect(execFileSync(process.execPath, [command, '--help'], { encoding: 'utf8' })).toContain(
      'city-verify',
    );
  });
});

test('the SDK uses nothing but its own files and the packages that it names', () => {
  const files = globSync('sdk/**/*.ts', { cwd: root, exclude: ['**/dist/**'] });
  const imported = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/(?:^|\s)(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
      ([, path = '']) => ({ file, path }),
    ),
  );
  const isOwn = ({ file, path }: { file: string; path: string }): boolean =>
    path.startsWith('.') && join(file, '..', path).startsWith('sdk/');
  const isNamed = ({ path }: { path: string }): boolean =>
    Object.keys(manifest.dependencies).some((name) => path === name || path.startsWith(`${name}/`));
  const isNode = ({ file, path }: { file: string; path: string }): boolean =>
    path.startsWith('node:') && (file === 'sdk/verify/node-platform.ts' || file.startsWith('sdk/bin/'));
  const others = imported.filter(
    (one) => !isOwn(one) && !isNamed(one) && !isNode(one) && one.path !== '#platform',
  );
  expect(others).toEqual([]);
  expect(imported.length).toBeGreaterThan(50);
});
