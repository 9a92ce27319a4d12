/** Takes one log's batches from the queue to the ledger, so that each entry lands exactly once whatever breaks in between. */
import type { Kysely } from 'kysely';
import { leafHash } from '../../sdk/verify/merkle.ts';
import type { Clock } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { hasCode } from '../errors.ts';
import type { CityNames } from '../ids.ts';
import type { Keys } from '../keys/keys.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type Batch, closeBatch, findBatch, isRipe, landBatch, type Ripeness } from './batches.ts';
import { signCheckpoint } from './checkpoint.ts';
import { type Head, headFault, isSameHead, readHead } from './heads.ts';
import { BATCH_WAIT } from './queue.ts';
import { openTileWriter } from './tile-store.ts';

const PERIODS = { minute: 60_000, hour: 3_600_000 };

/** Later than any entry is due. */
const END_OF_TIME = new Date('9999-01-01T00:00:00Z');

/** Earlier than any entry is due. */
const NEVER = new Date(0);

export type BatcherParts = {
  readonly db: Kysely<Tables>;
  readonly ledger: Pick<Ledger, 'head' | 'append'>;
  readonly keys: Pick<Keys, 'checkpoint'>;
  readonly names: Pick<CityNames, 'logOrigin'>;
  readonly clock: Clock;
};

/** A log whose head moved. */
export type Anchored = { readonly log: string; readonly head: Required<Head> };

/** Batches one log. Only one gateway at a time should use it; that two do it is safe and merely wastes what the second sends. */
export class Batcher {
  readonly #parts: BatcherParts;
  readonly #log: string;
  #isChecked = false;
  #released = { minute: Number.NEGATIVE_INFINITY, hour: Number.NEGATIVE_INFINITY };

  constructor(parts: BatcherParts, log: string) {
    this.#parts = parts;
    this.#log = log;
  }

  /** True where a batch is under way or can close; else after how many milliseconds the next one may. */
  async hasWork(): Promise<{ readonly now: boolean; readonly next?: number }> {
    const { db, clock } = this.#parts;
    if (!this.#isChecked || (await findBatch(db, this.#log)) !== undefined) return { now: true };
    const { ripe, firstDue } = await isRipe(db, this.#log, this.#ripeness());
    if (ripe) return { now: true };
    return firstDue === undefined
      ? { now: false }
      : { now: false, next: firstDue.getTime() - clock.now().getTime() };
  }

  /** Anchors all that is ripe, batch after batch, until the signal asks to stop. @throws CityError as `anchorNext` */
  async anchorRipe(report: (anchored: Anchored) => void, signal?: AbortSignal): Promise<void> {
    const periods = this.#periods();
    await this.#check();
    while (signal?.aborted !== true) {
      const anchored = await this.#anchorNext(this.#ripeness());
      if (anchored === undefined) {
        this.#released = periods;
        return;
      }
      report(anchored);
    }
  }

  /** Anchors all that is due, or all that is queued, whatever was anchored this minute. @throws CityError as `anchorNext` */
  async anchorDue(report: (anchored: Anchored) => void, all: boolean): Promise<void> {
    const now = all ? END_OF_TIME : this.#parts.clock.now();
    await this.#anchorAll(report, { now, minute: now, hour: now });
  }

  /**
   * Anchors all that was issued until now. What is released by minute or hour keeps waiting for its time, which alone
   * would tell when it happened. @throws CityError as `anchorNext`
   */
  async anchorIssued(report: (anchored: Anchored) => void): Promise<void> {
    const now = new Date(this.#parts.clock.now().getTime() + BATCH_WAIT);
    await this.#anchorAll(report, { now, minute: NEVER, hour: NEVER });
  }

  async #anchorAll(report: (anchored: Anchored) => void, ripeness: Ripeness): Promise<void> {
    await this.#check();
    for (;;) {
      const anchored = await this.#anchorNext(ripeness);
      if (anchored === undefined) return;
      report(anchored);
    }
  }

  // Entries of a minute are released together: one whose transaction committed late waits for the next minute, or it
  // would stand alone in a batch that tells its time. So with hours.
  #ripeness(): Ripeness {
    const now = this.#parts.clock.now();
    const current = this.#periods();
    const dueIn = (period: 'minute' | 'hour'): Date =>
      current[period] > this.#released[period] ? now : NEVER;
    return { now, minute: dueIn('minute'), hour: dueIn('hour') };
  }

  #periods(): { minute: number; hour: number } {
    const now = this.#parts.clock.now().getTime();
    return { minute: Math.floor(now / PERIODS.minute), hour: Math.floor(now / PERIODS.hour) };
  }

  /**
   * Closes a batch or takes the one under way, appends it and lands it.
   * @throws CityError DATABASE_BEHIND_LEDGER, LEDGER_FORKED and whatever Ledger.append throws but WRONG_SIZE
   */
  async #anchorNext(ripeness: Ripeness): Promise<Anchored | undefined> {
    const { db, ledger, keys, names } = this.#parts;
    const log = this.#log;
    const batch = await closeBatch(db, log, ripeness);
    if (batch === undefined) return undefined;
    const leaves = batch.entries.map(leafHash);
    const writer = await openTileWriter(db, log, batch.expectedSize);
    for (const leaf of leaves) writer.append(leaf);
    const { size } = writer;
    const root = writer.root();
    await this.#send(batch, leaves);
    const onLedger = await ledger.head(log);
    if (!isSameHead({ size, root }, onLedger)) {
      const underWay = await findBatch(db, log);
      // Another gateway took the turn, landed this batch and went on.
      if (underWay?.expectedSize !== batch.expectedSize) return this.#anchorNext(ripeness);
      throw headFault(log, { size, root }, onLedger);
    }
    const checkpoint = await signCheckpoint(
      { origin: names.logOrigin(log), size, root },
      keys.checkpoint(log),
    );
    const head = { size, root, checkpoint };
    await landBatch(db, batch, { head, leaves, growth: writer.takeGrowth() });
    return { log, head };
  }

  /** Returns once the ledger has as many leaves as the batch leads to, or more: it may have landed before a crash or a lost answer. */
  async #send({ log, expectedSize }: Batch, leaves: readonly Uint8Array[]): Promise<void> {
    try {
      await this.#parts.ledger.append({ log, expectedSize, leaves });
    } catch (error) {
      if (!hasCode(error, 'WRONG_SIZE')) throw error;
    }
  }

  /** Once after the start: with nothing under way, ledger and database must agree. */
  async #check(): Promise<void> {
    if (this.#isChecked) return;
    const { db, ledger } = this.#parts;
    if ((await findBatch(db, this.#log)) === undefined) {
      const known = await readHead(db, this.#log);
      const onLedger = await ledger.head(this.#log);
      if (!isSameHead(known, onLedger)) throw headFault(this.#log, known, onLedger);
    }
    this.#isChecked = true;
  }
}
