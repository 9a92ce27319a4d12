/** Looks for values where none may be left: in tables of every schema, in files, and in texts. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../gateway/database/tables.ts';

/** Values as they would show in bytes: as they are, escaped as JSON does, in hexadecimal, and in base64 at each of its alignments. */
export function spellingsOf(values: readonly string[]): readonly Buffer[] {
  const spellings = values.flatMap((value) => {
    const bytes = Buffer.from(value);
    const escaped = [...value].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const aligned = [0, 1, 2].map((shift) => {
      const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64url');
      // What its neighbours decide is left out.
      return encoded.slice(Math.ceil((8 * shift) / 6), -2);
    });
    const standard = aligned.map((text) => text.replaceAll('-', '+').replaceAll('_', '/'));
    const hex = bytes.toString('hex');
    return [value, escaped.join(''), hex, hex.toUpperCase(), ...aligned, ...standard];
  });
  return [...new Set(spellings)].map((spelling) => Buffer.from(spelling));
}

/** Whether one of the spellings stands in a text or in bytes. */
export function holds(content: string | Buffer, spellings: readonly Buffer[]): boolean {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return spellings.some((spelling) => bytes.includes(spelling));
}

/** Tables with a spelling in them, in whatever schema. */
export async function tablesWith(
  db: Kysely<Tables>,
  spellings: readonly Buffer[],
): Promise<{ readonly searched: number; readonly found: readonly string[] }> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables`.execute(db);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.raw(name)} t`.execute(db);
    if (rows.some(({ text }) => holds(text, spellings) || holds(bytesIn(text), spellings))) found.push(name);
  }
  return { searched: tables.length, found };
}

/** A bytea is shown in hexadecimal: what it holds may be written in another way still. */
const bytesIn = (text: string): Buffer =>
  Buffer.concat([...text.matchAll(/\\x([0-9a-f]+)/g)].map(([, hex = '']) => Buffer.from(hex, 'hex')));

/** Files of a folder with a spelling in them. */
export function filesWith(
  folder: string,
  spellings: readonly Buffer[],
): { readonly searched: number; readonly found: readonly string[] } {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name), { throwIfNoEntry: false })?.isFile(),
  );
  const found = files.filter((name) => holds(readFileSync(join(folder, name)), spellings));
  return { searched: files.length, found };
}
