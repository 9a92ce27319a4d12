/** Rows of a department's file, one after the other: CSV with a heading, or JSON Lines. */
import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { CityError } from '../errors.ts';

export type FileFormat = 'csv' | 'jsonl';

/** A row with the line on which it ends; `row` is undefined where the line holds no record. */
export type NumberedRow = { readonly line: number; readonly row: unknown };

const MOST_CHARACTERS_A_LINE = 65_536;

/**
 * Reads bytes of any length with flat memory. A byte order mark, CRLF and quoted line ends are taken as they are meant.
 * @throws CityError FILE_NOT_READABLE, with the line, for bytes that are no UTF-8, and for quotes that never end.
 */
export function readRows(bytes: Readable, format: FileFormat): AsyncIterable<NumberedRow> {
  return format === 'csv' ? readCsv(bytes) : readJsonLines(bytes);
}

async function* readCsv(bytes: Readable): AsyncIterable<NumberedRow> {
  const parser = parse({
    bom: true,
    columns: (names: string[]) => names.map((name) => name.trim()),
    info: true,
    // A row that is too short or too long is that row's fault and not the file's.
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MOST_CHARACTERS_A_LINE,
  });
  const decoded = decode(bytes);
  const fed = (async () => {
    for await (const text of decoded)
      if (!parser.write(text)) await new Promise((done) => parser.once('drain', done));
    parser.end();
  })().catch((error: unknown) => parser.destroy(error as Error));
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRow>)
      yield { line: info.lines, row: info.error === undefined ? record : undefined };
  } catch (error) {
    throw error instanceof CityError
      ? error
      : new CityError('FILE_NOT_READABLE', { line: parser.info.lines }, error);
  }
  await fed;
}

type CsvRow = { readonly record: unknown; readonly info: { readonly lines: number; readonly error?: Error } };

async function* readJsonLines(bytes: Readable): AsyncIterable<NumberedRow> {
  let line = 0;
  let rest = '';
  for await (const text of decode(bytes)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MOST_CHARACTERS_A_LINE)
      throw new CityError('FILE_NOT_READABLE', { line: line + lines.length + 1 });
    for (const one of lines) {
      line++;
      if (one.trim() !== '') yield { line, row: parseLine(one) };
    }
  }
  if (rest.trim() !== '') yield { line: line + 1, row: parseLine(rest) };
}

function parseLine(line: string): unknown {
  try {
    return line.length > MOST_CHARACTERS_A_LINE ? undefined : JSON.parse(line);
  } catch {
    return undefined;
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
