/** Imports of departments' files: kept whole first, then taken chunk by chunk, from where the last crash left off. */
import type { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import type { Catalog } from '../catalog/catalog.ts';
import type { Clock } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { CityError, hasCode } from '../errors.ts';
import { type CityNames, newId } from '../ids.ts';
import type { Keys, SigningKey } from '../keys/keys.ts';
import { type NumberedGood, takeChunk } from './chunk.ts';
import { forgetRecords } from './chunk-store.ts';
import { confirm } from './confirmations.ts';
import { type FileFormat, type NumberedRow, readRows } from './file-rows.ts';
import { fail, type ImportFault, type ImportReport, readFaults, readReport } from './import-reports.ts';
import { isFault, type RowFault, type RowReader, rowReader } from './rows.ts';
import type { Spool } from './spool.ts';

const CHUNK = 500;

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

/** Rows that follow the first `from` ones. */
type Chunk = { readonly from: number; readonly rows: readonly NumberedRow[] };

export class Imports {
  readonly #parts: ImportsParts;

  constructor(parts: ImportsParts) {
    this.#parts = parts;
  }

  /**
   * Keeps the file and returns the import's id: from then on it survives any crash.
   * @throws CityError NOT_OWN_TYPE, NO_ACCREDITED_KEY
   */
  async accept(wish: ImportWish, bytes: Readable): Promise<string> {
    const { db, clock, spool, currentKey } = this.#parts;
    this.#typeOf(wish);
    currentKey(wish.department, wish.credentialType);
    const id = newId();
    await spool.store(id, bytes);
    const row = {
      id,
      department: wish.department,
      credential_type: wish.credentialType,
      format: wish.format,
      state: 'running' as const,
      as_of: wish.asOf ?? clock.now(),
      created_at: clock.now(),
    };
    try {
      await db.insertInto('imports').values(row).execute();
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
      if (!hasCode(error, 'FILE_NOT_READABLE') && !hasCode(error, 'SPOOL_FILE_CHANGED')) throw error;
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
    const read = rowReader(type, rule, this.#parts.catalog);
    let place = 0;
    let chunk: NumberedRow[] = [];
    for await (const row of readRows(spool.read(id), wish.format)) {
      if (place++ < wish.rows_read) continue;
      chunk.push(row);
      if (chunk.length < CHUNK) continue;
      yield await this.#take(id, { from: place - chunk.length, rows: chunk }, read);
      chunk = [];
    }
    if (chunk.length > 0) yield await this.#take(id, { from: place - chunk.length, rows: chunk }, read);
  }

  async #take(id: string, { from, rows }: Chunk, read: RowReader): Promise<ImportReport> {
    const good: NumberedGood[] = [];
    const faults: (RowFault & { line: number })[] = [];
    for (const numbered of rows) {
      const taken = 'fault' in numbered ? { column: null, reason: numbered.fault } : read(numbered.row);
      if (isFault(taken)) faults.push({ line: numbered.line, ...taken });
      else good.push({ line: numbered.line, row: taken });
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
      const context = { importId: id, type, rule, catalog, keys, names, key, now: clock.now() };
      const taken = await takeChunk(trx, good, context);
      const faulty = [...faults, ...taken.faults];
      if (faulty.length > 0)
        await trx
          .insertInto('import_faults')
          .values(faulty.map((fault) => ({ import_id: id, ...fault })))
          .execute();
      await trx
        .updateTable('imports')
        .set({
          rows_read: from + rows.length,
          issued: locked.issued + taken.issued,
          replaced: locked.replaced + taken.replaced,
          unchanged: locked.unchanged + taken.unchanged,
          faulty: locked.faulty + faulty.length,
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
        .returning(['department', 'credential_type', 'as_of'])
        .executeTakeFirstOrThrow();
      await forgetRecords(trx, id);
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
