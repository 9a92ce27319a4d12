/** Sessions: kept here and known by a cookie, limited in time, listed to their owner, ended at once. */
import type { Kysely } from 'kysely';
import type { Preferences } from '../../sdk/schemas/sessions.ts';
import type { PersonCaller, StaffCaller } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { newId, newToken } from '../ids.ts';
import { cookieHash } from './cookies.ts';

const MINUTE = 60_000;
/** Seconds after which a session ends in any case, so that nobody finds one at the next morning's counter. */
export const SESSION_LIFE = 43_200;
/** Minutes without use after which it ends. */
const IDLE: Readonly<Record<SignedIn['kind'], number>> = { person: 30, staff: 60 };

/** Whoever signs in by pages. */
export type SignedIn = PersonCaller | StaffCaller;

export type SessionRow = {
  readonly id: string;
  readonly caller: SignedIn;
  readonly name: string;
  readonly isElder: boolean;
  readonly device: string;
  readonly createdAt: Date;
  readonly usedAt: Date;
  /** When it ends unless it is used before. */
  readonly endsAt: Date;
};

export type NewSession = Pick<SessionRow, 'caller' | 'name' | 'isElder' | 'device'>;

/** Under which name somebody's sessions and preferences are kept: one's subject, or one's staff number. */
export const ownerOf = (caller: SignedIn): string =>
  caller.kind === 'person' ? caller.subject : `staff/${caller.department}/${caller.staff}`;

export class Sessions {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;

  constructor({ db, clock }: { readonly db: Kysely<Tables>; readonly clock: Clock }) {
    this.#db = db;
    this.#clock = clock;
  }

  /** A new session; gives back its cookie, which is kept nowhere. */
  async open({ caller, name, isElder, device }: NewSession): Promise<string> {
    const cookie = newToken(32);
    const now = this.#clock.now();
    await this.#db
      .insertInto('sessions')
      .values({
        id: newId(),
        hash: cookieHash(cookie),
        owner: ownerOf(caller),
        caller: JSON.stringify(caller) as never,
        name,
        is_elder: isElder,
        device,
        created_at: now,
        used_at: now,
        ends_at: new Date(now.getTime() + 1000 * SESSION_LIFE),
      })
      .execute();
    return cookie;
  }

  /** The session of a cookie; undefined where there is none any more. Looking doesn't prolong it. */
  async find(cookie: string): Promise<SessionRow | undefined> {
    const row = await this.#db
      .selectFrom('sessions')
      .selectAll()
      .where('hash', '=', cookieHash(cookie))
      .executeTakeFirst();
    const session = row === undefined ? undefined : sessionOf(row);
    return session !== undefined && session.endsAt > this.#clock.now() ? session : undefined;
  }

  /** The same, and that it was used. @throws CityError SESSION_ENDED */
  async use(cookie: string): Promise<SessionRow> {
    const session = await this.find(cookie);
    if (session === undefined) throw new CityError('SESSION_ENDED');
    const now = this.#clock.now();
    // Once a minute: a page that asks for ten things is one use.
    if (now.getTime() - session.usedAt.getTime() < MINUTE) return session;
    const used = await this.#db
      .updateTable('sessions')
      .set({ used_at: now })
      .where('id', '=', session.id)
      .returningAll()
      .executeTakeFirst();
    if (used === undefined) throw new CityError('SESSION_ENDED');
    return sessionOf(used);
  }

  /** Those of one owner that go on, last used first. */
  async list(caller: SignedIn): Promise<readonly SessionRow[]> {
    const rows = await this.#db
      .selectFrom('sessions')
      .selectAll()
      .where('owner', '=', ownerOf(caller))
      .orderBy('used_at', 'desc')
      .orderBy('id')
      .execute();
    return rows.map(sessionOf).filter(({ endsAt }) => endsAt > this.#clock.now());
  }

  /** Ends one of an owner's own. @throws CityError SESSION_NOT_FOUND */
  async end(caller: SignedIn, id: string): Promise<void> {
    const ended = await this.#db
      .deleteFrom('sessions')
      .where('id', '=', id)
      .where('owner', '=', ownerOf(caller))
      .returning('id')
      .executeTakeFirst();
    if (ended === undefined) throw new CityError('SESSION_NOT_FOUND');
  }

  /** Ends the session of a cookie, where there is one. */
  async endByCookie(cookie: string): Promise<void> {
    await this.#db.deleteFrom('sessions').where('hash', '=', cookieHash(cookie)).execute();
  }

  async preferencesOf(caller: SignedIn): Promise<Preferences> {
    const row = await this.#db
      .selectFrom('preferences')
      .select(['elder', 'language'])
      .where('owner', '=', ownerOf(caller))
      .executeTakeFirst();
    return row ?? { elder: null, language: null };
  }

  async prefer(caller: SignedIn, wish: Preferences): Promise<void> {
    await this.#db
      .insertInto('preferences')
      .values({ owner: ownerOf(caller), ...wish })
      .onConflict((conflict) => conflict.column('owner').doUpdateSet(wish))
      .execute();
  }

  /** Forgets sessions and sign-ins whose time is over. */
  async forget(): Promise<void> {
    const now = this.#clock.now();
    await this.#db.deleteFrom('sessions').where('ends_at', '<', now).execute();
    await this.#db.deleteFrom('sign_ins').where('expires_at', '<', now).execute();
  }
}

function sessionOf(row: {
  readonly id: string;
  readonly caller: SignedIn;
  readonly name: string;
  readonly is_elder: boolean;
  readonly device: string;
  readonly created_at: Date;
  readonly used_at: Date;
  readonly ends_at: Date;
}): SessionRow {
  const idle = row.used_at.getTime() + IDLE[row.caller.kind] * MINUTE;
  return {
    id: row.id,
    caller: row.caller,
    name: row.name,
    isElder: row.is_elder,
    device: row.device,
    createdAt: row.created_at,
    usedAt: row.used_at,
    endsAt: new Date(Math.min(idle, row.ends_at.getTime())),
  };
}
