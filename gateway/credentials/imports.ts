/** Imports of departments' files: kept whole first, then taken chunk by chunk, from where the last crash left off. */
import type { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import type { Catalog } from '../catalog/catalog.ts';
import type { Clock } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { CityError, type ErrorCode } from '../errors.ts';
import { type CityNames, newId } from '../ids.ts';
import type { Keys, SigningKey } from '../keys/keys.ts';
import { takeChunk } from './chunk.ts';
import { confirm, confirmable } from './confirmations.ts';
import { type Chunk, chunksOf } from './file-chunks.ts';
import { type FileFormat, readRows } from './file-rows.ts';
import { fail, type ImportFault, type ImportReport, readFaults, readReport } from './import-reports.ts';
import { type GoodRow, isFault, type RowFault, rowReader } from './rows.ts';
import { onceARecord, type TakenRow } from './seen-records.ts';
import type { Spool } from './spool.ts';

const CHUNK = 500;
/** What ends an import for good: the file itself is at fault. */
const ENDINGS: ReadonlySet<ErrorCode> = new Set([
  'FILE_NOT_READABLE',
  'FILE_EMPTY',
  'HEADING_NOT_FITTING',
  'SPOOL_FILE_CHANGED',
]);

export type ImportsParts = {
  readonly db: Kysely<Tables>;
  readonly catalog: Catalog;
  readonly keys: Keys;
  readonly names: CityNames;
  readonly clock: Clock;
  readonly spool: Spool;
  /** The key with which a department signs a type now. @throws CityError NO_ACCREDITED_KEY */
  readonly currentKey: (department: string, credentialType: string) => SigningKey;
  /** The same key, kept from being ended until the transaction is over. @throws CityError NO_ACCREDITED_KEY */
  readonly signingKey: (
    trx: Kysely<Tables>,
    department: string,
    credentialType: string,
  ) => Promise<SigningKey>;
};

/** What is imported: a department's file of one type; `asOf` is the time for which the department confirms its data. */
export type ImportWish = {
  readonly department: string;
  readonly credentialType: string;
  readonly format: FileFormat;
  readonly asOf?: Date;
};

/** How an import is followed and stopped; one that is stopped goes on when it is run again. */
export type RunOptions = {
  readonly onProgress?: (report: ImportReport) => void;
  readonly signal?: AbortSignal;
};

export class Imports {
  readonly #parts: ImportsParts;

  constructor(parts: ImportsParts) {
    this.#parts = parts;
  }

  /**
   * Keeps the file and returns the import's id: from then on it survives any crash. `note` belongs to it: what it writes
   * is there if the import is.
   * @throws CityError NOT_OWN_TYPE, NO_ACCREDITED_KEY, BAD_REQUEST for an `asOf` to come
   */
  async accept(
    wish: ImportWish,
    bytes: Readable,
    note: (trx: Kysely<Tables>, id: string) => Promise<void> = async () => {},
  ): Promise<string> {
    const { db, clock, spool, currentKey } = this.#parts;
    this.#typeOf(wish);
    const asOf = confirmable(wish.asOf ?? clock.now(), clock.now());
    currentKey(wish.department, wish.credentialType);
    const id = newId();
    await spool.store(id, bytes);
    const row = {
      id,
      department: wish.department,
      credential_type: wish.credentialType,
      format: wish.format,
      state: 'running' as const,
      as_of: asOf,
      created_at: clock.now(),
    };
    try {
      await db.transaction().execute(async (trx) => {
        await trx.insertInto('imports').values(row).execute();
        await note(trx, id);
      });
    } catch (error) {
      await spool.remove(id);
      throw error;
    }
    return id;
  }

  /**
   * Takes all rows that were not taken yet and reports. Faulty rows are listed and hold up nothing; a file that can't
   * be read on is told as `failed`, and what was taken before stays taken.
   * @throws CityError SPOOL_FILE_MISSING, NO_ACCREDITED_KEY, or what the database says: running it again goes on.
   */
  async run(id: string, { onProgress = () => {}, signal }: RunOptions = {}): Promise<ImportReport> {
    const { db, clock, spool } = this.#parts;
    try {
      for await (const report of this.#chunks(id)) {
        onProgress(report);
        if (signal?.aborted === true) return report;
      }
      await this.#finish(id);
    } catch (error) {
      if (!(error instanceof CityError) || !ENDINGS.has(error.code)) throw error;
      await fail(db, id, { error, now: clock.now() });
    }
    await spool.remove(id);
    return this.report(id);
  }

  /** Imports that are not done, oldest first. */
  async interrupted(): Promise<readonly string[]> {
    const rows = await this.#parts.db
      .selectFrom('imports')
      .select('id')
      .where('state', '=', 'running')
      .orderBy('created_at')
      .execute();
    return rows.map(({ id }) => id);
  }

  /** @throws CityError IMPORT_NOT_FOUND */
  report(id: string): Promise<ImportReport> {
    return readReport(this.#parts.db, id);
  }

  /** Faulty rows in the order of their lines. */
  faults(
    id: string,
    page: { readonly after?: number; readonly limit?: number } = {},
  ): Promise<readonly ImportFault[]> {
    return readFaults(this.#parts.db, id, page);
  }

  async *#chunks(id: string): AsyncIterable<ImportReport> {
    const { db, spool } = this.#parts;
    const wish = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const { type, rule } = this.#typeOf({
      department: wish.department,
      credentialType: wish.credential_type,
    });
    const read = onceARecord(rowReader(type, rule, this.#parts.catalog), rule);
    const heading = [rule.holderColumn, rule.recordColumn];
    const rows = readRows(spool.read(id), wish.format, heading);
    for await (const chunk of chunksOf(rows, read, { skipped: wish.rows_read, size: CHUNK }))
      yield await this.#take(id, chunk);
  }

  async #take(id: string, { from, rows }: Chunk<TakenRow>): Promise<ImportReport> {
    const good: GoodRow[] = [];
    const faults: (RowFault & { line: number })[] = [];
    let same = 0;
    for (const { line, taken } of rows) {
      if (taken === 'same') same++;
      else if (isFault(taken)) faults.push({ line, ...taken });
      else good.push(taken);
    }
    const { db, catalog, keys, names, clock, signingKey } = this.#parts;
    await db.transaction().execute(async (trx) => {
      const locked = await trx
        .selectFrom('imports')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirstOrThrow();
      // Another gateway on the same folder took these rows already: counted twice, later ones would be skipped.
      if (locked.rows_read !== from) return;
      const { type, rule } = this.#typeOf({
        department: locked.department,
        credentialType: locked.credential_type,
      });
      const key = await signingKey(trx, locked.department, type.id);
      const counts = await takeChunk(trx, good, { type, rule, catalog, keys, names, key, now: clock.now() });
      if (faults.length > 0)
        await trx
          .insertInto('import_faults')
          .values(faults.map((fault) => ({ import_id: id, ...fault })))
          .execute();
      await trx
        .updateTable('imports')
        .set({
          rows_read: from + rows.length,
          issued: locked.issued + counts.issued,
          replaced: locked.replaced + counts.replaced,
          unchanged: locked.unchanged + counts.unchanged + same,
          faulty: locked.faulty + faults.length,
        })
        .where('id', '=', id)
        .execute();
    });
    return this.report(id);
  }

  async #finish(id: string): Promise<void> {
    const { db, clock } = this.#parts;
    await db.transaction().execute(async (trx) => {
      const row = await trx
        .updateTable('imports')
        .set({ state: 'done', finished_at: clock.now() })
        .where('id', '=', id)
        .returning(['department', 'credential_type', 'as_of', 'rows_read', 'faulty'])
        .executeTakeFirstOrThrow();
      if (row.rows_read === 0) throw new CityError('FILE_EMPTY');
      // A file of which nothing could be taken says nothing about the data.
      if (row.faulty === row.rows_read) return;
      await confirm(trx, {
        department: row.department,
        credentialType: row.credential_type,
        asOf: row.as_of,
      });
    });
  }

  #typeOf({ department, credentialType }: Pick<ImportWish, 'department' | 'credentialType'>) {
    const { catalog } = this.#parts;
    const type = catalog.findCredentialType(credentialType);
    const rule = catalog.findImportRule(credentialType);
    if (type === undefined || rule === undefined || type.issuingDepartmentCode !== department)
      throw new CityError('NOT_OWN_TYPE', { department, credentialType });
    return { type, rule };
  }
}
