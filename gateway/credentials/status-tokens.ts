/** Published status lists: Token Status List tokens that show what the ledger has. */
import { deflateSync } from 'node:zlib';
import type { Kysely } from 'kysely';
import { type Clock, secondsOf } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import type { CityNames } from '../ids.ts';
import type { SigningKey } from '../keys/keys.ts';
import { signJws } from '../keys/signing-key.ts';

/** Seconds for which a verifier may keep a token, and after which it is not to be believed. */
export const TOKEN_TTL = 300;
const TOKEN_LIFE = 86_400;

export type StatusTokensParts = {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly names: CityNames;
  /** A key of the department that the ledger accredits and that hasn't ended; undefined where there is none. */
  readonly statusKey: (department: string) => SigningKey | undefined;
};

type Signed = {
  readonly token: string;
  readonly issuedAt: number;
  readonly head: string;
  readonly kid: string;
};

export class StatusTokens {
  readonly #parts: StatusTokensParts;
  readonly #signed = new Map<string, Signed>();

  constructor(parts: StatusTokensParts) {
    this.#parts = parts;
  }

  /** The list's token, made anew when the list or the key changed or half its time to live is over; undefined for no such list. */
  async token(department: string, list: number): Promise<string | undefined> {
    const { db, clock, names, statusKey } = this.#parts;
    const key = statusKey(department);
    const found = await db
      .selectFrom('status_lists')
      .select('head')
      .where('department', '=', department)
      .where('list', '=', list)
      .executeTakeFirst();
    if (key === undefined || found === undefined) return undefined;
    const now = secondsOf(clock.now());
    const head = found.head.toString('hex');
    const name = `${department}/${list}`;
    const known = this.#signed.get(name);
    if (
      known !== undefined &&
      known.head === head &&
      known.kid === key.kid &&
      now < known.issuedAt + TOKEN_TTL / 2 &&
      now >= known.issuedAt
    )
      return known.token;
    const { anchored } = await db
      .selectFrom('status_lists')
      .select('anchored')
      .where('department', '=', department)
      .where('list', '=', list)
      .executeTakeFirstOrThrow();
    const payload = {
      sub: names.statusList(department, list),
      iat: now,
      exp: now + TOKEN_LIFE,
      ttl: TOKEN_TTL,
      status_list: { bits: 2, lst: deflateSync(anchored, { level: 9 }).toString('base64url') },
    };
    const token = await signJws({ alg: 'ES256', typ: 'statuslist+jwt', kid: key.kid }, payload, key);
    this.#signed.set(name, { token, issuedAt: now, head, kid: key.kid });
    return token;
  }
}
