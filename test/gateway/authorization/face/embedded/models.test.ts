/** Nothing runs but the files that were pinned, and a department's own recogniser only as it describes it. */
import { hash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import {
  loadModels,
  modelDigests,
  modelFolder,
} from '../../../../../gateway/authorization/face/embedded/models.ts';
import { openFaceReader } from '../../../../../gateway/authorization/face/embedded/reader.ts';
import { faceOf } from '../../../../support/face-frames.ts';
import { makeFolder } from '../../../../support/ledger-folder.ts';

const { folder: ground, remove } = makeFolder();
const folder = join(ground, 'models');
const files = Object.keys(modelDigests);

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const file of files) copyFileSync(join(modelFolder, file), join(folder, file));
});
afterAll(remove);

test('the manifest’s digests are those of the files, and the bytes that run are the ones that were checked', async () => {
  const { bytes, digests, recogniser } = await loadModels(folder);
  expect(digests).toEqual(modelDigests);
  expect(recogniser).toMatchObject({ dimension: 512, isCalibrated: false, presentationAttackReport: null });
  // A file that is changed after the check changes nothing.
  writeFileSync(join(folder, 'fr_eye.onnx'), 'something else');
  expect(hash('sha256', bytes.eyes)).toBe(modelDigests['fr_eye.onnx']);
});

describe.each(files)('%s', (file) => {
  test('is missed by its name', async () => {
    rmSync(join(folder, file));
    await expect(loadModels(folder)).rejects.toMatchObject({ code: 'FACE_MODEL_MISSING', details: { file } });
  });

  test('is refused by its name where a single bit is another', async () => {
    const changed = readFileSync(join(folder, file));
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
    writeFileSync(join(folder, file), changed);
    await expect(loadModels(folder)).rejects.toMatchObject({ code: 'FACE_MODEL_CHANGED', details: { file } });
  });
});

describe('a department’s own recogniser', () => {
  const own = join(ground, 'own');
  const description = {
    modelId: 'a-department-1',
    file: 'recogniser.onnx',
    sha256: modelDigests['fr_feature.onnx'],
    dimension: 512,
    input: { mean: 127, scale: 1 / 128, order: 'rgb' },
    thresholds: { verify: 0.4, identify: 0.55, margin: 0.1 },
    calibrated: true,
    presentationAttackReport: {
      standard: 'ISO/IEC 30107-3',
      level: '2',
      laboratory: 'A laboratory',
      reportNumber: 'R-1',
    },
  };
  const describeAs = (changes: object): void =>
    writeFileSync(join(own, 'model.json'), JSON.stringify({ ...description, ...changes }));

  beforeEach(() => {
    mkdirSync(own, { recursive: true });
    copyFileSync(join(modelFolder, 'fr_feature.onnx'), join(own, 'recogniser.onnx'));
    describeAs({});
  });

  test('is taken with its thresholds, its calibration and its laboratory’s report', async () => {
    const { recogniser, digests } = await loadModels(folder, own);
    expect(recogniser).toEqual({
      modelId: description.modelId,
      dimension: 512,
      input: description.input,
      thresholds: { ...description.thresholds, inconclusive: 0.08 },
      isCalibrated: true,
      presentationAttackReport: description.presentationAttackReport,
    });
    expect(Object.keys(digests).toSorted()).toEqual([
      'fr_detect.onnx',
      'fr_eye.onnx',
      'fr_landmark.onnx',
      'fr_liveness.onnx',
      'recogniser.onnx',
    ]);
  });

  test.each([
    ['modelId', { modelId: 'A Department' }],
    ['file', { file: '../models/fr_feature.onnx' }],
    ['sha256', { sha256: 'none' }],
    ['dimension', { dimension: 500 }],
    ['input.order', { input: { ...description.input, order: 'grb' } }],
    ['thresholds.verify', { thresholds: { ...description.thresholds, verify: 1.2 } }],
    ['thresholds.identify', { thresholds: { ...description.thresholds, identify: 0.3 } }],
    ['calibrated', { calibrated: 'yes' }],
    [
      'presentationAttackReport.laboratory',
      { presentationAttackReport: { standard: 'x', level: '1', reportNumber: '1' } },
    ],
    ['everything', { colour: 'red' }],
  ])('is refused for its %s', async (field, changes) => {
    describeAs(changes);
    await expect(loadModels(folder, own)).rejects.toMatchObject({
      code: 'FACE_MODEL_CHANGED',
      details: { file: 'model.json', field },
    });
  });

  test('is refused where its description is missing or no JSON, or its file is another or missing', async () => {
    writeFileSync(join(own, 'model.json'), '{');
    await expect(loadModels(folder, own)).rejects.toMatchObject({ code: 'FACE_MODEL_CHANGED' });
    rmSync(join(own, 'model.json'));
    await expect(loadModels(folder, own)).rejects.toMatchObject({
      code: 'FACE_MODEL_MISSING',
      details: { file: 'model.json' },
    });
    describeAs({});
    writeFileSync(join(own, 'recogniser.onnx'), 'something else');
    await expect(loadModels(folder, own)).rejects.toMatchObject({
      code: 'FACE_MODEL_CHANGED',
      details: { file: 'recogniser.onnx' },
    });
    rmSync(join(own, 'recogniser.onnx'));
    await expect(loadModels(folder, own)).rejects.toMatchObject({ code: 'FACE_MODEL_MISSING' });
  });

  test('whose file is no model, or makes other vectors than it says, isn’t opened', async () => {
    describeAs({ dimension: 256 });
    await expect(openFaceReader(await loadModels(folder, own))).rejects.toMatchObject({
      code: 'FACE_UNAVAILABLE',
    });
    writeFileSync(join(own, 'recogniser.onnx'), 'no model');
    describeAs({ sha256: hash('sha256', 'no model') });
    await expect(openFaceReader(await loadModels(folder, own))).rejects.toMatchObject({
      code: 'FACE_UNAVAILABLE',
    });
  });

  test('is given its colours and numbers as it wants them', async () => {
    const vectorBy = async (changes: object) => {
      describeAs(changes);
      const reader = await openFaceReader(await loadModels(folder, own));
      const [reading] = await reader.read([faceOf('syn098__enrol')]);
      await reader.close();
      if (reading === undefined || 'fault' in reading) throw new Error('no face');
      return [...reading.measured.embedding.slice(0, 8)];
    };
    const usual = await vectorBy({});
    expect(await vectorBy({})).toEqual(usual);
    expect(await vectorBy({ input: { ...description.input, order: 'bgr' } })).not.toEqual(usual);
    expect(await vectorBy({ input: { ...description.input, mean: 100 } })).not.toEqual(usual);
  });
});
