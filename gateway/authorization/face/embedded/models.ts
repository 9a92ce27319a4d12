/** The files that the embedded engine runs: which they are, and that they are those. */
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CityError } from '../../../errors.ts';
import { type Recogniser, readOwnRecogniser } from './own-recogniser.ts';

/** The archive that the files are taken out of; it is never installed. */
export const modelArchive = {
  name: 'faceplugin-face-recognition-js',
  version: '0.0.1',
  integrity:
    'sha512-shriXjd4zJHEwhK1jHK+bWo8Vv6Vu9B/w6RRsd4AFtNM/jaI2vhuOamOSMl9qQmLd8WlQ7dgqN+3C2iOi5pXWw==',
  folder: 'package/model',
} as const;

/** SHA-256 in hex of each file by its name. */
export const modelDigests = {
  'fr_detect.onnx': '6c0256ccd3164f844736a401faf936ec2930764a87ae39442180887d0c5c8854',
  'fr_eye.onnx': '1afcea006abc1ccac3c517022abde0aa092bed74ff3c9fe6878483ef9e6e38de',
  'fr_feature.onnx': '87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581',
  'fr_landmark.onnx': 'f10b0ba1d2a8a099adefede1ebf3733e44fe370715e7303dbeb7f59c02142258',
  'fr_liveness.onnx': 'afa783b7e902fdfcf323a7240cac2a1c580c25314ea4161129dc1b0d100dc32d',
} as const;

export type ModelFile = keyof typeof modelDigests;

/** Where `npm run face -- fetch` and what runs before a start put the files. */
export const modelFolder: string = join(import.meta.dirname, '../../../../.models');

/** What each file is for. */
export type ModelRole = 'detector' | 'landmarks' | 'eyes' | 'spoof' | 'recogniser';

/** Checked files, and what is known of the recogniser among them. */
export type FaceModels = {
  /** The bytes that were checked, in memory that threads share: what runs is what was checked. */
  readonly bytes: Readonly<Record<ModelRole, Uint8Array>>;
  /** SHA-256 in hex by the file's name. */
  readonly digests: Readonly<Record<string, string>>;
  readonly recogniser: Recogniser;
};

/** The recogniser of the archive: a MobileFaceNet. Its thresholds come from photographs of strangers, not of a deployment. */
const shippedRecogniser: Recogniser = {
  modelId: `mobilefacenet-512-${modelDigests['fr_feature.onnx'].slice(0, 12)}-mirrored`,
  dimension: 512,
  input: { mean: 127, scale: 1 / 128, order: 'rgb' },
  thresholds: { verify: 0.5, identify: 0.6, margin: 0.08, inconclusive: 0.08 },
  isCalibrated: false,
  presentationAttackReport: null,
};

/**
 * Reads each file once and checks its digest. `ownFolder` is a department's own recogniser (`model.json` and its file);
 * what finds faces, and the points in them, stays as it is.
 * @throws CityError FACE_MODEL_MISSING, FACE_MODEL_CHANGED naming the file
 */
export async function loadModels(folder: string, ownFolder?: string): Promise<FaceModels> {
  const own = ownFolder === undefined ? undefined : await readOwnRecogniser(ownFolder);
  const [detector, eyes, landmarks, spoof, recogniser] = await Promise.all([
    readPinned(folder, 'fr_detect.onnx'),
    readPinned(folder, 'fr_eye.onnx'),
    readPinned(folder, 'fr_landmark.onnx'),
    readPinned(folder, 'fr_liveness.onnx'),
    own === undefined ? readPinned(folder, 'fr_feature.onnx') : readChecked(own.folder, own.file, own.sha256),
  ]);
  const files = { detector, landmarks, eyes, spoof, recogniser };
  return {
    bytes: mapValues(files, ({ bytes }) => bytes),
    digests: Object.fromEntries(Object.values(files).map(({ file, digest }) => [file, digest])),
    recogniser: own?.recogniser ?? shippedRecogniser,
  };
}

type Read = { readonly file: string; readonly digest: string; readonly bytes: Uint8Array };

const readPinned = (folder: string, file: ModelFile): Promise<Read> =>
  readChecked(folder, file, modelDigests[file]);

async function readChecked(folder: string, file: string, digest: string): Promise<Read> {
  const read = await readFile(join(folder, file)).catch((error: unknown) => {
    throw new CityError('FACE_MODEL_MISSING', { file }, error);
  });
  if (hash('sha256', read) !== digest) throw new CityError('FACE_MODEL_CHANGED', { file });
  const bytes = new Uint8Array(new SharedArrayBuffer(read.length));
  bytes.set(read);
  return { file, digest, bytes };
}

const mapValues = <Key extends string, Value, Made>(
  given: Readonly<Record<Key, Value>>,
  make: (value: Value) => Made,
): Record<Key, Made> =>
  Object.fromEntries(Object.entries<Value>(given).map(([key, value]) => [key, make(value)])) as Record<
    Key,
    Made
  >;
