/** A camera for tests: Chromium takes what it sees from a file, which holds whatever is to be seen next. */
import { writeFileSync } from 'node:fs';
import QRCode from 'qrcode';

const [WIDTH, HEIGHT] = [640, 480] as const;
const [BLACK, WHITE, COLOURLESS] = [16, 235, 128] as const;
const FRAMES = 5;

/** What Chromium is started with, so that its camera is the file; without a window it can't ask, and allows it to everybody. */
export const fakeCamera = (file: string): readonly string[] => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${file}`,
];

/** Puts a code before the camera; nothing but white where there is no text. It is seen by the next page that opens it. */
export function show(file: string, text?: string): void {
  const light = Buffer.alloc(WIDTH * HEIGHT, WHITE);
  if (text !== undefined) drawCode(light, text);
  const colours = Buffer.alloc((WIDTH * HEIGHT) / 2, COLOURLESS);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, colours]);
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([header, ...Array.from({ length: FRAMES }, () => frame)]));
}

function drawCode(light: Buffer, text: string): void {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  const scale = Math.floor((HEIGHT * 0.8) / size);
  const [left, top] = [(WIDTH - scale * size) >> 1, (HEIGHT - scale * size) >> 1];
  for (let y = 0; y < scale * size; y += 1)
    for (let x = 0; x < scale * size; x += 1)
      if (data[Math.floor(y / scale) * size + Math.floor(x / scale)])
        light[(top + y) * WIDTH + left + x] = BLACK;
}
