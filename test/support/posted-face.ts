/** Somebody before a camera, as their browser posts them: movements as they are asked for, in pictures that were never posted before. */
import sharp from 'sharp';
import type { Movement } from '../../gateway/authorization/face/engine.ts';
import { framesShowing } from './face-frames.ts';

let taken = 0;

/** The rendered person makes these movements; each time under slightly other light, as no two takes are the same. */
export async function takeOf(movements: readonly Movement[]): Promise<readonly string[]> {
  taken += 1;
  return Promise.all(framesShowing(movements).map((frame) => inOtherLight(frame, taken)));
}

/** The same picture a little darker, in base64. */
export async function inOtherLight(frame: Uint8Array, number: number): Promise<string> {
  const lit = sharp(frame).modulate({ brightness: 1 - 0.004 * (number % 20) });
  const quality = 95 - (Math.floor(number / 20) % 10);
  return (await lit.jpeg({ quality }).toBuffer()).toString('base64');
}
