/** The embedded engine: a challenge counts once and for what it was drawn for, and who is near enough is decided in one place. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type {
  ChallengeContext,
  FaceEngine,
  FaceReference,
} from '../../../../../gateway/authorization/face/engine.ts';
import {
  captureOf,
  type EmbeddedGround,
  faultyPicture,
  MODEL,
  newReference,
  openEmbeddedGround,
  pictureOf,
  toldExaminer,
} from '../../../../support/embedded-ground.ts';
import { near, randomUnit } from '../../../../support/vectors-of-faces.ts';

let ground: EmbeddedGround;
let engine: FaceEngine;
beforeAll(async () => {
  ground = await openEmbeddedGround();
  engine = await ground.open();
});
afterAll(() => ground.close());
beforeEach(() => engine.deleteAll());

const context: ChallengeContext = { purpose: 'verify', bound: 'request-1' };
const refusal = (code: string) => expect.objectContaining({ code });
const framesOf = (face: Float32Array): Uint8Array[] => Array.from({ length: 6 }, () => pictureOf(face));

async function enrol(face: Float32Array): Promise<FaceReference> {
  const reference = newReference();
  await engine.enrol(reference, await captureOf(engine, [face, face, face]));
  return reference;
}

/** A capture whose stills have this cosine with the face. */
const captureAt = (face: Float32Array, cosine: number) => {
  const still = near(face, cosine);
  return captureOf(engine, [still, still, still]);
};

describe('a challenge', () => {
  test('asks for three different movements, in every order in which they can be asked for', async () => {
    const orders = new Set<string>();
    for (let round = 0; round < 400; round++) {
      const { movements } = await engine.startChallenge(context);
      expect(new Set(movements).size).toBe(3);
      orders.add(movements.join(' '));
    }
    expect(orders.size).toBe(24);
  });

  test('is finished once', async () => {
    const { nonce } = await engine.startChallenge(context);
    await engine.finishChallenge({ nonce, frames: framesOf(randomUnit()) }, context);
    await expect(engine.finishChallenge({ nonce, frames: framesOf(randomUnit()) }, context)).rejects.toThrow(
      refusal('FACE_CHALLENGE_ENDED'),
    );
  });

  test('is finished once also by two at the same time', async () => {
    const { nonce } = await engine.startChallenge(context);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () =>
        engine.finishChallenge({ nonce, frames: framesOf(randomUnit()) }, context),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test.each([
    ['purpose', { ...context, purpose: 'identify' as const }],
    ['bound', { ...context, bound: 'request-2' }],
  ])('is finished for its own %s alone, and used up by a try for another', async (_, other) => {
    const { nonce } = await engine.startChallenge(context);
    for (const tried of [other, context])
      await expect(engine.finishChallenge({ nonce, frames: framesOf(randomUnit()) }, tried)).rejects.toThrow(
        refusal('FACE_CHALLENGE_ENDED'),
      );
  });

  test('ends after two minutes', async () => {
    const [early, late] = [await engine.startChallenge(context), await engine.startChallenge(context)];
    ground.pass(119);
    await engine.finishChallenge({ nonce: early.nonce, frames: framesOf(randomUnit()) }, context);
    ground.pass(1);
    await expect(
      engine.finishChallenge({ nonce: late.nonce, frames: framesOf(randomUnit()) }, context),
    ).rejects.toThrow(refusal('FACE_CHALLENGE_ENDED'));
  });

  test('that was never drawn is refused', async () => {
    await expect(
      engine.finishChallenge({ nonce: 'x'.repeat(43), frames: framesOf(randomUnit()) }, context),
    ).rejects.toThrow(refusal('FACE_CHALLENGE_ENDED'));
  });

  test.each([
    ['missing pictures', 'FACE_FRAMES_MISSING', (frames: Uint8Array[]) => frames.slice(1)],
    [
      'a fault',
      'FACE_WRONG_MOVEMENT',
      (frames: Uint8Array[]) => [...frames.slice(1), faultyPicture('FACE_WRONG_MOVEMENT')],
    ],
  ])('is used up by %s as well', async (_, code, spoil) => {
    const { nonce } = await engine.startChallenge(context);
    const frames = framesOf(randomUnit());
    await expect(engine.finishChallenge({ nonce, frames: spoil(frames) }, context)).rejects.toThrow(
      refusal(code),
    );
    await expect(engine.finishChallenge({ nonce, frames: framesOf(randomUnit()) }, context)).rejects.toThrow(
      refusal('FACE_CHALLENGE_ENDED'),
    );
  });
});

describe('a posted picture', () => {
  const finish = async (frames: Uint8Array[]) => {
    const { nonce } = await engine.startChallenge(context);
    return await engine.finishChallenge({ nonce, frames }, context);
  };

  test('isn’t taken a second time within thirty days, whatever came of the first', async () => {
    const [face, frames] = [randomUnit(), framesOf(randomUnit())];
    const fault = [...framesOf(face).slice(1), faultyPicture('FACE_TWO_SEEN')];
    await finish(frames);
    await expect(finish(fault)).rejects.toThrow(refusal('FACE_TWO_SEEN'));
    await expect(finish([...framesOf(face).slice(1), ...frames.slice(2, 3)])).rejects.toThrow(
      refusal('FACE_FRAME_REPEATED'),
    );
    await expect(finish([...framesOf(face).slice(1), ...fault.slice(0, 1)])).rejects.toThrow(
      refusal('FACE_FRAME_REPEATED'),
    );
    ground.pass(30 * 86_400 - 60);
    await engine.sweep();
    await expect(finish([...framesOf(face).slice(1), ...frames.slice(0, 1)])).rejects.toThrow(
      refusal('FACE_FRAME_REPEATED'),
    );
    ground.pass(31 * 86_400);
    await finish(frames);
  });

  test('isn’t taken twice in one challenge', async () => {
    const [first = pictureOf(randomUnit()), ...rest] = framesOf(randomUnit());
    await expect(finish([first, first, ...rest.slice(1)])).rejects.toThrow(refusal('FACE_FRAME_REPEATED'));
  });

  test('leaves no hash that can be made without the keystore', async () => {
    const frames = framesOf(randomUnit());
    await finish(frames);
    const { rows } = await ground.database.pool.query<{ hash: Buffer }>('select hash from face.seen_frames');
    expect(rows).toHaveLength(6);
    const plain = frames.map((frame) => createHash('sha256').update(frame).digest('hex'));
    expect(rows.filter(({ hash }) => plain.includes(hash.toString('hex')))).toEqual([]);
  });
});

describe('one against one', () => {
  test('matches from the threshold on, and is inconclusive a little below it', async () => {
    const face = randomUnit();
    const reference = await enrol(face);
    for (const [cosine, decision] of [
      [0.52, 'match'],
      [0.48, 'inconclusive'],
      [0.44, 'inconclusive'],
      [0.4, 'no-match'],
      [0, 'no-match'],
    ] as const)
      expect(await engine.verify(reference, await captureAt(face, cosine))).toBe(decision);
  });

  test('goes by the most frontal still, not by the best', async () => {
    const face = randomUnit();
    const reference = await enrol(face);
    const { nonce } = await engine.startChallenge(context);
    const stranger = randomUnit();
    const pictures = [pictureOf(face, 0.3), pictureOf(stranger, 0.1), pictureOf(face, 0.2)];
    const frames = pictures.flatMap((picture) => [picture, pictureOf(stranger)]);
    const capture = await engine.finishChallenge({ nonce, frames }, context);
    expect(await engine.verify(reference, capture)).toBe('no-match');
  });

  test('tells who isn’t enrolled, was deleted, or was enrolled with another model', async () => {
    const face = randomUnit();
    const reference = await enrol(face);
    const capture = await captureAt(face, 1);
    await expect(engine.verify(newReference(), capture)).rejects.toThrow(refusal('FACE_NOT_ENROLLED'));
    const other = await ground.open({ examiner: toldExaminer({ modelId: 'other-model' }) });
    await expect(other.verify(reference, await captureOf(other, [face, face, face]))).rejects.toThrow(
      refusal('FACE_NOT_ENROLLED'),
    );
    await engine.delete(reference);
    await expect(engine.verify(reference, capture)).rejects.toThrow(refusal('FACE_NOT_ENROLLED'));
  });

  test('fails closed for a template that is another subject’s', async () => {
    const face = randomUnit();
    const reference = await enrol(face);
    const thief = { ...reference, subject: newReference().subject };
    await expect(engine.verify(thief, await captureAt(face, 1))).rejects.toThrow(refusal('FACE_UNAVAILABLE'));
  });
});

describe('one among several', () => {
  test('finds who is near enough and clearly nearest', async () => {
    const faces = Array.from({ length: 30 }, () => randomUnit());
    const gallery = await Promise.all(faces.map(enrol));
    const [face = randomUnit()] = faces;
    expect(await engine.identify(gallery, await captureAt(face, 0.63))).toEqual(gallery[0]);
    expect(await engine.identify(gallery, await captureAt(face, 0.57))).toBeUndefined();
    expect(await engine.identify(gallery, await captureAt(randomUnit(), 1))).toBeUndefined();
    expect(await engine.identify(gallery.slice(1), await captureAt(face, 1))).toBeUndefined();
  });

  test('finds nobody where two are nearly as near', async () => {
    const face = randomUnit();
    const twin = near(face, 0.95);
    const gallery = [await enrol(face), await enrol(twin), await enrol(randomUnit())];
    expect(await engine.identify(gallery, await captureAt(face, 1))).toBeUndefined();
    expect(await engine.identify([gallery[0] ?? newReference()], await captureAt(face, 1))).toEqual(
      gallery[0],
    );
  });

  test('takes no harm from one named twice, and passes over who isn’t enrolled', async () => {
    const face = randomUnit();
    const reference = await enrol(face);
    const gallery = [newReference(), reference, reference, newReference()];
    expect(await engine.identify(gallery, await captureAt(face, 1))).toEqual(reference);
    expect(await engine.identify([newReference()], await captureAt(face, 1))).toBeUndefined();
    expect(await engine.identify([], await captureAt(face, 1))).toBeUndefined();
  });

  test('is asked among a hundred at most', async () => {
    const gallery = Array.from({ length: 101 }, newReference);
    const capture = await captureAt(randomUnit(), 1);
    expect(await engine.identify(gallery.slice(1), capture)).toBeUndefined();
    await expect(engine.identify(gallery, capture)).rejects.toThrow(refusal('FACE_GALLERY_TOO_LARGE'));
  });
});

describe('a portrait', () => {
  test('is compared with the mean of the stills, and decides nothing where no face is found in it', async () => {
    const face = randomUnit();
    const capture = await captureAt(face, 1);
    expect(await engine.compare(pictureOf(near(face, 0.6)), capture)).toBe('match');
    expect(await engine.compare(pictureOf(near(face, 0.45)), capture)).toBe('inconclusive');
    expect(await engine.compare(pictureOf(near(face, 0.3)), capture)).toBe('no-match');
    expect(await engine.compare(faultyPicture('FACE_NOT_SEEN'), capture)).toBe('inconclusive');
  });
});

describe('what the engine gives away', () => {
  test('a capture holds nothing, and none but the engine’s own is taken', async () => {
    const face = randomUnit();
    const reference = await enrol(face);
    const capture = await captureAt(face, 1);
    expect(inspect(capture, { depth: 9, showHidden: true })).not.toMatch(/\d\.\d/);
    for (const forged of [{ ...capture }, { engine: 'embedded', measured: [{ embedding: face, turn: 0 }] }])
      for (const use of [
        () => engine.verify(reference, forged),
        () => engine.enrol(reference, forged),
        () => engine.identify([reference], forged),
        () => engine.compare(pictureOf(face), forged),
      ])
        await expect(use()).rejects.toThrow(refusal('FACE_UNAVAILABLE'));
  });

  test('a database that is away is told as an engine that can’t be asked', async () => {
    const lost = await ground.open({ databaseUrl: 'postgres://nobody@127.0.0.1:1/nowhere' });
    const capture = await captureAt(randomUnit(), 1);
    for (const asked of [
      () => lost.startChallenge(context),
      () => lost.finishChallenge({ nonce: 'x'.repeat(43), frames: [] }, context),
      () => lost.delete(newReference()),
      () => lost.enrol(newReference(), capture),
      () => lost.sweep(),
    ])
      await expect(asked()).rejects.toThrow(refusal('FACE_UNAVAILABLE'));
  });

  test('everything kept is unreadable once all is deleted, and enrolling begins anew', async () => {
    const face = randomUnit();
    const reference = await enrol(face);
    await engine.deleteAll();
    await expect(engine.verify(reference, await captureAt(face, 1))).rejects.toThrow(
      refusal('FACE_NOT_ENROLLED'),
    );
    const again = await enrol(face);
    expect(await engine.verify(again, await captureAt(face, 1))).toBe('match');
  });
});

describe('thresholds', () => {
  const write = (content: unknown): void =>
    writeFileSync(
      `${ground.folder}/face-calibration.json`,
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  const thresholds = { verify: 0.55, identify: 0.7, margin: 0.1 };

  test('are this deployment’s where it measured them for this model', async () => {
    write({ modelId: MODEL, thresholds, measured: {} });
    const calibrated = await ground.open();
    expect(await calibrated.manifest()).toMatchObject({ thresholds, isCalibrated: true });
    const face = randomUnit();
    const reference = await enrol(face);
    const still = near(face, 0.52);
    expect(await calibrated.verify(reference, await captureOf(calibrated, [still, still, still]))).toBe(
      'inconclusive',
    );
  });

  test.each([
    ['another model', { modelId: 'other', thresholds }],
    ['thresholds the wrong way round', { modelId: MODEL, thresholds: { ...thresholds, identify: 0.5 } }],
    ['a threshold of nothing', { modelId: MODEL, thresholds: { ...thresholds, verify: 0 } }],
    ['no JSON', '{'],
  ])('are the shipped ones, and told to be uncalibrated, beside a file with %s', async (_, content) => {
    write(content);
    expect(await (await ground.open()).manifest()).toEqual({
      engine: 'embedded',
      modelId: MODEL,
      digests: {},
      thresholds: { verify: 0.5, identify: 0.6, margin: 0.08 },
      isCalibrated: false,
      galleryLimit: 100,
      presentationAttackReport: null,
    });
  });
});
