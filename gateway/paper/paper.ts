/** Pages of paper as PDF (ISO 32000): Chinese and Latin in embedded subsets of Noto Sans SC, A4, made to be read without glasses. */
import PDFDocument from 'pdfkit';
import { GOOD_UNTIL } from '../../sdk/audit/attached-file.ts';
import { drawCode, drawWatermark } from './drawing.ts';
import { fonts } from './fonts.ts';

const MARGIN = 48;
const INK = '#16211f';
const QUIET = '#46524f';
const LINE = '#d9d7ce';

export type PaperOptions = {
  readonly language: 'zh' | 'en';
  /** Stands in the document's properties; nothing personal. */
  readonly title: string;
  /** Size of the text in points. */
  readonly textSize?: number;
  /** Said across every page, so that a copy of it says what it was for. */
  readonly watermark?: string;
  /** Last civil day on which it is good; programs find it as the keyword `good-until:YYYY-MM-DD`. */
  readonly goodUntil?: string;
};

type Fact = readonly [label: string, value: string];
type Attachment = { readonly name: string; readonly bytes: Buffer; readonly description: string };

/** One document; what is added goes below what was added before, on further pages where it must. */
export class Paper {
  readonly #document: PDFKit.PDFDocument;
  readonly #size: number;

  constructor({ language, title, textSize = 11, watermark, goodUntil }: PaperOptions) {
    this.#size = textSize;
    this.#document = new PDFDocument({
      size: 'A4',
      margin: MARGIN,
      lang: language === 'zh' ? 'zh-CN' : 'en',
      displayTitle: true,
      info: { Title: title, ...(goodUntil && { Keywords: `${GOOD_UNTIL}${goodUntil}` }) },
      autoFirstPage: false,
    });
    const { text, strong } = fonts();
    this.#document.registerFont('text', text).registerFont('strong', strong);
    if (watermark !== undefined)
      this.#document.on('pageAdded', () => drawWatermark(this.#document, watermark));
    this.#document.addPage();
  }

  heading(text: string): this {
    this.#document
      .font('strong')
      .fontSize(2 * this.#size)
      .fillColor(INK);
    this.#document.text(text, { align: 'center' }).moveDown(0.6);
    return this;
  }

  /** A line that must be found at once, such as a number to be said. */
  large(text: string): this {
    this.#document
      .font('strong')
      .fontSize(2.4 * this.#size)
      .fillColor(INK)
      .text(text, { align: 'center' });
    this.#document.moveDown(0.4);
    return this;
  }

  text(text: string): this {
    this.#document.font('text').fontSize(this.#size).fillColor(INK).text(text).moveDown(0.4);
    return this;
  }

  /** Labels with their values, one a line. */
  facts(rows: readonly Fact[]): this {
    const document = this.#document;
    const label = 9 * this.#size;
    for (const [name, value] of rows) {
      const { x, y } = document;
      const width = this.#width - label;
      document
        .font('text')
        .fontSize(this.#size)
        .fillColor(QUIET)
        .text(name, x, y, { width: label - 8 });
      const below = document.y;
      document
        .font('strong')
        .fillColor(INK)
        .text(value, x + label, y, { width });
      document.x = x;
      document.y = Math.max(below, document.y) + 3;
    }
    document.moveDown(0.6);
    return this;
  }

  /** A table with a heading row that returns on every page; `shares` says how wide each column is beside the others. */
  table(head: readonly string[], rows: readonly (readonly string[])[], shares: readonly number[]): this {
    const total = shares.reduce((sum, share) => sum + share, 0);
    const widths = shares.map((share) => (share / total) * this.#width);
    this.#row(head, widths, 'quiet');
    for (const row of rows) {
      if (this.#document.y + this.#heightOf(row, widths) > this.#bottom) {
        this.#document.addPage();
        this.#row(head, widths, 'quiet');
      }
      this.#row(row, widths, 'text');
    }
    this.#document.moveDown(0.8);
    return this;
  }

  /** A code to scan, its sides of so many points, with words beside it. */
  code(payload: string, words: readonly string[], side = 96): this {
    const document = this.#document;
    if (document.y + side > this.#bottom) document.addPage();
    const { x, y } = document;
    drawCode(document, payload, { x, y, side });
    document
      .font('text')
      .fontSize(0.9 * this.#size)
      .fillColor(QUIET);
    document.text(words.join('\n'), x + side + 14, y + 4, { width: this.#width - side - 14 });
    document.x = x;
    document.y = Math.max(document.y, y + side) + 8;
    return this;
  }

  /** A file inside the document. */
  attach({ name, bytes, description }: Attachment): this {
    this.#document.file(bytes, { name, description, type: 'application/json' });
    return this;
  }

  /** The document's bytes; nothing can be added afterwards. */
  finish(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    return new Promise((resolve, reject) => {
      this.#document.on('data', (chunk: Buffer) => chunks.push(chunk));
      this.#document.on('end', () => resolve(Buffer.concat(chunks)));
      this.#document.on('error', reject);
      this.#document.end();
    });
  }

  get #width(): number {
    return this.#document.page.width - 2 * MARGIN;
  }

  get #bottom(): number {
    return this.#document.page.height - MARGIN;
  }

  #heightOf(row: readonly string[], widths: readonly number[]): number {
    this.#document.font('text').fontSize(this.#size);
    const heights = row.map((cell, at) =>
      this.#document.heightOfString(cell || ' ', { width: (widths[at] ?? 0) - 8 }),
    );
    return Math.max(...heights) + 10;
  }

  #row(row: readonly string[], widths: readonly number[], how: 'text' | 'quiet'): void {
    const document = this.#document;
    const height = this.#heightOf(row, widths);
    const { x, y } = document;
    let left = x;
    document.font('text').fontSize(how === 'quiet' ? 0.85 * this.#size : this.#size);
    document.fillColor(how === 'quiet' ? QUIET : INK);
    for (const [at, cell] of row.entries()) {
      document.text(cell, left, y + 4, { width: (widths[at] ?? 0) - 8 });
      left += widths[at] ?? 0;
    }
    document
      .moveTo(x, y + height)
      .lineTo(x + this.#width, y + height)
      .strokeColor(LINE)
      .stroke();
    document.x = x;
    document.y = y + height;
  }
}
