/** Reads QR codes: by the browser itself where it can, else by a program of our own origin that is loaded only then. */

/** The text of a code in what the camera shows, or in a picture; undefined where none is seen. */
export type ReadCode = (source: HTMLVideoElement | Blob) => Promise<string | undefined>;

/** What the Shape Detection API has; browsers have it in part. */
type Detector = {
  detect(source: HTMLVideoElement | ImageBitmap): Promise<readonly { readonly rawValue: string }[]>;
};
type DetectorClass = {
  new (options: { readonly formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
};

let opened: Promise<ReadCode> | undefined;

/** @throws where the program can't be fetched; the next call tries again. */
export function openReader(): Promise<ReadCode> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function open(): Promise<ReadCode> {
  const { BarcodeDetector } = globalThis as { readonly BarcodeDetector?: DetectorClass };
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  if (BarcodeDetector === undefined || !formats.includes('qr_code'))
    return (await import('./zxing.ts')).openZxing();
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  return async (source) => {
    const picture = source instanceof Blob ? await createImageBitmap(source) : source;
    return (await detector.detect(picture))[0]?.rawValue;
  };
}
