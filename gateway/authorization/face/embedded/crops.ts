/** Cutting pieces out of a picture, in the sizes and the number formats that models take. */
import type { Pixels } from './picture.ts';

/** Left, top, right and bottom edge in pixels of the picture; may lie outside of it. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

export type Point = { readonly x: number; readonly y: number };

export type Size = { readonly width: number; readonly height: number };

export const widthOf = ({ left, right }: Box): number => right - left;
export const heightOf = ({ top, bottom }: Box): number => bottom - top;

export const distanceOf = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** The middle of several points. */
export const middleOf = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});

/** The box grown around its middle by this factor. */
export function scaledBox(box: Box, factor: number): Box {
  const { x, y } = middleOf([
    { x: box.left, y: box.top },
    { x: box.right, y: box.bottom },
  ]);
  const [width, height] = [(widthOf(box) * factor) / 2, (heightOf(box) * factor) / 2];
  return { left: x - width, top: y - height, right: x + width, bottom: y + height };
}

/** The box shrunk where its sides are longer than the picture's, and pushed inside. */
export function boxWithin(box: Box, { width, height }: Size): Box {
  const fitting = scaledBox(box, Math.min(1, (width - 1) / widthOf(box), (height - 1) / heightOf(box)));
  const right = Math.max(0, -fitting.left) + Math.min(0, width - 1 - fitting.right);
  const down = Math.max(0, -fitting.top) + Math.min(0, height - 1 - fitting.bottom);
  return {
    left: fitting.left + right,
    top: fitting.top + down,
    right: fitting.right + right,
    bottom: fitting.bottom + down,
  };
}

/** The box's content at that size; each pixel is the mean of those that it covers, and black outside the picture. */
export function cut({ data, width, height }: Pixels, box: Box, size: Size): Pixels {
  const made = new Uint8Array(size.width * size.height * 3);
  const [stepX, stepY] = [widthOf(box) / size.width, heightOf(box) / size.height];
  const columns = Array.from({ length: size.width }, (_, x) => spanOf(box.left + x * stepX, stepX, width));
  for (let y = 0; y < size.height; y++) {
    const [top, bottom] = spanOf(box.top + y * stepY, stepY, height);
    for (let x = 0; x < size.width; x++) {
      const [left, right] = columns[x] ?? [0, 0];
      const count = Math.max(0, right - left) * Math.max(0, bottom - top);
      if (count === 0) continue;
      let [red, green, blue] = [0, 0, 0];
      for (let row = top; row < bottom; row++) {
        for (let at = (row * width + left) * 3; at < (row * width + right) * 3; at += 3) {
          red += data[at] ?? 0;
          green += data[at + 1] ?? 0;
          blue += data[at + 2] ?? 0;
        }
      }
      const at = (y * size.width + x) * 3;
      made[at] = red / count;
      made[at + 1] = green / count;
      made[at + 2] = blue / count;
    }
  }
  return { data: made, ...size };
}

/** Whole pixels, at least one, between `from` and `from + step`, as far as the side goes. */
function spanOf(from: number, step: number, side: number): readonly [number, number] {
  const first = Math.floor(from);
  const end = Math.max(Math.ceil(from + step), first + 1);
  return [Math.max(0, first), Math.min(side, end)];
}

/** Brightness of each pixel from 0 to 255 (ITU-R BT.601). */
export function luminanceOf({ data, width, height }: Pixels): Float32Array {
  const made = new Float32Array(width * height);
  for (let at = 0; at < made.length; at++)
    made[at] =
      0.299 * (data[3 * at] ?? 0) + 0.587 * (data[3 * at + 1] ?? 0) + 0.114 * (data[3 * at + 2] ?? 0);
  return made;
}

/** What a face's mean brightness is brought to before its points and its eyes are looked for: those models waver in other light. */
const EVEN_BRIGHTNESS = 130;

/** A piece of a face of that mean brightness in shades of grey from 0 to 1, as in even light. */
export function evenGreyOf(piece: Pixels, brightness: number): Float32Array {
  const gain = EVEN_BRIGHTNESS / Math.max(1, brightness) / 255;
  return luminanceOf(piece).map((value) => Math.min(1, value * gain));
}

/** The three colours plane by plane, each value as `(value - mean) * scale`. */
export function planesOf(
  { data, width, height }: Pixels,
  { mean, scale, order }: { readonly mean: number; readonly scale: number; readonly order: 'rgb' | 'bgr' },
): Float32Array {
  const count = width * height;
  const made = new Float32Array(3 * count);
  for (let plane = 0; plane < 3; plane++) {
    const colour = order === 'rgb' ? plane : 2 - plane;
    for (let at = 0; at < count; at++)
      made[plane * count + at] = ((data[3 * at + colour] ?? 0) - mean) * scale;
  }
  return made;
}
