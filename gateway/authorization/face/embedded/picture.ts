/** From JPEG bytes to pixels, within limits. */
import { hash } from 'node:crypto';
import sharp from 'sharp';

/** Most bytes of one picture. */
export const MOST_PICTURE_BYTES = 300_000;

/** Most pixels of one picture. */
export const MOST_PICTURE_PIXELS = 4_000_000;

/** Longest side that is looked at; what is larger is made smaller first. */
const LONGEST_SIDE = 1280;

/** Upright pixels, three bytes each: red, green, blue. */
export type Pixels = { readonly data: Uint8Array; readonly width: number; readonly height: number };

export type PictureFault = 'FACE_PICTURE_BROKEN' | 'FACE_PICTURE_TOO_LARGE';

// It would keep pictures for a while after they were asked for.
sharp.cache(false);

/** Reads a JPEG and turns it as its EXIF data say. Nothing is read of what isn't one, or is too large. */
export async function readPicture(jpeg: Uint8Array): Promise<Pixels | PictureFault> {
  if (jpeg.length > MOST_PICTURE_BYTES) return 'FACE_PICTURE_TOO_LARGE';
  // The decoder knows many other formats, and is never shown any.
  if (!(jpeg[0] === 0xff && jpeg[1] === 0xd8 && jpeg[2] === 0xff)) return 'FACE_PICTURE_BROKEN';
  try {
    const { width, height } = await sharp(jpeg, { limitInputPixels: false }).metadata();
    if (width * height > MOST_PICTURE_PIXELS) return 'FACE_PICTURE_TOO_LARGE';
    const { data, info } = await sharp(jpeg, { failOn: 'error', limitInputPixels: MOST_PICTURE_PIXELS })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return info.channels === 3 ? { data, width: info.width, height: info.height } : 'FACE_PICTURE_BROKEN';
  } catch {
    return 'FACE_PICTURE_BROKEN';
  }
}

/** SHA-256 in hex over size and pixels: the same for a picture that was merely packed anew. */
export const digestOfPixels = ({ data, width, height }: Pixels): string =>
  hash('sha256', Buffer.concat([Buffer.from(`${width}x${height}:`), data]));
