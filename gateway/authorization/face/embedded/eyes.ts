/** Tells open eyes from closed ones. */
import { cut, evenGreyOf, middleOf } from './crops.ts';
import type { Landmarks } from './landmarks.ts';
import type { Pixels } from './picture.ts';
import type { Model } from './runtime.ts';

const SIZE = { width: 24, height: 24 };

/** Side of the piece that is looked at, in widths of the eye. */
const SIDE = 1.6;

/** The model wavers by where exactly the piece is cut: these places, in sides, are looked at and their mean taken. */
const shifts = [-0.06, 0, 0.06].flatMap((x) => [-0.06, 0, 0.06].map((y) => ({ x, y })));

/** Places of an eye's corner and of the six points around it. */
const eyes = [
  { corner: 36, end: 39, lids: [37, 38, 40, 41] },
  { corner: 42, end: 45, lids: [43, 44, 46, 47] },
] as const;

/** How open the eyes are in a face of that mean brightness, the mean of both: the logarithm of the odds, below nought for closed. */
export async function opennessOfEyes(
  model: Model,
  picture: Pixels,
  { landmarks, brightness }: { readonly landmarks: Landmarks; readonly brightness: number },
): Promise<number> {
  let sum = 0;
  for (const { corner, end, lids } of eyes) {
    const middle = middleOf(lids.map((at) => landmarks[at] ?? { x: 0, y: 0 }));
    const side = Math.max(1, ((landmarks[end]?.x ?? 0) - (landmarks[corner]?.x ?? 0)) * SIDE);
    for (const shift of shifts) {
      const left = middle.x + (shift.x - 0.5) * side;
      const top = middle.y + (shift.y - 0.5) * side;
      const piece = cut(picture, { left, top, right: left + side, bottom: top + side }, SIZE);
      sum += await opennessOf(model, piece, brightness);
    }
  }
  return sum / (eyes.length * shifts.length);
}

async function opennessOf(model: Model, piece: Pixels, brightness: number): Promise<number> {
  const grey = evenGreyOf(piece, brightness);
  const { output } = await model(grey, [1, 1, SIZE.height, SIZE.width]);
  piece.data.fill(0);
  grey.fill(0);
  const [closed, open] = output ?? [];
  if (closed === undefined || open === undefined) throw new Error('the model of eyes has other outputs');
  return open - closed;
}
