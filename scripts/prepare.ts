/** Before the gateway starts: compiles the contracts and builds the pages where they changed since, and fetches what recognises faces. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fetchModels } from './face/models.ts';

const root = join(import.meta.dirname, '..');

type Step = {
  readonly what: string;
  /** A file that the step makes anew each time. */
  readonly made: string;
  /** What it is made of. */
  readonly sources: readonly string[];
  readonly command: readonly [string, ...string[]];
};

const steps: readonly Step[] = [
  {
    what: 'compiling the contracts …',
    made: 'artifacts/contracts/Issuers.sol/Issuers.json',
    sources: ['contracts/**/*.sol', 'hardhat.config.ts'],
    command: ['hardhat', 'build', '--quiet'],
  },
  {
    what: 'building the pages …',
    made: 'gateway/web/dist/start/index.html',
    sources: ['gateway/web/**/*', 'gateway/areas.ts', 'sdk/**/*.ts', 'vite.config.ts', 'package-lock.json'],
    command: ['vite', 'build', '--logLevel', 'warn'],
  },
];

const changedAt = (file: string): number => statSync(join(root, file)).mtimeMs;

function isFresh({ made, sources }: Step): boolean {
  if (!existsSync(join(root, made))) return false;
  return globSync(sources, { cwd: root, exclude: ['**/dist', '**/dist/**'] }).every(
    (file) => changedAt(file) <= changedAt(made),
  );
}

for (const step of steps.filter((one) => !isFresh(one))) {
  console.error(step.what);
  const [program, ...options] = step.command;
  const { status } = spawnSync(program, options, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

try {
  if (fetchModels().length > 0) console.error('fetched the files of the face engine');
} catch (error) {
  // Everything else works without.
  console.error(
    `face can't be used before \`npm run face -- fetch\`: ${error instanceof Error ? error.message : error}`,
  );
}
