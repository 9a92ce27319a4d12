/** Where tries to use an authorization queue up: those that come while others are at work are answered together. */

import type { Proof } from '../../sdk/verify/types.ts';
import {
  type Authorization,
  isAsker,
  MOST_REPEATS,
  REPEAT_WITHIN,
  readAuthorizations,
  type Use,
} from '../authorization/authorization.ts';
import { CityError } from '../errors.ts';
import { answerAll, type Ready } from './answer.ts';
import { type ProveParts, prepareAll } from './prove.ts';
import type { ReceiptsParts } from './receipts.ts';
import { countTries, tryOf } from './tries.ts';

/** Tries in one transaction. */
const MOST_TOGETHER = 64;
/** A batch that is smaller than the one before it waits until nobody came for so many milliseconds. */
const GATHERING = 2;

type Job = {
  readonly use: Use;
  readonly resolve: (proof: Proof) => void;
  readonly reject: (error: unknown) => void;
};

/** A try that wasn't answered, and what its asker is told. */
type Failed = { readonly job: Job; readonly error: unknown };

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
      .map((job) => ({ job, error: new CityError(refusalOf(known.get(job.use.id), job.use, now)) }));
    const failed = [...refused, ...(await this.#answerOrFail(open, known, now))];
    if (failed.length === 0) return;
    // Those who were refused beside one that was answered found it used.
    const latest = open.length === 0 ? known : await readAuthorizations(db, ids);
    const tries = failed.flatMap(({ job: { use }, error }) => {
      const authorization = latest.get(use.id);
      return authorization === undefined ? [] : tryOf(use, { authorization, error, now });
    });
    await countTries(db, tries, now);
    for (const { job, error } of failed) job.reject(error);
  }

  /** Answers what may be answered; gives back those that lost or failed. Where nothing could be done, all of them. */
  async #answerOrFail(
    open: readonly Job[],
    known: ReadonlyMap<string, Authorization>,
    now: Date,
  ): Promise<readonly Failed[]> {
    try {
      return await this.#answer(open, known, now);
    } catch (error) {
      return open.map((job) => ({ job, error }));
    }
  }

  async #answer(
    open: readonly Job[],
    known: ReadonlyMap<string, Authorization>,
    now: Date,
  ): Promise<readonly Failed[]> {
    const authorizations = open.flatMap(({ use }) => known.get(use.id) ?? []);
    const prepared = await prepareAll(authorizations, this.#parts);
    const ready: (Ready & { readonly job: Job })[] = [];
    const failed: Failed[] = [];
    for (const [at, job] of open.entries()) {
      const one = prepared[at];
      if (one === undefined || one instanceof Error)
        failed.push({ job, error: one ?? new CityError('INTERNAL') });
      else ready.push({ job, use: job.use, prepared: one });
    }
    if (ready.length === 0) return failed;
    const { db, holdKeys } = this.#parts;
    const answered = await answerAll(ready, { db, holdKeys, receipts: this.#parts, now });
    // A key was stopped that signed for them: its successor does, and a key that was stopped isn't chosen again.
    if (answered === undefined) return this.#answer(open, known, now);
    for (const [at, { job }] of ready.entries()) {
      const one = answered[at] ?? 'AUTHORIZATION_USED';
      if (typeof one === 'string') failed.push({ job, error: new CityError(one) });
      else job.resolve(one);
    }
    return failed;
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
const refusalOf = (
  known: Authorization | undefined,
  use: Use,
  now: Date,
): 'AUTHORIZATION_USED' | 'NOT_AUTHORIZED' =>
  isAsker(known, use) && known.state !== 'answered' && !mayAnswer(known, use, now)
    ? 'NOT_AUTHORIZED'
    : 'AUTHORIZATION_USED';
