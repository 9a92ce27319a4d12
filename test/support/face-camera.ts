/** A camera before which a rendered person stands: a file that holds one video after the other. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { framesOf, type Video } from './face-frames.ts';
import { fakeCamera } from './fake-camera.ts';

/** A person long enough in sight to be told what to mend: one frame in so many is changed, and shown as often. */
const EVERY = 30;

const FRAME_QUALITY = { quality: 92 };

/** The caller closes it. Chromium plays thirty frames a second, over and over; what is shown is seen by the next page that opens the camera. */
export function openFaceCamera() {
  const folder = mkdtempSync(join(tmpdir(), 'city-face-camera-'));
  const file = join(folder, 'camera.mjpeg');
  const show = (frames: readonly Uint8Array[]): void => writeFileSync(file, Buffer.concat(frames));
  const showChanged = async (change: (frame: Uint8Array) => Promise<Uint8Array>): Promise<void> => {
    const some = framesOf('blink-left-right').filter((_, at) => at % EVERY === 0);
    const changed = await Promise.all(some.map(change));
    show(changed.flatMap((frame) => Array.from({ length: EVERY }, () => frame)));
  };
  let shown = 0;
  show(framesOf('blink-left-right'));
  return {
    browserArguments: fakeCamera(file),
    /** A video, each time in a slightly other light: no living person is seen twice in the very same picture. */
    show: async (video: Video): Promise<void> => {
      const light = 1 - 0.01 * ++shown;
      const frames = framesOf(video).map((frame) =>
        sharp(frame).linear(light, 0).jpeg(FRAME_QUALITY).toBuffer(),
      );
      show(await Promise.all(frames));
    },
    /** The same person, hardly lit. */
    showDark: (): Promise<void> =>
      showChanged((frame) => sharp(frame).linear(0.12, 0).jpeg(FRAME_QUALITY).toBuffer()),
    /** The same person twice, side by side. */
    showTwo: (): Promise<void> =>
      showChanged(async (frame) => {
        const { width = 0, height = 0 } = await sharp(frame).metadata();
        const half = await sharp(frame)
          .extract({ left: width >> 2, top: 0, width: width >> 1, height })
          .toBuffer();
        return sharp({ create: { width, height, channels: 3, background: '#808080' } })
          .composite([
            { input: half, left: 0, top: 0 },
            { input: half, left: width >> 1, top: 0 },
          ])
          .jpeg(FRAME_QUALITY)
          .toBuffer();
      }),
    close: (): void => rmSync(folder, { recursive: true, force: true }),
  };
}
