/** The embedded engine with its own models and rendered people: who moves as asked is enrolled and known again, and nobody else is. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openExaminer } from '../../../../../gateway/authorization/face/embedded/examiner.ts';
import { loadModels, modelFolder } from '../../../../../gateway/authorization/face/embedded/models.ts';
import type {
  ChallengeContext,
  FaceEngine,
  Movement,
} from '../../../../../gateway/authorization/face/engine.ts';
import {
  type EmbeddedGround,
  newReference,
  openEmbeddedGround,
} from '../../../../support/embedded-ground.ts';
import { faceOf, framesOf, framesShowing } from '../../../../support/face-frames.ts';

let ground: EmbeddedGround;
let engine: FaceEngine;
beforeAll(async () => {
  ground = await openEmbeddedGround();
  const examiner = await openExaminer(await loadModels(modelFolder));
  // The same videos are posted again and again.
  engine = await ground.open({ examiner, daysFramesAreRemembered: 0 });
}, 120_000);
afterAll(() => ground.close());

const context: ChallengeContext = { purpose: 'enrol', bound: 'somebody' };
const refusal = (code: string) => expect.objectContaining({ code });

async function show(take: (movements: readonly Movement[]) => Uint8Array[], shown = engine) {
  const { nonce, movements } = await shown.startChallenge(context);
  return await shown.finishChallenge({ nonce, frames: take(movements) }, context);
}

test('who moves as asked is enrolled, known again and told from others', async () => {
  const reference = newReference();
  await engine.enrol(reference, await show(framesShowing));
  ground.pass(1);
  const again = await show(framesShowing);
  expect(await engine.verify(reference, again)).toBe('match');
  expect(await engine.identify([newReference(), reference], again)).toEqual(reference);
  expect(await engine.compare(faceOf('syn073__v1'), again)).toBe('match');
  expect(await engine.compare(faceOf('syn098__enrol'), again)).toBe('no-match');
  await engine.delete(reference);
  await expect(engine.verify(reference, again)).rejects.toThrow(refusal('FACE_NOT_ENROLLED'));
});

test('a photograph that is moved, other movements and a portrait in the place of frames are refused', async () => {
  const photograph = framesOf('static-photo').filter((_, at) => at % 15 === 7);
  await expect(show(() => photograph.slice(0, 6))).rejects.toThrow(refusal('FACE_WRONG_MOVEMENT'));
  await expect(show((movements) => framesShowing(movements.toReversed()))).rejects.toThrow(
    refusal('FACE_WRONG_MOVEMENT'),
  );
  await expect(show(() => Array.from({ length: 6 }, () => faceOf('syn073__v1')))).rejects.toThrow();
});

test('frames that were posted before are refused, and pictures are wiped once they were read', async () => {
  const examiner = await openExaminer(await loadModels(modelFolder));
  const remembering = await ground.open({ examiner });
  ground.pass(31 * 86_400);
  await show(framesShowing, remembering);
  await expect(show(framesShowing, remembering)).rejects.toThrow(refusal('FACE_FRAME_REPEATED'));
  const frames: Uint8Array[] = [];
  await show((movements) => {
    frames.push(...framesShowing(movements));
    return frames;
  }).catch(() => {});
  expect(frames.length).toBe(6);
  expect(frames.every((frame) => frame.every((byte) => byte === 0))).toBe(true);
});

test('a portrait without a face decides nothing', async () => {
  ground.pass(1);
  const capture = await show(framesShowing);
  expect(await engine.compare(Buffer.from('no picture'), capture)).toBe('inconclusive');
});
