/** What is drawn on paper and isn't text: codes to scan, and what every page says across itself. */
import QRCode from 'qrcode';

/** Pale enough to read the text through it, dark enough to survive a copier. */
const WATERMARK = { colour: '#0b5563', opacity: 0.08, size: 20 };
const ANGLE = -28;

/** Says it all over the page, so that a copy of any part of it does; what comes next begins at the margins again. */
export function drawWatermark(document: PDFKit.PDFDocument, text: string): void {
  const { width, height, margins } = document.page;
  document.save().font('text').fontSize(WATERMARK.size).fillColor(WATERMARK.colour, WATERMARK.opacity);
  document.rotate(ANGLE, { origin: [width / 2, height / 2] });
  for (let row = 0; row < 10; row++)
    for (let x = -width * 0.3; x < width * 1.2; x += 360)
      document.text(text, x + (row % 2) * 90, height * (row / 7 - 0.2), { lineBreak: false });
  document.restore();
  document.fillOpacity(1);
  document.x = margins.left;
  document.y = margins.top;
}

/** A QR code at error correction M with its sides of so many points. */
export function drawCode(
  document: PDFKit.PDFDocument,
  payload: string,
  { x, y, side }: { readonly x: number; readonly y: number; readonly side: number },
): void {
  const { modules } = QRCode.create(payload, { errorCorrectionLevel: 'M' });
  const step = side / modules.size;
  document.fillColor('#000000');
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) document.rect(x + column * step, y + row * step, step, step);
  document.fill();
}
