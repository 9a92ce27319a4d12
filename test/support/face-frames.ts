/** Pictures of faces for tests: the frames of three rendered videos, and stills of several rendered people. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Movement } from '../../gateway/authorization/face/engine.ts';

const folder = join(import.meta.dirname, '../fixtures/face');

export type Video = 'blink-left-right' | 'right-mouth-blink' | 'static-photo';

const START = Buffer.from([0xff, 0xd8, 0xff]);
const END = Buffer.from([0xff, 0xd9]);

/** Every frame of a video as a JPEG, thirty a second. */
export function framesOf(video: Video): readonly Uint8Array[] {
  const all = readFileSync(join(folder, `${video}.30.mjpeg`));
  const frames: Uint8Array[] = [];
  for (let from = all.indexOf(START); from !== -1; ) {
    const to = all.indexOf(END, from) + END.length;
    frames.push(Uint8Array.from(all.subarray(from, to)));
    from = all.indexOf(START, to);
  }
  return frames;
}

const frameAt = (video: Video, at: number): Uint8Array => {
  const frame = framesOf(video)[at];
  if (frame === undefined) throw new Error(`${video} has no frame ${at}`);
  return frame;
};

/** A frame in which the movement is at its fullest. */
export const frameShowing = (movement: Movement): Uint8Array => {
  const places = {
    'close-eyes': ['blink-left-right', 82],
    'turn-left': ['blink-left-right', 146],
    'turn-right': ['blink-left-right', 218],
    'open-mouth': ['right-mouth-blink', 146],
  } as const;
  const [video, at] = places[movement];
  return frameAt(video, at);
};

/** A frame of the same person looking straight ahead, another for each number from 0 to 3. */
export const stillFrame = (number: number): Uint8Array =>
  frameAt('blink-left-right', [30, 48, 118, 180][number] ?? -1);

/** What the person posts who makes these movements: a still before each. */
export const framesShowing = (movements: readonly Movement[]): Uint8Array[] =>
  movements.flatMap((movement, at) => [stillFrame(at), frameShowing(movement)]);

/** A still of one of the rendered people, for example `syn098__enrol`. */
export const faceOf = (name: string): Uint8Array =>
  Uint8Array.from(readFileSync(join(folder, `${name}.jpg`)));
