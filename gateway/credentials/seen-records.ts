/** Which records a file has held so far, in memory that a million rows don't fill. */
import { hash } from 'node:crypto';
import type { ImportRule } from '../catalog/shapes.ts';
import type { NumberedRow } from './file-rows.ts';
import { type GoodRow, isFault, type RowFault, type RowReader } from './rows.ts';

const SMALLEST = 1024;

/** What a record was before in the same file: not there, with the same row, or with another. */
export type Seen = 'new' | 'same' | 'other';

/**
 * Sixteen bytes a record, in a table with open addressing: half a digest of the record's name and half of its row. Two
 * records of a file of a million would be taken for one in one of about thirty million files.
 */
export class SeenRecords {
  #names = new BigUint64Array(SMALLEST);
  #rows = new BigUint64Array(SMALLEST);
  #count = 0;

  /** Notes a record with its row, and tells whether it was there before; of several the first one stays noted. */
  note(name: string, row: string): Seen {
    if (2 * this.#count >= this.#names.length) this.#grow();
    const [key, content] = [halfDigest(name), halfDigest(row)];
    const place = this.#placeOf(key);
    if (this.#names[place] === key) return this.#rows[place] === content ? 'same' : 'other';
    this.#names[place] = key;
    this.#rows[place] = content;
    this.#count++;
    return 'new';
  }

  #placeOf(key: bigint): number {
    const last = this.#names.length - 1;
    let place = Number(key & BigInt(last));
    while (this.#names[place] !== 0n && this.#names[place] !== key) place = (place + 1) & last;
    return place;
  }

  #grow(): void {
    const [names, rows] = [this.#names, this.#rows];
    this.#names = new BigUint64Array(2 * names.length);
    this.#rows = new BigUint64Array(2 * names.length);
    for (const [at, key] of names.entries()) {
      if (key === 0n) continue;
      const place = this.#placeOf(key);
      this.#names[place] = key;
      this.#rows[place] = rows[at] ?? 0n;
    }
  }
}

/** Never zero, which marks an empty place. */
const halfDigest = (text: string): bigint => hash('sha256', text, 'buffer').readBigUInt64LE() || 1n;

/** A row as it was read; `same` is one that stood in the file before, to the letter. */
export type TakenRow = { readonly line: number; readonly taken: GoodRow | RowFault | 'same' };

/**
 * Reads rows of one file, each record once: which of two different rows of a record is meant, nobody can tell but the
 * department. Without it the same file sent again would put the one in the other's place.
 */
export function onceARecord(read: RowReader, { coHolders }: ImportRule): (numbered: NumberedRow) => TakenRow {
  const seen = new SeenRecords();
  const take = (numbered: NumberedRow): TakenRow['taken'] => {
    if ('fault' in numbered) return { column: null, reason: numbered.fault };
    const taken = read(numbered.row);
    if (isFault(taken)) return taken;
    const name = coHolders ? `${taken.record}\n${taken.holder}` : taken.record;
    const before = seen.note(name, JSON.stringify(taken.values));
    if (before === 'other') return { column: null, reason: 'RECORD_STANDS_TWICE' };
    return before === 'same' ? 'same' : taken;
  };
  return (numbered) => ({ line: numbered.line, taken: take(numbered) });
}
