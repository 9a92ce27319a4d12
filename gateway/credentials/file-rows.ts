/** Rows of a department's file, one after the other: CSV with a heading, or JSON Lines. */
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
 * a line that can't be read is told as a fault, and reading goes on behind it.
 * @throws CityError FILE_NOT_READABLE, with the line, for bytes that are no UTF-8, and for quotes that never end.
 */
export function readRows(bytes: Readable, format: FileFormat): AsyncIterable<NumberedRow> {
  return format === 'csv' ? readCsv(bytes) : readJsonLines(bytes);
}

/** A quote where none may stand: the row's fault. Everything else that the parser can't take is the file's. */
const QUOTE_FAULTS: ReadonlySet<string> = new Set(['CSV_INVALID_CLOSING_QUOTE', 'INVALID_OPENING_QUOTE']);

async function* readCsv(bytes: Readable): AsyncIterable<NumberedRow> {
  const faults: number[] = [];
  const parser = parse({
    bom: true,
    columns: (names: string[]) => names.map((name) => name.trim()),
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
  const decoded = decode(bytes);
  const fed = (async () => {
    for await (const text of decoded)
      if (!parser.write(text)) await new Promise((done) => parser.once('drain', done));
    parser.end();
  })().catch((error: unknown) => parser.destroy(error as Error));
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
    throw error instanceof CityError
      ? error
      : new CityError('FILE_NOT_READABLE', { line: parser.info.lines }, error);
  } finally {
    bytes.destroy();
  }
  await fed;
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

async function* decode(bytes: Readable): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  try {
    for await (const chunk of bytes) {
      const text = decoder.decode(chunk as Uint8Array, { stream: true });
      yield text;
      line += text.split('\n').length - 1;
    }
    const last = decoder.decode();
    if (last !== '') yield last;
  } catch (error) {
    throw error instanceof TypeError ? new CityError('FILE_NOT_READABLE', { line }, error) : error;
  }
}
