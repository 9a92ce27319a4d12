/** Pictures are read within limits, upright, and as JPEG alone. */
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import {
  digestOfPixels,
  MOST_PICTURE_BYTES,
  type Pixels,
  readPicture,
} from '../../../../../gateway/authorization/face/embedded/picture.ts';
import { faceOf, stillFrame } from '../../../../support/face-frames.ts';

const face = faceOf('syn098__enrol');
const made = (picture: Sharp) => picture.toBuffer();

test('a JPEG is read at its own size', async () => {
  expect(await readPicture(face)).toMatchObject({ width: 320, height: 400 });
});

test.each([
  ['PNG', () => made(sharp(face).png())],
  ['WebP', () => made(sharp(face).webp())],
  ['nothing', async () => new Uint8Array()],
  ['text', async () => new TextEncoder().encode('a face')],
  [
    'a JPEG’s first bytes before something else',
    async () => Uint8Array.from([0xff, 0xd8, 0xff, ...Array(999).fill(7)]),
  ],
  ['half a JPEG', async () => face.subarray(0, face.length / 2)],
])('%s is refused as broken', async (_what, make) => {
  expect(await readPicture(await make())).toBe('FACE_PICTURE_BROKEN');
});

test('a JPEG of more bytes than the limit is refused, and of as many read', async () => {
  const [before, after] = [face.subarray(0, 2), face.subarray(2)];
  // Comments of at most 65,533 bytes each fill it up to the byte.
  const filled = (size: number): Uint8Array => {
    const comments: Uint8Array[] = [];
    for (let left = size - face.length; left > 0; ) {
      const length = Math.min(left, 65_000);
      const comment = new Uint8Array(length);
      comment.set([0xff, 0xfe, (length - 2) >> 8, (length - 2) & 0xff]);
      comments.push(comment);
      left -= length;
    }
    return Buffer.concat([before, ...comments, after]);
  };
  expect(await readPicture(filled(MOST_PICTURE_BYTES))).toMatchObject({ width: 320 });
  expect(await readPicture(filled(MOST_PICTURE_BYTES + 1))).toBe('FACE_PICTURE_TOO_LARGE');
});

test('few bytes that unfold to many pixels are refused', async () => {
  const flat = (width: number, height: number) =>
    made(sharp({ create: { width, height, channels: 3, background: '#888' } }).jpeg({ quality: 30 }));
  const large = await flat(2001, 2000);
  expect(large.length).toBeLessThan(MOST_PICTURE_BYTES);
  expect(await readPicture(large)).toBe('FACE_PICTURE_TOO_LARGE');
  expect(await readPicture(await flat(2000, 2000))).toMatchObject({ width: 1280, height: 1280 });
});

test('a picture that lies on its side is turned as its EXIF data say', async () => {
  const lying = await made(sharp(face).rotate(90).jpeg({ quality: 95 }).withMetadata({ orientation: 8 }));
  expect(await readPicture(lying)).toMatchObject({ width: 320, height: 400 });
});

test('a grey picture is read like a coloured one', async () => {
  const grey = await made(sharp(face).greyscale().toColourspace('b-w').jpeg());
  const { data, width, height } = (await readPicture(grey)) as Pixels;
  expect(data).toHaveLength(width * height * 3);
  expect(data[0]).toBe(data[1]);
});

test('the digest is of the pixels, not of how they are packed', async () => {
  const [one, other] = [
    (await readPicture(stillFrame(0))) as Pixels,
    (await readPicture(stillFrame(1))) as Pixels,
  ];
  const packedAnew = (await readPicture(await made(sharp(stillFrame(0)).jpeg({ quality: 90 })))) as Pixels;
  expect(digestOfPixels(one)).toBe(digestOfPixels((await readPicture(stillFrame(0))) as Pixels));
  expect(digestOfPixels(one)).not.toBe(digestOfPixels(other));
  expect(digestOfPixels(one)).not.toBe(digestOfPixels(packedAnew));
});
