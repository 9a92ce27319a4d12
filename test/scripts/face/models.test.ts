/** The face engine's files come out of the one archive that is pinned, or not at all. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { modelDigests, modelFolder } from '../../../gateway/authorization/face/embedded/models.ts';
import { fetchModels } from '../../../scripts/face/models.ts';
import { makeFolder } from '../../support/ledger-folder.ts';

const { folder: ground, remove } = makeFolder();
const folder = join(ground, 'models');
const archive = join(ground, 'archive.tgz');
const files = Object.keys(modelDigests);

beforeAll(() => {
  const model = join(ground, 'package/model');
  mkdirSync(model, { recursive: true });
  for (const file of files) copyFileSync(join(modelFolder, file), join(model, file));
  writeFileSync(join(model, 'fr_eye.onnx'), 'something else');
  execFileSync('tar', ['-czf', archive, '-C', ground, 'package']);
});
afterAll(remove);

test('where every file is there nothing is asked for', () => {
  expect(fetchModels({ archive: join(ground, 'no such archive') })).toEqual([]);
});

test('an archive other than the pinned one is refused before anything is taken out of it', () => {
  expect(() => fetchModels({ folder, archive })).toThrow('is not the archive that is pinned');
  expect(existsSync(folder)).toBe(false);
});

test('a file that was changed counts as one that isn’t there', () => {
  mkdirSync(folder);
  for (const file of files) copyFileSync(join(modelFolder, file), join(folder, file));
  expect(fetchModels({ folder, archive })).toEqual([]);
  writeFileSync(join(folder, 'fr_eye.onnx'), 'something else');
  expect(() => fetchModels({ folder, archive })).toThrow('is not the archive that is pinned');
  expect(readFileSync(join(folder, 'fr_eye.onnx'), 'utf8')).toBe('something else');
  expect(readdirSync(folder)).toHaveLength(files.length);
});
