/** How good a picture of a face is: its light, its sharpness, and a guess whether it is a print or a screen. */
import { type Box, boxWithin, cut, luminanceOf, planesOf, scaledBox } from './crops.ts';
import type { Pixels } from './picture.ts';
import type { Model } from './runtime.ts';

const SIDE = 64;
const SPOOF_SIZE = { width: 128, height: 128 };

/** The model looks at the face with this much of what is around it. */
const SURROUNDINGS = 2.7;

export type Light = {
  /** Mean brightness of the face, 0 to 255. */
  readonly brightness: number;
  /** Variance of the Laplacian of the face at 64 × 64 pixels: small where it is out of focus. */
  readonly sharpness: number;
};

export function lightOf(picture: Pixels, box: Box): Light {
  const piece = cut(picture, boxWithin(box, picture), { width: SIDE, height: SIDE });
  const grey = luminanceOf(piece);
  piece.data.fill(0);
  const edges: number[] = [];
  for (let y = 1; y < SIDE - 1; y++)
    for (let x = 1; x < SIDE - 1; x++) {
      const at = y * SIDE + x;
      const around = [at - 1, at + 1, at - SIDE, at + SIDE].reduce((sum, next) => sum + (grey[next] ?? 0), 0);
      edges.push(4 * (grey[at] ?? 0) - around);
    }
  const brightness = meanOf(grey);
  grey.fill(0);
  const middle = meanOf(edges);
  return { brightness, sharpness: meanOf(edges.map((value) => (value - middle) ** 2)) };
}

const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** From 0 to 1, higher for what looks like a face before the camera. A hint and no gate: most careful prints pass it. */
export async function likenessToLife(model: Model, picture: Pixels, box: Box): Promise<number> {
  const piece = cut(picture, boxWithin(scaledBox(box, SURROUNDINGS), picture), SPOOF_SIZE);
  const planes = planesOf(piece, { mean: 0, scale: 1, order: 'rgb' });
  piece.data.fill(0);
  const { output } = await model(planes, [1, 3, SPOOF_SIZE.height, SPOOF_SIZE.width]);
  planes.fill(0);
  if (output?.length !== 3) throw new Error('the model against spoofs has other outputs');
  const highest = Math.max(...output);
  const powers = Array.from(output, (value) => Math.exp(value - highest));
  return (powers[0] ?? 0) / powers.reduce((sum, value) => sum + value, 0);
}
