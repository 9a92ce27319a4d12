/** Brings status changes to the ledger, each once, and publishes a list only as the ledger has it. */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type pg from 'pg';
import type { StatusChange } from '../../sdk/ledger/ledger.ts';
import { listHashOf, nextHead } from '../../sdk/ledger/status-chain.ts';
import { isEqualBytes } from '../../sdk/verify/bytes.ts';
import { setStatusAt } from '../../sdk/verify/status-list.ts';
import type { Tables } from '../database/tables.ts';
import { CityError, hasCode } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { LogSession } from '../log/session.ts';
import { startWorker, type Worker, type WorkerState } from '../log/worker.ts';
import { STATUS_CHANNEL } from './status-lists.ts';

const MOST_CHANGES = 256;
const LOOK_AGAIN = 1000;
const ASK_AGAIN = 20;
const LOCK = 'status lists';

export type StatusBatcherParts = {
  readonly db: Kysely<Tables>;
  readonly pool: pg.Pool;
  readonly ledger: Ledger;
};

type Batch = {
  readonly department: string;
  readonly list: number;
  readonly last: number;
  readonly bits: Buffer;
  readonly changes: readonly StatusChange[];
};

/** One for all lists; of several gateways one works at a time. */
export class StatusBatcher {
  readonly #parts: StatusBatcherParts;
  readonly #session: LogSession;
  #worker: Worker | undefined;

  constructor(parts: StatusBatcherParts) {
    this.#parts = parts;
    this.#session = new LogSession(parts.pool, { [STATUS_CHANNEL]: () => this.#worker?.wake() });
  }

  start(): void {
    this.#worker ??= startWorker(async () => {
      await this.#session.keep();
      const done = await this.#session.alone(LOCK, () => this.#anchorNext());
      return done === false ? LOOK_AGAIN : ASK_AGAIN;
    });
  }

  async stop(): Promise<void> {
    await this.#worker?.stop();
    this.#worker = undefined;
    await this.#session.close();
  }

  /** Brings everything to the ledger that is queued now. @throws CityError LEDGER_UNREACHABLE, LEDGER_FORKED */
  async flush(): Promise<void> {
    for (;;) {
      const done = await this.#session.alone(LOCK, () => this.#anchorNext());
      if (done === false) break;
      if (done === undefined) await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN));
    }
    if (this.#worker === undefined) await this.#session.close();
  }

  /** Changes that wait, and how the worker is doing. */
  async state(): Promise<WorkerState & { readonly waiting: number }> {
    const { rows } = await sql<{ waiting: number }>`select count(*) as waiting from status_changes`.execute(
      this.#parts.db,
    );
    const state = this.#worker?.state() ?? { errors: 0, problem: undefined };
    return { ...state, waiting: rows[0]?.waiting ?? 0 };
  }

  /** Sends one batch; false where nothing waits. What was begun before a crash is sent first, as it was. */
  async #anchorNext(): Promise<boolean> {
    const batch = (await this.#begun()) ?? (await this.#begin());
    if (batch === undefined) return false;
    const { department, list, bits, changes } = batch;
    const expectedHead = await this.#headOf(batch);
    const listHash = listHashOf(bits);
    const head = nextHead({ head: expectedHead, listHash, changes });
    try {
      await this.#parts.ledger.changeStatus({ department, list, expectedHead, listHash, changes });
    } catch (error) {
      // It landed before and the answer was lost, or somebody else writes this department's lists.
      if (!hasCode(error, 'WRONG_HEAD')) throw error;
      const actual = await this.#parts.ledger.statusHead(department, list);
      if (!isEqualBytes(actual, head)) throw new CityError('LEDGER_FORKED', { department, list }, error);
    }
    await this.#finish(batch, head);
    return true;
  }

  async #begun(): Promise<Batch | undefined> {
    const row = await this.#parts.db.selectFrom('status_batches').selectAll().limit(1).executeTakeFirst();
    return row === undefined ? undefined : { ...row, changes: JSON.parse(row.changes.toString()) };
  }

  /** Takes the oldest changes of one list and keeps them as a batch before the ledger hears of them. */
  #begin(): Promise<Batch | undefined> {
    return this.#parts.db.transaction().execute(async (trx) => {
      const first = await trx
        .selectFrom('status_changes')
        .select(['department', 'list'])
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      if (first === undefined) return undefined;
      const waiting = await trx
        .selectFrom('status_changes')
        .select(['id', 'index', 'value'])
        .where('department', '=', first.department)
        .where('list', '=', first.list)
        .orderBy('id')
        .limit(MOST_CHANGES)
        .execute();
      const { anchored } = await trx
        .selectFrom('status_lists')
        .select('anchored')
        .where('department', '=', first.department)
        .where('list', '=', first.list)
        .executeTakeFirstOrThrow();
      const bits = Buffer.from(anchored);
      // Of several changes of one entry the last is what the list shows.
      const changes = [...new Map(waiting.map(({ index, value }) => [index, value]))].map(
        ([index, value]) => ({ index, value }),
      );
      for (const { index, value } of changes) setStatusAt(bits, index, value);
      const batch = { ...first, last: waiting.at(-1)?.id ?? 0, bits, changes };
      await trx
        .insertInto('status_batches')
        .values({ ...batch, changes: Buffer.from(JSON.stringify(changes)) })
        .execute();
      return batch;
    });
  }

  async #headOf({ department, list }: Batch): Promise<Uint8Array> {
    const { head } = await this.#parts.db
      .selectFrom('status_lists')
      .select('head')
      .where('department', '=', department)
      .where('list', '=', list)
      .executeTakeFirstOrThrow();
    return new Uint8Array(head);
  }

  async #finish({ department, list, last, bits }: Batch, head: Uint8Array): Promise<void> {
    await this.#parts.db.transaction().execute(async (trx) => {
      await trx
        .updateTable('status_lists')
        .set({ anchored: bits, head: Buffer.from(head) })
        .where('department', '=', department)
        .where('list', '=', list)
        .execute();
      await trx
        .deleteFrom('status_changes')
        .where('department', '=', department)
        .where('list', '=', list)
        .where('id', '<=', last)
        .execute();
      await trx
        .deleteFrom('status_batches')
        .where('department', '=', department)
        .where('list', '=', list)
        .execute();
    });
  }
}
