/** Frames count only where they show the movements that were asked for, in their order, made by one person. */
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judge } from '../../../../../gateway/authorization/face/embedded/judge.ts';
import { loadModels, modelFolder } from '../../../../../gateway/authorization/face/embedded/models.ts';
import {
  type FaceReader,
  openFaceReader,
} from '../../../../../gateway/authorization/face/embedded/reader.ts';
import type { Measurement, Reading } from '../../../../../gateway/authorization/face/embedded/readings.ts';
import type { Movement } from '../../../../../gateway/authorization/face/engine.ts';
import {
  faceOf,
  frameShowing,
  framesOf,
  framesShowing,
  stillFrame,
} from '../../../../support/face-frames.ts';

const all: readonly Movement[] = ['close-eyes', 'turn-left', 'turn-right', 'open-mouth'];
const orders = all.flatMap((first) =>
  all
    .filter((second) => second !== first)
    .flatMap((second) =>
      all
        .filter((third) => third !== first && third !== second)
        .map((third) => [first, second, third] as const),
    ),
);

let reader: FaceReader;
const read = async (frames: readonly Uint8Array[]): Promise<readonly Reading[]> =>
  await reader.read(frames.map((frame) => Uint8Array.from(frame)));

beforeAll(async () => {
  reader = await openFaceReader(await loadModels(modelFolder));
});
afterAll(async () => await reader.close());

test('each of the 24 orders is accepted where it was made, and its stills come back', async () => {
  expect(orders).toHaveLength(24);
  const stills = await read([0, 1, 2].map(stillFrame));
  const shown = await read(all.map(frameShowing));
  for (const order of orders) {
    const readings = order.flatMap((movement, at) => [stills[at], shown[all.indexOf(movement)]] as Reading[]);
    expect(judge(order, readings), order.join()).toEqual({ stills: stills.map(measuredOf) });
  }
});

test('movements in any other order than the one that was asked for are refused', async () => {
  const made = ['close-eyes', 'turn-left', 'turn-right'] as const;
  const readings = await read(framesShowing(made));
  for (const order of orders)
    if (order.join() !== made.join())
      expect(judge(order, readings), order.join()).toEqual({ fault: 'FACE_WRONG_MOVEMENT' });
});

test('a photograph that is moved about shows no movement in any order', async () => {
  const video = framesOf('static-photo');
  const frames = Array.from({ length: 12 }, (_, at) => video[at * 9 + 10]).filter(
    (frame) => frame !== undefined,
  );
  const readings = await read(frames);
  for (const order of orders)
    for (let from = 0; from + 6 <= readings.length; from += 3)
      expect(judge(order, readings.slice(from, from + 6))).toEqual({ fault: 'FACE_WRONG_MOVEMENT' });
});

describe('of three movements', () => {
  const asked = ['turn-right', 'open-mouth', 'close-eyes'] as const;
  let good: readonly Measurement[];
  const judged = (frames: readonly Measurement[]) =>
    judge(
      asked,
      frames.map((measured) => ({ measured })),
    );
  const withFrame = (at: number, changes: Partial<Measurement>) =>
    judged(good.map((frame, place) => (place === at ? { ...frame, ...changes } : frame)));

  beforeAll(async () => {
    good = (await read(framesShowing(asked))).map(measuredOf);
    expect(judged(good)).toHaveProperty('stills');
  });

  test('too few frames, too many, and none are refused', async () => {
    const readings = good.map((measured) => ({ measured }));
    expect(judge(asked, readings.slice(0, 5))).toEqual({ fault: 'FACE_FRAMES_MISSING' });
    expect(judge(asked, [...readings, ...readings.slice(0, 1)])).toEqual({ fault: 'FACE_FRAMES_MISSING' });
    expect(judge([], [])).toEqual({ fault: 'FACE_FRAMES_MISSING' });
    expect(judge(asked, readings.slice(0, 1))).toEqual({ fault: 'FACE_FRAMES_MISSING' });
  });

  test('whoever made another movement is told so at once, without having to make the others', async () => {
    const begun = await read([stillFrame(0), frameShowing('turn-left')]);
    expect(judge(asked, begun)).toEqual({ fault: 'FACE_WRONG_MOVEMENT' });
    const asIs = await read([stillFrame(0), frameShowing('turn-right')]);
    expect(judge(asked, asIs)).toEqual({ fault: 'FACE_FRAMES_MISSING' });
  });

  test('what is wrong with a picture itself comes first', () => {
    const readings: Reading[] = good.map((measured) => ({ measured }));
    readings[3] = { fault: 'FACE_TOO_DARK' };
    readings[4] = { fault: 'FACE_NOT_SEEN' };
    expect(judge(asked, readings)).toEqual({ fault: 'FACE_TOO_DARK' });
  });

  test('the same picture twice is refused, even where it is packed anew', async () => {
    const frames = framesShowing(asked);
    const [still = new Uint8Array()] = frames;
    // A JPEG takes comments; the pixels stay.
    const comment = Uint8Array.from([0xff, 0xfe, 0, 4, 0x41, 0x42]);
    frames[2] = Uint8Array.from([...still.subarray(0, 2), ...comment, ...still.subarray(2)]);
    expect(judge(asked, await read(frames))).toEqual({ fault: 'FACE_FRAME_REPEATED' });
  });

  test('a still that looks away, up, down or aslant is refused as turned away', () => {
    for (const changes of [
      { yaw: 0.4 },
      { yaw: -0.4 },
      { pitch: 0.2 },
      { pitch: 1 },
      { roll: 40 },
      { roll: -40 },
    ])
      for (const still of [0, 2, 4])
        expect(withFrame(still, changes), JSON.stringify(changes)).toEqual({ fault: 'FACE_TURNED_AWAY' });
  });

  test('a still with closed eyes or an open mouth is a movement that nobody asked for', async () => {
    const [closed, open, still] = (
      await read([frameShowing('close-eyes'), frameShowing('open-mouth'), stillFrame(3)])
    ).map(measuredOf);
    for (const at of [0, 2, 4]) {
      expect(withFrame(at, { ...closed, pixels: 'another' })).toEqual({ fault: 'FACE_WRONG_MOVEMENT' });
      expect(withFrame(at, { ...open, pixels: 'another' })).toEqual({ fault: 'FACE_WRONG_MOVEMENT' });
      expect(withFrame(at, still ?? {})).toHaveProperty('stills');
    }
  });

  test('closed eyes and an open mouth at once are neither', () => {
    const [, , , open, , closed] = good;
    expect(withFrame(3, { eyes: closed?.eyes ?? 0 })).toEqual({ fault: 'FACE_WRONG_MOVEMENT' });
    expect(withFrame(5, { mouth: open?.mouth ?? 0, mouthByNose: open?.mouthByNose ?? 0 })).toEqual({
      fault: 'FACE_WRONG_MOVEMENT',
    });
  });

  test('a turned head shows that it is turned and nothing else', () => {
    const [, turned, , , , closed] = good;
    expect(withFrame(1, { eyes: closed?.eyes ?? 0 })).toHaveProperty('stills');
    for (const at of [3, 5])
      expect(withFrame(at, { yaw: turned?.yaw ?? 0 })).toEqual({ fault: 'FACE_WRONG_MOVEMENT' });
  });

  test.each([
    ['in half the light', (picture: Sharp) => picture.linear(0.5, 0)],
    ['in shades of grey', (picture: Sharp) => picture.greyscale()],
    ['with the head held aslant', (picture: Sharp) => picture.rotate(12, { background: '#b8bcbe' })],
    [
      'nearer to the camera',
      (picture: Sharp) => picture.extract({ left: 100, top: 0, width: 280, height: 340 }),
    ],
    ['a little out of focus', (picture: Sharp) => picture.blur(1.5)],
  ])('they are told %s too', async (_how, change) => {
    const frames = await Promise.all(
      framesShowing(asked).map((frame) => change(sharp(frame)).jpeg({ quality: 90 }).toBuffer()),
    );
    const readings = await read(frames);
    expect(judge(asked, readings)).toHaveProperty('stills');
    expect(judge(asked.toReversed(), readings)).toEqual({ fault: 'FACE_WRONG_MOVEMENT' });
  });

  test('a frame of another person is refused in every place', async () => {
    const [other] = (await read([faceOf('syn098__enrol')])).map(measuredOf);
    for (let at = 0; at < 6; at++)
      expect(withFrame(at, { embedding: other?.embedding ?? new Float32Array() }), `frame ${at}`).toEqual({
        fault: 'FACE_TWO_PEOPLE',
      });
  });

  test('a turned head of another person in real pictures is refused', async () => {
    const frames = framesShowing(['turn-right', 'open-mouth', 'close-eyes']);
    frames[1] = faceOf('syn098__v4');
    expect(judge(asked, await read(frames))).toEqual({ fault: 'FACE_TWO_PEOPLE' });
  });

  test('stills of one person and movements of another are refused', async () => {
    const [other] = (await read([faceOf('syn098__enrol')])).map(measuredOf);
    const stills = good.map((frame, at) =>
      at % 2 === 0 ? { ...frame, embedding: other?.embedding ?? new Float32Array() } : frame,
    );
    expect(judged(stills)).toEqual({ fault: 'FACE_TWO_PEOPLE' });
  });
});

function measuredOf(reading: Reading): Measurement {
  if ('fault' in reading) throw new Error(reading.fault);
  return reading.measured;
}
