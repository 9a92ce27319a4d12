/** The file inside a PDF, as annotated copies have one (ISO 32000-2 section 7.11.4). */
import { inflate } from '#platform';

/** Bytes of the largest file taken out. */
const LARGEST = 33_554_432;

/** The first file attached to a PDF that isn't encrypted; undefined where there is none that can be read. Never throws. */
export async function attachedFile(pdf: Uint8Array): Promise<Uint8Array | undefined> {
  // One letter a byte, so that places in the text are places in the file.
  const text = new TextDecoder('latin1').decode(pdf);
  const marked = /\/Type\s*\/EmbeddedFile\b/.exec(text);
  if (marked === null) return undefined;
  const dictionaryFrom = text.lastIndexOf(' obj', marked.index);
  const began = /\bstream\r?\n/g;
  began.lastIndex = marked.index;
  const stream = began.exec(text);
  if (stream === null) return undefined;
  const dictionary = text.slice(dictionaryFrom, stream.index);
  const from = began.lastIndex;
  const bytes = pdf.subarray(from, endOf(text, { dictionary, from }));
  if (/\/Filter\s*\[?\s*\/FlateDecode\s*\]?/.test(dictionary)) return await inflate(bytes, LARGEST);
  return /\/Filter\b/.test(dictionary) ? undefined : bytes;
}

/** Before the last day in a document's keywords. */
export const GOOD_UNTIL = 'good-until:';

/**
 * The last civil day (Asia/Shanghai) on which a copy is good, as it says itself, `YYYY-MM-DD`. Nobody signed it: it is the
 * word of whoever made the copy, as on its pages. Undefined where it says none.
 */
export function goodUntil(pdf: Uint8Array): string | undefined {
  const text = new TextDecoder('latin1').decode(pdf);
  return new RegExp(String.raw`\(${GOOD_UNTIL}(\d{4}-\d{2}-\d{2})\)`).exec(text)?.[1];
}

type Stream = { readonly dictionary: string; readonly from: number };

/** Where a stream ends: after its length, or, where that stands elsewhere in the file, before the word that ends it. */
function endOf(text: string, { dictionary, from }: Stream): number {
  const length = /\/Length\s+(\d+)\b(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
  if (length !== undefined) return from + Number(length);
  const end = text.indexOf('endstream', from);
  return end < 0 ? text.length : end - (text[end - 2] === '\r' ? 2 : 1);
}
