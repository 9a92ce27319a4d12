/** Credentials as the rest of the gateway sees them: issued, found by their subject, opened for one use, and their status. */
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { Subject } from '../actor.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Clock } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import type { CityNames } from '../ids.ts';
import type { Keys } from '../keys/keys.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { VerifiedCopy } from '../ledger/verified-copy.ts';
import { confirmedAt } from './confirmations.ts';
import { DepartmentKeys } from './department-keys.ts';
import { ImportQueue } from './import-queue.ts';
import { Imports, type ImportsParts } from './imports.ts';
import { openSpool } from './spool.ts';
import { StatusBatcher } from './status-batcher.ts';
import { StatusTokens } from './status-tokens.ts';
import { readSubjectKeys, type SubjectKey } from './subject-keys.ts';
import { subjectOf } from './subjects.ts';
import { type OpenedCredential, openContent } from './vault.ts';

export type CredentialsParts = {
  readonly db: Kysely<Tables>;
  readonly pool: pg.Pool;
  readonly catalog: Catalog;
  readonly keys: Keys;
  readonly names: CityNames;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly copy: VerifiedCopy;
  readonly dataDir: string;
};

/** What is known of a credential without opening it; no value of it is here. */
export type CandidateRow = {
  /** Also the id of its log entry. */
  readonly id: string;
  readonly department: string;
  readonly credentialType: string;
  readonly subject: Subject;
  readonly record: string;
  readonly kid: string;
  readonly status: 0 | 1 | 2;
  readonly issuedAt: Date;
  /** Last civil day on which it is valid; null where it has no end. */
  readonly validUntil: string | null;
  readonly list: number;
  readonly index: number;
};

export class Credentials {
  readonly departmentKeys: DepartmentKeys;
  readonly imports: Imports;
  readonly importQueue: ImportQueue;
  readonly statusBatcher: StatusBatcher;
  readonly statusTokens: StatusTokens;
  readonly #parts: CredentialsParts;

  constructor(parts: CredentialsParts) {
    const { db, pool, catalog, keys, names, clock, ledger, copy, dataDir } = parts;
    this.#parts = parts;
    this.departmentKeys = new DepartmentKeys({ db, clock, names, catalog, keys, ledger, copy });
    const currentKey = (department: string, type: string) => this.departmentKeys.current(department, type);
    const signingKey: ImportsParts['signingKey'] = (trx, department, type) =>
      this.departmentKeys.signingKey(trx, department, type);
    const spool = openSpool(join(dataDir, 'spool'), keys);
    this.imports = new Imports({ db, catalog, keys, names, clock, spool, currentKey, signingKey });
    this.importQueue = new ImportQueue({ imports: this.imports, spool, clock });
    this.statusBatcher = new StatusBatcher({ db, pool, ledger });
    const statusKey = (department: string) => this.departmentKeys.unended(department);
    this.statusTokens = new StatusTokens({ db, clock, names, statusKey });
  }

  /** The subject of a citizen number or credit code; undefined for what is neither. */
  subjectOf(number: string): Subject | undefined {
    return subjectOf(this.#parts.keys, number);
  }

  /** A subject's credentials of a type that no newer version replaced, newest first, whatever their status. */
  async candidates(subject: Subject, credentialType: string): Promise<readonly CandidateRow[]> {
    return (await this.#rows(subject)).filter((row) => row.credentialType === credentialType);
  }

  /** All credentials of a subject, newest first. */
  all(subject: Subject): Promise<readonly CandidateRow[]> {
    return this.#rows(subject);
  }

  /** A subject's own key, for one piece of work; undefined for whom nothing is kept. */
  async subjectKey(subject: Subject): Promise<SubjectKey | undefined> {
    return (await readSubjectKeys(this.#parts.db, this.#parts.keys, [subject])).get(subject);
  }

  /** Opens a credential with its subject's key, for one authorized use. @throws where it was changed. */
  async open({ id }: Pick<CandidateRow, 'id'>, key: SubjectKey): Promise<OpenedCredential> {
    const { sealed } = await this.#parts.db
      .selectFrom('credentials')
      .select('sealed')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return openContent(key, id, sealed);
  }

  async isDeceased(subject: Subject): Promise<boolean> {
    const row = await this.#parts.db
      .selectFrom('deceased_subjects')
      .select('subject')
      .where('subject', '=', subject)
      .executeTakeFirst();
    return row !== undefined;
  }

  confirmedAt(department: string, credentialType: string): Promise<Date | undefined> {
    return confirmedAt(this.#parts.db, department, credentialType);
  }

  /** How many credentials of each type were ever issued, replacements and what was signed again among them. */
  async countIssued(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#parts.db
      .selectFrom('credentials')
      .select(({ fn }) => ['credential_type', fn.countAll<number>().as('count')])
      .groupBy('credential_type')
      .execute();
    return new Map(rows.map((row) => [row.credential_type, row.count]));
  }

  /** Begins to bring status changes to the ledger and goes on with interrupted imports. */
  async start(): Promise<void> {
    this.statusBatcher.start();
    await this.importQueue.start();
  }

  async stop(): Promise<void> {
    await this.importQueue.stop();
    await this.statusBatcher.stop();
  }

  async #rows(subject: Subject): Promise<readonly CandidateRow[]> {
    const rows = await this.#parts.db
      .selectFrom('credentials')
      .select([
        'id',
        'department',
        'credential_type',
        'subject',
        'record',
        'kid',
        'status',
        'issued_at',
        'valid_until',
        'status_list',
        'status_index',
      ])
      .where('subject', '=', subject)
      .where('current', '=', true)
      .orderBy('id', 'desc')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      department: row.department,
      credentialType: row.credential_type,
      subject: row.subject,
      record: row.record,
      kid: row.kid,
      status: row.status,
      issuedAt: row.issued_at,
      validUntil: row.valid_until,
      list: row.status_list,
      index: row.status_index,
    }));
  }
}
