/** Before the gateway starts: compiles the contracts where that hasn't been done since they last changed. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const compiled = join(root, 'artifacts/contracts/Issuers.sol/Issuers.json');
const sources = [...globSync('contracts/**/*.sol', { cwd: root }), 'hardhat.config.ts'].map((file) =>
  join(root, file),
);
const isFresh =
  existsSync(compiled) && sources.every((file) => statSync(file).mtimeMs <= statSync(compiled).mtimeMs);

if (!isFresh) {
  console.error('compiling the contracts …');
  const { status } = spawnSync('hardhat', ['build', '--quiet'], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
