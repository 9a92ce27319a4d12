/** The gateway's own copy of what the ledger says: accreditations, keys, sizes and heads, folded from events and checked. */
import type { LedgerIdentity } from '../../sdk/ledger/ledger.ts';
import { LedgerState } from '../../sdk/ledger/ledger-state.ts';
import type { Clock } from '../clock.ts';
import { CityError } from '../errors.ts';
import { asCityError } from './faults.ts';
import type { Ledger } from './ledger.ts';

type Source = Pick<Ledger, 'identity' | 'events' | 'newest'>;

/**
 * Read again with `refresh`; between two refreshes every answer is as of `asOf`. A ledger that can't be reached leaves
 * the copy as it was: what was anchored before can still be proved, and the age of the copy stands in the proof.
 */
export class VerifiedCopy extends LedgerState {
  readonly #ledger: Source;
  readonly #clock: Clock;
  #asOf: Date | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(ledger: Source, clock: Clock) {
    super();
    this.#ledger = ledger;
    this.#clock = clock;
  }

  get identity(): LedgerIdentity {
    return this.#ledger.identity;
  }

  /** When the ledger was last read. @throws CityError LEDGER_UNREACHABLE where it never was. */
  get asOf(): Date {
    if (this.#asOf === undefined) throw new CityError('LEDGER_UNREACHABLE');
    return this.#asOf;
  }

  /**
   * Reads what is new; those who ask while a reading waits for its turn share it.
   * @throws CityError LEDGER_UNREACHABLE; LEDGER_CONTRADICTS where the events don't fit each other.
   */
  refresh(): Promise<void> {
    this.#next ??= this.#turn.then(() => {
      this.#next = undefined;
      return this.#read();
    });
    this.#turn = this.#next.catch(() => {});
    return this.#next;
  }

  async #read(): Promise<void> {
    const startedAt = this.#clock.now();
    try {
      await this.follow(this.#ledger);
    } catch (error) {
      throw asCityError(error);
    }
    this.#asOf = startedAt;
  }
}
