/** One-time codes: what a person shows, what a counter shows, and eight-digit numbers. */
import { randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Subject } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { sqlStateOf } from '../database/sql-state.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { newToken } from '../ids.ts';
import type { Keys } from '../keys/keys.ts';
import { countedSince, countWrong, lockTriesLeft, type Place } from './wrong-numbers.ts';

/** Seconds for which a code is shown; a number is taken for another thirty while it is being typed. */
export const CODE_LIFE = 60;
const TYPING_TIME = 30;
const NUMBERS = 100_000_000;
const UNIQUE_VIOLATION = '23505';

export type CodesParts = {
  readonly db: Kysely<Tables>;
  readonly keys: Pick<Keys, 'blind'>;
  readonly clock: Clock;
  readonly publicUrl: string;
};

/** What a window enters to reach people: codes that they show and numbers that they say. */
export type Entered = { readonly codes: readonly string[]; readonly numbers: readonly string[] };

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

  /** A code that the counter shows for a giver's parties of a request, as long as the request lives; made once for each giver. */
  async showForParty(
    trx: Kysely<Tables>,
    request: string,
    { party, expiresAt }: { party: string; expiresAt: Date },
  ): Promise<string> {
    const token = this.#tokenFor(request, party);
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

  /** The code that is shown for a giver's parties, again: the window's own screen shows it as well. */
  urlForParty(request: string, party: string): string {
    return this.#urlOf(this.#tokenFor(request, party));
  }

  /** The request and the giver's role for which a counter shows this code; it is used up. @throws CityError CODE_NOT_ACCEPTED */
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
   * Whose codes and numbers they are, by what was entered: all used up at the window that enters them, or none. Codes
   * that aren't live, and more numbers than may still be wrong, are refused before any number is looked at. With a wrong
   * one among them all numbers are counted, in the caller's transaction: undefined says to commit that and nothing else.
   * So neither an answer nor what is left of the count tells which of them was right.
   * @throws CityError CODE_NOT_ACCEPTED, the same whatever is wrong with a code; TOO_MANY_WRONG_NUMBERS
   */
  async enter(
    trx: Kysely<Tables>,
    { codes, numbers }: Entered,
    place: Place,
  ): Promise<ReadonlyMap<string, Subject> | undefined> {
    const shown = new Map(codes.map((code) => [code, this.#hash(tokenIn(code))]));
    const said = new Map(numbers.map((number) => [number, this.#numberHash(number)]));
    const showing = await this.#find(trx, 'qr', shown);
    if (showing.size < shown.size) refuse();
    const saying = await this.#findNumbers(trx, said, place);
    if (saying === undefined) return;
    const hashes = [...shown.values(), ...said.values()];
    if (hashes.length > 0)
      await trx
        .updateTable('codes')
        .set({ window: place.window, used_at: this.#parts.clock.now() })
        .where('hash', 'in', hashes)
        .execute();
    return new Map([...showing, ...saying]);
  }

  /** Forgets codes and counts that have had their time. */
  async forget(): Promise<void> {
    const before = countedSince(this.#parts.clock.now());
    await this.#parts.db.deleteFrom('codes').where('expires_at', '<', before).execute();
    await this.#parts.db.deleteFrom('number_failures').where('failed_at', '<', before).execute();
  }

  async #findNumbers(
    trx: Kysely<Tables>,
    said: ReadonlyMap<string, string>,
    place: Place,
  ): Promise<ReadonlyMap<string, Subject> | undefined> {
    if (said.size === 0) return new Map();
    const now = this.#parts.clock.now();
    if ((await lockTriesLeft(trx, place, now)) < said.size) throw new CityError('TOO_MANY_WRONG_NUMBERS');
    const saying = await this.#find(trx, 'number', said);
    if (saying.size === said.size) return saying;
    await countWrong(trx, place, { count: said.size, now });
    return undefined;
  }

  /** Whose live codes they are, by their texts; the rows are locked, so that nobody else uses them up meanwhile. */
  async #find(
    trx: Kysely<Tables>,
    kind: 'qr' | 'number',
    texts: ReadonlyMap<string, string>,
  ): Promise<ReadonlyMap<string, Subject>> {
    if (texts.size === 0) return new Map();
    const rows = await trx
      .selectFrom('codes')
      .select(['hash', 'subject'])
      .where('hash', 'in', [...texts.values()])
      .where('kind', '=', kind)
      .where('used_at', 'is', null)
      .where('expires_at', '>', this.#end(kind === 'number' ? -TYPING_TIME : 0))
      // In one order by everybody, so that two who enter the same codes don't wait for each other.
      .orderBy('hash')
      .forUpdate()
      .execute();
    const subjects = new Map(rows.map(({ hash, subject }) => [hash, subject]));
    return new Map(
      [...texts].flatMap(([text, hash]) => {
        const subject = subjects.get(hash) ?? null;
        return subject === null ? [] : [[text, subject] as const];
      }),
    );
  }

  /** The one live code of that kind of a person; false where the same number is live for somebody else. */
  async #replace(
    subject: Subject,
    { hash, kind, expiresAt }: { hash: string; kind: 'qr' | 'number'; expiresAt: Date },
  ): Promise<boolean> {
    await this.#parts.db
      .deleteFrom('codes')
      .where('hash', '=', hash)
      .where('expires_at', '<', this.#end(-TYPING_TIME))
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

  // Found again by the key rather than kept: whoever reads the database can show nobody's code.
  #tokenFor(request: string, party: string): string {
    const token = this.#parts.keys.blind('shown-code', `${request}/${party}`);
    return Buffer.from(token.subarray(0, 16)).toString('base64url');
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
