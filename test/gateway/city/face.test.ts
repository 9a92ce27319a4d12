/** Which face engine a gateway starts with, and when it doesn't start at all. */
import { hash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { modelFolder } from '../../../gateway/authorization/face/embedded/models.ts';
import { openFaceEngine } from '../../../gateway/city/face.ts';
import { systemClock } from '../../../gateway/clock.ts';
import { readConfig } from '../../../gateway/config.ts';
import { makeFolder, openTestKeys } from '../../support/ledger-folder.ts';

const { folder, remove } = makeFolder();
afterAll(remove);
const ground = { keys: openTestKeys(folder), databaseUrl: inject('postgresUrl') };

/** The files as they were fetched, in a folder that a test may change. */
function modelsIn(name: string): string {
  const own = join(folder, name);
  cpSync(modelFolder, own, { recursive: true });
  return own;
}

const open = (environment: Record<string, string>, models?: string) =>
  openFaceEngine(ground, {
    config: readConfig({ environment: { DATA_DIR: folder, ...environment } }),
    clock: systemClock,
    ...(models === undefined ? {} : { modelsIn: models }),
  });

test('without a word there is one in the town, and none elsewhere', async () => {
  const engine = await open({});
  expect(await engine?.manifest()).toMatchObject({ engine: 'embedded', isCalibrated: false });
  await engine?.close();
  expect(await open({ SEED: 'none' })).toBeUndefined();
  expect(await open({ FACE: 'off' })).toBeUndefined();
});

test('a file that was changed by one byte on the disk stops the start, in the town as well', async () => {
  const models = modelsIn('changed');
  const file = join(models, 'fr_eye.onnx');
  const bytes = readFileSync(file);
  bytes[1000] = (bytes[1000] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  await expect(open({}, models)).rejects.toMatchObject({
    code: 'FACE_MODEL_CHANGED',
    details: { file: 'fr_eye.onnx' },
  });
});

test('files that nobody fetched stop the start where somebody asked for faces; the town goes on without', async () => {
  const models = join(folder, 'nothing');
  mkdirSync(models);
  await expect(open({ SEED: 'none', FACE: 'embedded' }, models)).rejects.toMatchObject({
    code: 'FACE_MODEL_MISSING',
  });
  const engine = await open({}, models);
  await expect(engine?.manifest()).rejects.toMatchObject({ code: 'FACE_UNAVAILABLE' });
  await expect(engine?.deleteAll()).rejects.toMatchObject({ code: 'FACE_UNAVAILABLE' });
});

test('a department’s own recogniser comes with its own thresholds, and its file is checked like ours', async () => {
  const own = modelsIn('own');
  const file = 'fr_feature.onnx';
  const description = {
    ...{ modelId: 'own-1', file, sha256: hash('sha256', readFileSync(join(own, file))), dimension: 512 },
    input: { mean: 127, scale: 1 / 128, order: 'rgb' },
    thresholds: { verify: 0.4, identify: 0.55, margin: 0.1 },
    calibrated: true,
    presentationAttackReport: { standard: 'ISO/IEC 30107-3', level: '2', laboratory: 'L', reportNumber: 'N' },
  };
  writeFileSync(join(own, 'model.json'), JSON.stringify(description));
  const environment = { FACE: 'embedded', FACE_MODEL_DIR: own };
  const engine = await open(environment);
  expect(await engine?.manifest()).toMatchObject({
    ...{ modelId: 'own-1', isCalibrated: true, thresholds: { verify: 0.4, identify: 0.55, margin: 0.1 } },
    presentationAttackReport: { reportNumber: 'N' },
  });
  await engine?.close();
  writeFileSync(join(own, file), 'another');
  await expect(open(environment)).rejects.toMatchObject({ code: 'FACE_MODEL_CHANGED' });
  writeFileSync(join(own, 'model.json'), '{}');
  await expect(open(environment)).rejects.toMatchObject({ code: 'FACE_MODEL_CHANGED' });
});
