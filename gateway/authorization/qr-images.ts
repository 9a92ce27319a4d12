/** QR codes as pictures. */
import QRCode from 'qrcode';

/** A QR code as a picture: SVG text and a PNG data URL. */
export type QrImages = { readonly svg: string; readonly png: string };

/** @throws where the text needs more than version 10 at error correction M. */
export async function drawQr(text: string): Promise<QrImages> {
  const options = { errorCorrectionLevel: 'M' as const, version: undefined, margin: 4 };
  if (QRCode.create(text, options).version > 10)
    throw new RangeError('too long for a code that a phone reads at once');
  return {
    svg: await QRCode.toString(text, { ...options, type: 'svg' }),
    png: await QRCode.toDataURL(text, { ...options, scale: 8 }),
  };
}
