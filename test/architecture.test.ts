/** What holds for every source file: who may import whom, how long a file may be, and how it opens. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const MOST_CODE_LINES = 200;

// From the ground up: a file imports its own room and those before it. Rooms on one line stand side by side.
const rooms: readonly (readonly string[])[] = [
  ['sdk/verify'],
  ['sdk/log'],
  ['sdk/schemas'],
  ['sdk/client', 'sdk/slip'],
  ['sdk/ledger'],
  ['sdk/trust'],
  ['sdk/audit'],
  ['sdk/index.ts'],
  ['sdk/bin'],
  // The pages: a browser's program, which has nothing of the gateway but what the SDK says of it.
  ['gateway/web'],
  [
    'gateway/config.ts',
    'gateway/config',
    'gateway/errors.ts',
    'gateway/clock.ts',
    'gateway/ids.ts',
    'gateway/language.ts',
    'gateway/actor.ts',
  ],
  ['gateway/random.ts', 'gateway/files.ts'],
  ['gateway/paper'],
  ['gateway/data-folder.ts'],
  ['gateway/catalog'],
  ['gateway/database'],
  ['gateway/keys'],
  ['gateway/identity'],
  ['gateway/ledger'],
  ['gateway/log'],
  ['gateway/flow'],
  ['gateway/credentials'],
  ['gateway/authorization'],
  ['gateway/proofs'],
  ['gateway/figures'],
  ['gateway/services'],
  ['gateway/areas.ts'],
  [
    'gateway/problem.ts',
    'gateway/operations.ts',
    'gateway/reference.ts',
    'gateway/errors-page.ts',
    'gateway/security-policy.ts',
    'gateway/pages.ts',
  ],
  ['gateway/app.ts'],
  ['gateway/city'],
  ['gateway/city.ts'],
  ['gateway/main.ts'],
];

const sources = globSync(['gateway/**/*.{ts,tsx}', 'sdk/**/*.ts', 'scripts/**/*.ts'], {
  cwd: root,
  exclude: ['**/dist/**', '**/node_modules/**'],
}).toSorted();
const product = sources.filter((file) => !file.startsWith('scripts/'));

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const isIn = (file: string, room: string): boolean => file === room || file.startsWith(`${room}/`);
const floorOf = (file: string): number => rooms.findIndex((floor) => floor.some((room) => isIn(file, room)));
const roomOf = (file: string): string => rooms.flat().find((room) => isIn(file, room)) ?? file;

function importsOf(file: string): string[] {
  return [...read(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path = '']) =>
    relative(root, join(root, dirname(file), path)),
  );
}

/** Imports of `file` that its room may not make. */
function faultsOf(file: string, imports: readonly string[]): string[] {
  return imports
    .filter((path) => /\.tsx?$/.test(path))
    .filter((path) => roomOf(path) !== roomOf(file))
    .filter((path) => floorOf(path) === -1 || floorOf(path) > floorOf(file))
    .map((path) => `${file} imports ${path}`);
}

test('a file imports its own room and rooms above it only', () => {
  expect(product.flatMap((file) => faultsOf(file, importsOf(file)))).toEqual([]);
});

test('the import rule does find an import that points down', () => {
  expect(faultsOf('gateway/catalog/read.ts', ['gateway/proofs/prove.ts'])).toHaveLength(1);
  expect(faultsOf('sdk/verify/proof.ts', ['sdk/schemas/proof.ts'])).toHaveLength(1);
  expect(faultsOf('gateway/web/start/main.tsx', ['gateway/catalog/shapes.ts'])).toHaveLength(1);
  expect(faultsOf('gateway/proofs/prove.ts', ['gateway/catalog/read.ts'])).toEqual([]);
});

test('every file has its place in the plan', () => {
  expect(product.filter((file) => floorOf(file) === -1 && !/^sdk\/[a-z-]+\.ts$/.test(file))).toEqual([]);
});

describe('every source file', () => {
  test('opens by saying what it is', () => {
    const silent = sources.filter((file) => !/^(?:#!.*\n)?\/\*\* /.test(read(file)));
    expect(silent).toEqual([]);
  });

  test(`has at most ${MOST_CODE_LINES} lines of code, tables aside`, () => {
    const long = sources
      .filter((file) => file !== 'gateway/errors.ts' && !file.startsWith('gateway/database/tables'))
      .filter((file) => codeLinesOf(read(file)) > MOST_CODE_LINES);
    expect(long).toEqual([]);
  });

  test('leaves nothing for later', () => {
    const marker = new RegExp(['TO', 'DO|FIX', 'ME|X', 'XX'].join(''));
    expect(sources.filter((file) => marker.test(read(file)))).toEqual([]);
  });
});

function codeLinesOf(text: string): number {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length;
}
