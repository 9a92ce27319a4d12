/** Rows of a department's file, one after the other: CSV with a heading, or JSON Lines. */
import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { CityError } from '../errors.ts';

export type FileFormat = 'csv' | 'jsonl';

/** A row with the line on which it ends, or why that line holds no row that could be read. */
export type NumberedRow =
  | { readonly line: number; readonly row: unknown }
  | { readonly line: number; readonly fault: 'NOT_A_RECORD' | 'LINE_TOO_LONG' };

const MOST_CHARACTERS_A_LINE = 65_536;
/** Characters of a CSV record after which a quote is taken to have been left open. */
const MOST_CHARACTERS_HELD = 1_048_576;

/**
 * Reads bytes of any length with flat memory. A byte order mark, CRLF and quoted line ends are taken as they are meant;
 * a line that can't be read is told as a fault, and reading goes on behind it. All rows before what can't be read are
 * given first. `heading` are columns that a CSV file must name.
 * @throws CityError FILE_NOT_READABLE, with the line, for bytes that are no UTF-8, and for quotes that never end;
 * HEADING_NOT_FITTING.
 */
export function readRows(
  bytes: Readable,
  format: FileFormat,
  heading: readonly string[] = [],
): AsyncIterable<NumberedRow> {
  return format === 'csv' ? readCsv(bytes, heading) : readJsonLines(bytes);
}

/** A quote where none may stand: the row's fault. Everything else that the parser can't take is the file's. */
const QUOTE_FAULTS: ReadonlySet<string> = new Set(['CSV_INVALID_CLOSING_QUOTE', 'INVALID_OPENING_QUOTE']);

async function* readCsv(bytes: Readable, heading: readonly string[]): AsyncIterable<NumberedRow> {
  const faults: number[] = [];
  const parser = parse({
    columns: (names: string[]) => columnsOf(names, heading),
    info: true,
    // A row that is too short or too long is that row's fault and not the file's.
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      const { code, lines } = error as CsvError & { readonly lines: number };
      if (!QUOTE_FAULTS.has(code)) throw error;
      if (faults.at(-1) !== lines) faults.push(lines);
    },
    max_record_size: MOST_CHARACTERS_HELD,
  });
  let broken: unknown;
  const fed = (async () => {
    for await (const text of shorten(decode(bytes)))
      if (!parser.write(text)) await new Promise((done) => parser.once('drain', done));
  })()
    .catch((error: unknown) => {
      broken = error;
    })
    // What was read before the break is taken all the same.
    .finally(() => parser.end());
  const faultsBefore = (line: number): NumberedRow[] => {
    const end = faults.findIndex((one) => one >= line);
    return faults
      .splice(0, end === -1 ? faults.length : end)
      .map((one) => ({ line: one, fault: 'NOT_A_RECORD' }));
  };
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRow>) {
      yield* faultsBefore(info.lines);
      yield numbered(record, info);
    }
    yield* faultsBefore(Number.POSITIVE_INFINITY);
  } catch (error) {
    if (broken instanceof CityError) throw broken;
    throw error instanceof CityError
      ? error
      : new CityError('FILE_NOT_READABLE', { line: parser.info.lines }, error);
  } finally {
    bytes.destroy();
  }
  await fed;
  if (broken !== undefined) throw broken;
}

/**
 * @throws CityError HEADING_NOT_FITTING: of a file without a heading the first record would be taken for one, and of two
 * columns of one name the last would count.
 */
function columnsOf(names: readonly string[], heading: readonly string[]): string[] {
  const columns = names.map((name) => name.trim());
  const missing = heading.filter((name) => !columns.includes(name));
  const hasRepeats = new Set(columns).size < columns.length;
  if (missing.length > 0 || hasRepeats) throw new CityError('HEADING_NOT_FITTING', { line: 1, missing });
  return columns;
}

/**
 * Cuts lines that are too long and hold no quote: the parser would give the whole file up for one. Lines within or with
 * quotes pass as they are, since only the parser knows where their records end.
 */
async function* shorten(texts: AsyncIterable<string>): AsyncIterable<string> {
  let length = 0;
  let isQuoted = false;
  let hasQuote = false;
  for await (const text of texts) {
    const lines = text.split('\n');
    const kept = lines.map((line, place) => {
      if (place > 0) {
        length = 0;
        hasQuote = isQuoted;
      }
      const room = Math.max(0, MOST_CHARACTERS_A_LINE + 1 - length);
      hasQuote ||= line.slice(0, room).includes('"');
      length += line.length;
      if (!hasQuote) return line.slice(0, room);
      if (line.includes('"')) isQuoted = isQuoted !== (line.split('"').length % 2 === 0);
      return line;
    });
    yield kept.join('\n');
  }
}

type CsvRow = {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number; readonly error?: Error };
};

function numbered(record: CsvRow['record'], { lines: line, error }: CsvRow['info']): NumberedRow {
  const length = Object.values(record).reduce((sum, value) => sum + value.length, 0);
  if (length > MOST_CHARACTERS_A_LINE) return { line, fault: 'LINE_TOO_LONG' };
  return error === undefined ? { line, row: record } : { line, fault: 'NOT_A_RECORD' };
}

async function* readJsonLines(bytes: Readable): AsyncIterable<NumberedRow> {
  let line = 0;
  let rest = '';
  for await (const text of decode(bytes)) {
    const lines = (rest + text).split('\n');
    // Of a line that is too long already no more is kept than what tells so.
    rest = (lines.pop() ?? '').slice(0, MOST_CHARACTERS_A_LINE + 1);
    for (const one of lines) {
      line++;
      if (one.trim() !== '') yield parseLine(line, one);
    }
  }
  if (rest.trim() !== '') yield parseLine(line + 1, rest);
}

function parseLine(line: number, text: string): NumberedRow {
  if (text.length > MOST_CHARACTERS_A_LINE) return { line, fault: 'LINE_TOO_LONG' };
  try {
    return { line, row: JSON.parse(text) };
  } catch {
    return { line, fault: 'NOT_A_RECORD' };
  }
}

/** Texts of whole lines and parts of them. @throws CityError FILE_NOT_READABLE after all lines before the bad one. */
async function* decode(bytes: Readable): AsyncIterable<string> {
  let line = 1;
  let rest: Uint8Array = Buffer.alloc(0);
  let isFirst = true;
  for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
    const whole = Buffer.concat([rest, chunk]);
    const end = whole.length - unfinished(whole);
    rest = whole.subarray(end);
    for (const text of textsOf(whole.subarray(0, end), line)) {
      yield isFirst && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
      isFirst = false;
      line += text.split('\n').length - 1;
    }
  }
  yield* textsOf(rest, line);
}

/** Bytes at the end that begin a character which the next chunk goes on with (RFC 3629 section 3). */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? back : 0;
  }
  return 0;
}

/** The bytes as text: in one where all of it is UTF-8, else line by line as far as it goes. */
function* textsOf(bytes: Buffer | Uint8Array, line: number): Iterable<string> {
  if (isUtf8(bytes)) {
    if (bytes.length > 0) yield Buffer.from(bytes).toString();
    return;
  }
  const buffer = Buffer.from(bytes);
  for (let from = 0, at = line; ; at++) {
    const end = buffer.indexOf(NEW_LINE, from) + 1;
    const one = buffer.subarray(from, end === 0 ? buffer.length : end);
    if (!isUtf8(one)) throw new CityError('FILE_NOT_READABLE', { line: at });
    yield one.toString();
    from = end;
  }
}

const NEW_LINE = 0x0a;
const BYTE_ORDER_MARK = '\uFEFF';
