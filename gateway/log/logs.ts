/** The logs of the city: what is on the ledger with the evidence for it, and the batchers that bring the rest there. */
import type pg from 'pg';
import { CityError, type ErrorCode } from '../errors.ts';
import { type Anchored, Batcher, type BatcherParts } from './batcher.ts';
import { ANCHORED_CHANNEL } from './heads.ts';
import { type Lag, readLag } from './lag.ts';
import { QUEUED_CHANNEL } from './queue.ts';
import { type Evidence, LogReader, type ReaderParts } from './reader.ts';
import { LogSession } from './session.ts';
import { startWorker, type Worker } from './worker.ts';

/** How long a batcher sleeps when nothing wakes it, and how soon it asks again for a log that another gateway is at. */
const LOOK_AGAIN = 1000;
const ASK_AGAIN = 20;

export type LogsParts = BatcherParts & ReaderParts & { readonly pool: pg.Pool };

/** How a log is doing; `problem` says why its batcher stands still. */
export type LogState = Lag & { readonly errors: number; readonly problem: ErrorCode | undefined };

/** That a leaf is on its log: sibling hashes from the leaf upwards to `root`, which the signed checkpoint vouches for. */
export type LeafEvidence = Omit<Evidence, 'inclusions'> & { readonly inclusion: readonly Uint8Array[] };

/** Told of every new head of a log, in this process or another. */
export type AnchoredListener = (log: string) => void;

/**
 * The logs as the rest of the gateway sees them.
 *
 * - An entry queued in a committed transaction reaches the ledger exactly once, through any crash of gateway or database.
 * - A head is only signed and served after it was seen on the ledger.
 * - What is anchored is readable in every gateway at once; evidence stays constant in cost as logs grow.
 */
export type Logs = {
  readonly names: readonly string[];
  /** Heads, proofs and tiles, and evidence for several leaves against one head. */
  readonly reader: LogReader;
  /** Evidence for the leaf at an index that `placesOf` gave. @throws RangeError where the log has no such leaf yet. */
  readonly evidence: (log: string, index: number) => Promise<LeafEvidence>;
  /** The signed checkpoint of the newest head. @throws CityError LOG_UNKNOWN */
  readonly checkpoint: (log: string) => Promise<string>;
  /** Begins to anchor in the background. */
  readonly start: () => void;
  /** Ends the step under way and gives back its connection. What is queued stays queued. */
  readonly stop: () => Promise<void>;
  /**
   * Anchors all that is due now, or with `all` everything queued, before it returns.
   * @throws CityError LEDGER_UNREACHABLE, DATABASE_BEHIND_LEDGER, LEDGER_FORKED
   */
  readonly flush: (options?: { readonly all?: boolean }) => Promise<void>;
  /**
   * Anchors all that was issued on a log until now; accesses and what is derived wait for their time.
   * @throws CityError LOG_UNKNOWN and as `flush`
   */
  readonly drain: (log: string) => Promise<void>;
  /** What waits, how late it is, and which log stands still. */
  readonly lag: () => Promise<readonly LogState[]>;
  /** Returns what ends the listening. */
  readonly onAnchored: (listener: AnchoredListener) => () => void;
};

export function openLogs(parts: LogsParts): Logs {
  return new CityLogs(parts);
}

class CityLogs implements Logs {
  readonly names: readonly string[];
  readonly reader: LogReader;
  readonly #parts: LogsParts;
  readonly #session: LogSession;
  readonly #batchers: ReadonlyMap<string, Batcher>;
  readonly #workers = new Map<string, Worker>();
  readonly #listeners = new Set<AnchoredListener>();

  constructor(parts: LogsParts) {
    this.names = parts.logs;
    this.reader = new LogReader(parts);
    this.#parts = parts;
    this.#batchers = new Map(parts.logs.map((log) => [log, new Batcher(parts, log)]));
    this.#session = new LogSession(parts.pool, {
      [QUEUED_CHANNEL]: (log) => this.#workers.get(log)?.wake(),
      [ANCHORED_CHANNEL]: (log) => this.#tell(log),
    });
  }

  evidence = async (log: string, index: number): Promise<LeafEvidence> => {
    const { inclusions, ...head } = await this.reader.evidence(log, [index]);
    return { ...head, inclusion: inclusions[0] ?? [] };
  };

  checkpoint = async (log: string): Promise<string> => (await this.reader.head(log)).checkpoint;

  start = (): void => {
    for (const [log, batcher] of this.#batchers)
      if (!this.#workers.has(log))
        this.#workers.set(
          log,
          startWorker((signal) => this.#work(log, batcher, signal)),
        );
  };

  stop = async (): Promise<void> => {
    const workers = [...this.#workers.values()];
    this.#workers.clear();
    await Promise.all(workers.map((worker) => worker.stop()));
    await this.#session.close();
  };

  flush = async ({ all = false } = {}): Promise<void> => {
    const flushes = [...this.#batchers].map(([log, batcher]) =>
      this.#alone(log, () => batcher.anchorDue(this.#report, all)),
    );
    const outcomes = await Promise.allSettled(flushes);
    if (this.#workers.size === 0) await this.#session.close();
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };

  drain = async (log: string): Promise<void> => {
    const batcher = this.#batchers.get(log);
    if (batcher === undefined) throw new CityError('LOG_UNKNOWN', { log });
    await this.#alone(log, () => batcher.anchorIssued(this.#report));
    if (this.#workers.size === 0) await this.#session.close();
  };

  lag = async (): Promise<readonly LogState[]> => {
    const lags = await readLag(this.#parts.db, this.names, this.#parts.clock.now());
    return lags.map((lag) => ({
      ...lag,
      ...(this.#workers.get(lag.log)?.state() ?? { errors: 0, problem: undefined }),
    }));
  };

  onAnchored = (listener: AnchoredListener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async #work(log: string, batcher: Batcher, signal: AbortSignal): Promise<number> {
    await this.#session.keep();
    const work = await batcher.hasWork();
    if (!work.now) return Math.min(LOOK_AGAIN, Math.max(0, work.next ?? LOOK_AGAIN));
    await this.#session.alone(log, () => batcher.anchorRipe(this.#report, signal));
    return ASK_AGAIN;
  }

  /** Does the work once nobody else is at the log. */
  async #alone(log: string, work: () => Promise<void>): Promise<void> {
    const done = (): Promise<boolean> => work().then(() => true);
    while ((await this.#session.alone(log, done)) === undefined)
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN));
  }

  // The announcement through the database comes later, and not at all while nothing is started.
  #report = ({ log }: Anchored): void => this.#tell(log);

  #tell(log: string): void {
    this.reader.forget(log);
    for (const listener of this.#listeners) listener(log);
  }
}
