/** What tests of the embedded engine stand on: a database, a keystore, a clock, and an examiner that is told what it sees. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedParts, openEmbeddedEngine } from '../../gateway/authorization/face/embedded/engine.ts';
import type { Examiner } from '../../gateway/authorization/face/embedded/examiner.ts';
import type {
  Capture,
  ChallengeContext,
  FaceEngine,
  FaceReference,
} from '../../gateway/authorization/face/engine.ts';
import type { OpenDatabase } from '../../gateway/database/open.ts';
import type { ErrorCode } from '../../gateway/errors.ts';
import { newId, newToken } from '../../gateway/ids.ts';
import type { Keys } from '../../gateway/keys/keys.ts';
import { openLocalKeys } from '../../gateway/keys/local.ts';
import { openTestDatabase } from './database.ts';

export const CITY = 'https://city.example';
export const MODEL = 'model-of-tests';

/** Puts a vector into bytes that stand for a picture, which no other picture equals; `turn` is how far it is turned away. */
export function pictureOf(embedding: Float32Array, turn = 0): Uint8Array {
  return Buffer.from(JSON.stringify({ embedding: [...embedding], turn, noise: newToken() }));
}

/** A picture in which the examiner finds a fault. */
export const faultyPicture = (fault: ErrorCode): Uint8Array =>
  Buffer.from(JSON.stringify({ fault, noise: newToken() }));

type Seen = { readonly embedding?: number[]; readonly turn?: number; readonly fault?: ErrorCode };

const seeIn = (picture: Uint8Array): Seen => JSON.parse(Buffer.from(picture).toString());

/** Reads pictures of `pictureOf`: it stands for the models, which have tests of their own. */
export function toldExaminer(recogniser: Partial<Examiner['recogniser']> = {}): Examiner {
  return {
    digests: {},
    recogniser: {
      modelId: MODEL,
      dimension: 512,
      thresholds: { verify: 0.5, identify: 0.6, margin: 0.08, inconclusive: 0.08 },
      isCalibrated: false,
      presentationAttackReport: null,
      ...recogniser,
    },
    examine: async (frames) => {
      const seen = frames.map(seeIn);
      const pixels = frames.map((frame) => createHash('sha256').update(frame).digest());
      const fault = seen.find((one) => one.fault !== undefined)?.fault;
      if (fault !== undefined) return { pixels, outcome: { fault } };
      const stills = seen
        .filter((_, index) => index % 2 === 0)
        .map(({ embedding = [], turn = 0 }) => ({ embedding: Float32Array.from(embedding), turn }));
      return { pixels, outcome: { stills } };
    },
    describe: async (portrait) => {
      const { embedding } = seeIn(portrait);
      return embedding === undefined ? undefined : Float32Array.from(embedding);
    },
    close: async () => {},
  };
}

export type EmbeddedGround = {
  readonly database: OpenDatabase;
  readonly keystore: string;
  readonly keys: Keys;
  /** The keystore as its file has it now. */
  readonly openKeys: () => Keys;
  readonly folder: string;
  readonly clock: { now: () => Date };
  /** Lets so many seconds pass. */
  readonly pass: (seconds: number) => void;
  readonly open: (parts?: Partial<EmbeddedParts>) => Promise<FaceEngine>;
  readonly close: () => Promise<void>;
};

export async function openEmbeddedGround(): Promise<EmbeddedGround> {
  const database = await openTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'city-face-'));
  const keystore = join(folder, 'keystore');
  const openKeys = (): Keys => openLocalKeys({ file: keystore, secret: 'secret' });
  const keys = openKeys();
  let time = Date.parse('2026-11-30T08:00:00Z');
  const clock = { now: () => new Date(time) };
  const opened: FaceEngine[] = [];
  return {
    database,
    keystore,
    keys,
    openKeys,
    folder,
    clock,
    pass: (seconds) => {
      time += 1000 * seconds;
    },
    open: async (parts = {}) => {
      const engine = await openEmbeddedEngine({
        databaseUrl: database.url,
        keys,
        clock,
        cityId: CITY,
        calibrationFile: join(folder, 'face-calibration.json'),
        examiner: toldExaminer(),
        ...parts,
      });
      opened.push(engine);
      return engine;
    },
    close: async () => {
      for (const engine of opened) await engine.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const newReference = (): FaceReference => ({ id: newId(), subject: newToken(32) });

/** Makes all movements of a challenge with these stills; a still is used for its movement as well. */
export async function captureOf(
  engine: FaceEngine,
  stills: readonly Float32Array[],
  context: ChallengeContext = { purpose: 'verify', bound: 'somebody' },
): Promise<Capture> {
  const { nonce } = await engine.startChallenge(context);
  const frames = stills.flatMap((still) => [pictureOf(still), pictureOf(still)]);
  return await engine.finishChallenge({ nonce, frames }, context);
}
