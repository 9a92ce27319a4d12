/** Where tries to use an authorization queue up: those that come while others are at work are answered together. */

import type { Proof } from '../../sdk/verify/types.ts';
import {
  type Authorization,
  MOST_REPEATS,
  REPEAT_WITHIN,
  readAuthorizations,
  type Use,
} from '../authorization/authorization.ts';
import { CityError } from '../errors.ts';
import { answerAll, type Ready } from './answer.ts';
import { type ProveParts, prepareAll } from './prove.ts';
import type { ReceiptsParts } from './receipts.ts';
import { countTries } from './tries.ts';

/** Tries in one transaction. */
const MOST_TOGETHER = 64;
/** A batch that is smaller than the one before it waits until nobody came for so many milliseconds. */
const GATHERING = 2;

type Job = {
  readonly use: Use;
  readonly resolve: (proof: Proof) => void;
  readonly reject: (error: unknown) => void;
};

export class ProofDesk {
  readonly #parts: ProveParts & ReceiptsParts;
  readonly #waiting: Job[] = [];
  #isAtWork = false;
  /** Ends the waiting for those who are still to come. */
  #gathering: NodeJS.Timeout | undefined;
  /** How many the last batch had. */
  #last = 0;

  constructor(parts: ProveParts & ReceiptsParts) {
    this.#parts = parts;
  }

  /**
   * Answers a try once it is committed.
   * @throws CityError AUTHORIZATION_USED, NOT_AUTHORIZED, LEDGER_UNREACHABLE
   */
  answer(use: Use): Promise<Proof> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ use, resolve, reject });
      // Those that arrived in the same turn of the event loop go together.
      setImmediate(() => this.#open());
    });
  }

  #open(): void {
    clearTimeout(this.#gathering);
    if (this.#isAtWork || this.#waiting.length === 0) return;
    // After a large batch the first to come would be answered alone and keep all others waiting for it.
    if (this.#waiting.length < this.#last) this.#gathering = setTimeout(() => this.#start(), GATHERING);
    else this.#start();
  }

  #start(): void {
    void this.#take(this.#waiting.splice(0, MOST_TOGETHER));
  }

  async #take(jobs: readonly Job[]): Promise<void> {
    this.#isAtWork = true;
    this.#last = jobs.length;
    try {
      await this.#work(jobs);
    } catch (error) {
      for (const { reject } of jobs) reject(error);
    }
    this.#isAtWork = false;
    // Those who ask again right after their answer go with the next batch.
    setImmediate(() => this.#open());
  }

  async #work(jobs: readonly Job[]): Promise<void> {
    const { db, clock } = this.#parts;
    const now = clock.now();
    const ids = [...new Set(jobs.map(({ use }) => use.id))];
    const known = await readAuthorizations(db, ids);
    const open = fewOfEach(jobs.filter(({ use }) => mayAnswer(known.get(use.id), use, now)));
    const refused = jobs
      .filter((job) => !open.includes(job))
      .map((job) => [job, refusalOf(known.get(job.use.id), job.use, now)] as const);
    const lost = await this.#answer(open, known, now);
    const failed = [...refused, ...lost];
    const tries = failed.map(([{ use }]) => use).filter(({ id }) => known.has(id));
    await countTries(db, tries, now);
    for (const [{ reject }, code] of failed) reject(new CityError(code));
  }

  /** Answers what may be answered; gives back those that lost. */
  async #answer(
    open: readonly Job[],
    known: ReadonlyMap<string, Authorization>,
    now: Date,
  ): Promise<(readonly [Job, RefusalCode])[]> {
    const authorizations = open.flatMap(({ use }) => known.get(use.id) ?? []);
    const prepared = await prepareAll(authorizations, this.#parts);
    const ready: (Ready & { readonly job: Job })[] = [];
    for (const [at, job] of open.entries()) {
      const one = prepared[at];
      if (one === undefined || one instanceof Error) job.reject(one ?? new CityError('INTERNAL'));
      else ready.push({ job, use: job.use, prepared: one });
    }
    if (ready.length === 0) return [];
    const answered = await answerAll(ready, { db: this.#parts.db, receipts: this.#parts, now });
    const lost: (readonly [Job, RefusalCode])[] = [];
    for (const [at, { job }] of ready.entries()) {
      const one = answered[at] ?? 'AUTHORIZATION_USED';
      if (typeof one === 'string') lost.push([job, one]);
      else job.resolve(one);
    }
    return lost;
  }
}

/** Of the tries on one authorization as many as could be answered at the very most. */
function fewOfEach(jobs: readonly Job[]): readonly Job[] {
  const seen = new Map<string, number>();
  return jobs.filter(({ use }) => {
    const before = seen.get(use.id) ?? 0;
    seen.set(use.id, before + 1);
    return before <= MOST_REPEATS;
  });
}

type RefusalCode = 'AUTHORIZATION_USED' | 'NOT_AUTHORIZED';

const isAsker = (known: Authorization | undefined, { client, nonce }: Use): known is Authorization =>
  known?.client === client && known.nonce === nonce;

/** Whether it is worth opening anything for this try; only the transaction decides. */
function mayAnswer(known: Authorization | undefined, use: Use, now: Date): boolean {
  if (!isAsker(known, use)) return false;
  const { state, expiresAt, answeredAt, parties } = known;
  if (state === 'approved')
    return (
      expiresAt > now && parties.every(({ confirmed, holder }) => confirmed !== false && holder !== null)
    );
  const repeatable = now.getTime() - 1000 * REPEAT_WITHIN;
  return state === 'answered' && (answeredAt?.getTime() ?? 0) > repeatable;
}

// Whoever isn't the asker with its own nonce learns nothing of the state.
const refusalOf = (known: Authorization | undefined, use: Use, now: Date): RefusalCode =>
  isAsker(known, use) && known.state !== 'answered' && !mayAnswer(known, use, now)
    ? 'NOT_AUTHORIZED'
    : 'AUTHORIZATION_USED';
