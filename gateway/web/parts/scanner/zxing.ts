/** The program that reads codes where the browser has none: ZXing-C++ as WebAssembly, from our own origin. */
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import program from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { ReadCode } from './reader.ts';

/** The longer side of what is searched in a camera's picture, in pixels. */
const LARGEST = 960;

const quick: ReaderOptions = { formats: ['QRCode'], maxNumberOfSymbols: 1, tryHarder: false };
const thorough: ReaderOptions = { ...quick, tryHarder: true };

/** @throws where it can't be fetched. */
export async function openZxing(): Promise<ReadCode> {
  await prepareZXingModule({ overrides: { locateFile: () => program }, fireImmediately: true });
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (source) => {
    const picture = source instanceof Blob ? source : draw(source, canvas, context);
    if (picture === undefined) return undefined;
    const [code] = await readBarcodes(picture, source instanceof Blob ? thorough : quick);
    return code?.isValid === true ? code.text : undefined;
  };
}

function draw(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D | null,
): ImageData | undefined {
  const { videoWidth, videoHeight } = video;
  if (context === null || videoWidth === 0) return undefined;
  const scale = Math.min(1, LARGEST / Math.max(videoWidth, videoHeight));
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
