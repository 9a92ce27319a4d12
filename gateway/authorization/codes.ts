/** One-time codes: what a person shows, what a counter shows, and eight-digit numbers. */
import { randomInt } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Subject } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { sqlStateOf } from '../database/sql-state.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { newToken } from '../ids.ts';
import type { Keys } from '../keys/keys.ts';

/** Seconds for which a code is shown; a number is taken for another thirty while it is being typed. */
export const CODE_LIFE = 60;
const TYPING_TIME = 30;
const NUMBERS = 100_000_000;
const WRONG_A_WINDOW = 5;
const WRONG_A_DEPARTMENT = 20;
const COUNTED_MINUTES = 10;
const UNIQUE_VIOLATION = '23505';

export type CodesParts = {
  readonly db: Kysely<Tables>;
  readonly keys: Pick<Keys, 'blind'>;
  readonly clock: Clock;
  readonly publicUrl: string;
};

export class Codes {
  readonly #parts: CodesParts;

  constructor(parts: CodesParts) {
    this.#parts = parts;
  }

  /** A new code for a person; the one before stops working. */
  async showQr(subject: Subject): Promise<{ url: string; expiresAt: Date }> {
    const token = newToken();
    const expiresAt = this.#end(CODE_LIFE);
    await this.#replace(subject, { hash: this.#hash(token), kind: 'qr', expiresAt });
    return { url: this.#urlOf(token), expiresAt };
  }

  /** A new number for a person, unlike every live one; the one before stops working. */
  async showNumber(subject: Subject): Promise<{ number: string; expiresAt: Date }> {
    for (;;) {
      const number = String(randomInt(NUMBERS)).padStart(8, '0');
      const expiresAt = this.#end(CODE_LIFE);
      if (await this.#replace(subject, { hash: this.#numberHash(number), kind: 'number', expiresAt }))
        return { number, expiresAt };
    }
  }

  /** A code that the counter shows for a party of a request, as long as the request lives. */
  async showForParty(
    trx: Kysely<Tables>,
    request: string,
    { party, expiresAt }: { party: string; expiresAt: Date },
  ): Promise<string> {
    const token = newToken();
    await trx
      .insertInto('codes')
      .values({
        hash: this.#hash(token),
        kind: 'request',
        subject: null,
        request_id: request,
        party,
        window: null,
        expires_at: expiresAt,
        used_at: null,
      })
      .execute();
    return this.#urlOf(token);
  }

  /** Whose code it is; it is used up. @throws CityError CODE_NOT_ACCEPTED, the same whatever is wrong with it. */
  async takeQr(trx: Kysely<Tables>, code: string): Promise<Subject> {
    const now = this.#parts.clock.now();
    const row = await trx
      .updateTable('codes')
      .set({ used_at: now })
      .where('hash', '=', this.#hash(tokenIn(code)))
      .where('kind', '=', 'qr')
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('subject')
      .executeTakeFirst();
    return row?.subject ?? refuse();
  }

  /** The party of a request for which a counter shows this code; it is used up. @throws CityError CODE_NOT_ACCEPTED */
  async takeForParty(trx: Kysely<Tables>, code: string): Promise<{ request: string; party: string }> {
    const now = this.#parts.clock.now();
    const row = await trx
      .updateTable('codes')
      .set({ used_at: now })
      .where('hash', '=', this.#hash(tokenIn(code)))
      .where('kind', '=', 'request')
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning(['request_id', 'party'])
      .executeTakeFirst();
    if (row === undefined || row.request_id === null || row.party === null) refuse();
    return { request: row.request_id, party: row.party };
  }

  /**
   * Whose numbers they are, used up at the window that enters them. With a wrong one among them none is used up, but it
   * is counted, right under concurrency, in the caller's transaction: undefined says to commit that and nothing else.
   * @throws CityError TOO_MANY_WRONG_NUMBERS
   */
  async enterNumbers(
    trx: Kysely<Tables>,
    numbers: readonly string[],
    place: { readonly department: string; readonly window: string },
  ): Promise<ReadonlyMap<string, Subject> | undefined> {
    if (numbers.length === 0) return new Map();
    // One guess at a time in a department: guesses side by side would all see the count from before.
    await sql`select pg_advisory_xact_lock(hashtext(${`numbers/${place.department}`}))`.execute(trx);
    const found = new Map<string, Subject>();
    for (const number of numbers) {
      await this.#checkCount(trx, place);
      const subject = await this.#findNumber(trx, number);
      if (subject !== undefined) found.set(number, subject);
      else
        await trx
          .insertInto('number_failures')
          .values({ ...place, failed_at: this.#parts.clock.now() })
          .execute();
    }
    if (found.size < numbers.length) return;
    await trx
      .updateTable('codes')
      .set({ window: place.window, used_at: this.#parts.clock.now() })
      .where(
        'hash',
        'in',
        numbers.map((number) => this.#numberHash(number)),
      )
      .execute();
    return found;
  }

  /** Forgets codes and counts that have had their time. */
  async forget(): Promise<void> {
    const before = new Date(this.#parts.clock.now().getTime() - COUNTED_MINUTES * 60_000);
    await this.#parts.db.deleteFrom('codes').where('expires_at', '<', before).execute();
    await this.#parts.db.deleteFrom('number_failures').where('failed_at', '<', before).execute();
  }

  /** Whose live number it is; the row is locked, so that nobody else uses it up meanwhile. */
  async #findNumber(trx: Kysely<Tables>, number: string): Promise<Subject | undefined> {
    const row = await trx
      .selectFrom('codes')
      .select('subject')
      .where('hash', '=', this.#numberHash(number))
      .where('kind', '=', 'number')
      .where('used_at', 'is', null)
      .where('expires_at', '>', new Date(this.#parts.clock.now().getTime() - 1000 * TYPING_TIME))
      .forUpdate()
      .executeTakeFirst();
    return row?.subject ?? undefined;
  }

  async #checkCount(
    trx: Kysely<Tables>,
    { department, window }: { department: string; window: string },
  ): Promise<void> {
    const since = new Date(this.#parts.clock.now().getTime() - COUNTED_MINUTES * 60_000);
    const { rows } = await sql<{ here: number; there: number }>`
      select count(*) filter (where "window" = ${window}) as here, count(*) as there
      from number_failures where department = ${department} and failed_at > ${since}
    `.execute(trx);
    const [{ here, there } = { here: 0, there: 0 }] = rows;
    if (here >= WRONG_A_WINDOW || there >= WRONG_A_DEPARTMENT) throw new CityError('TOO_MANY_WRONG_NUMBERS');
  }

  /** The one live code of that kind of a person; false where the same number is live for somebody else. */
  async #replace(
    subject: Subject,
    { hash, kind, expiresAt }: { hash: string; kind: 'qr' | 'number'; expiresAt: Date },
  ): Promise<boolean> {
    const gone = new Date(this.#parts.clock.now().getTime() - 1000 * TYPING_TIME);
    await this.#parts.db
      .deleteFrom('codes')
      .where('hash', '=', hash)
      .where('expires_at', '<', gone)
      .execute();
    const fresh = { hash, expires_at: expiresAt, window: null, used_at: null };
    try {
      await this.#parts.db
        .insertInto('codes')
        .values({ ...fresh, kind, subject, request_id: null, party: null })
        .onConflict((conflict) =>
          conflict.columns(['subject', 'kind']).where('subject', 'is not', null).doUpdateSet(fresh),
        )
        .execute();
      return true;
    } catch (error) {
      if (sqlStateOf(error) === UNIQUE_VIOLATION) return false;
      throw error;
    }
  }

  #end(seconds: number): Date {
    return new Date(this.#parts.clock.now().getTime() + 1000 * seconds);
  }

  #hash(token: string): string {
    return Buffer.from(this.#parts.keys.blind('code', token)).toString('base64url');
  }

  #numberHash(number: string): string {
    return Buffer.from(this.#parts.keys.blind('number-code', number)).toString('base64url');
  }

  #urlOf(token: string): string {
    return `${this.#parts.publicUrl}/q/${token}`;
  }
}

/** The one-time part of an address, or the text itself. */
const tokenIn = (code: string): string => code.slice(code.lastIndexOf('/') + 1);

function refuse(): never {
  throw new CityError('CODE_NOT_ACCEPTED');
}
