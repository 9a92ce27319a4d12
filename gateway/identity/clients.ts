/** Departments' systems prove who they are by a signed assertion (private_key_jwt, RFC 7523), each usable once. */
import { createLocalJWKSet, decodeJwt, type JWK, jwtVerify } from 'jose';
import { type Kysely, sql } from 'kysely';
import type { Scope } from '../actor.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Clock } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import type { PublicJwk } from '../keys/keys.ts';
import { thumbprintOf } from '../keys/signing-key.ts';

const MOST_LIFE = 300;
const SKEW = 60;

export type ClientsParts = {
  readonly db: Kysely<Tables>;
  readonly catalog: Catalog;
  readonly clock: Clock;
  /** What the assertion must be addressed to: the gateway or its token endpoint. */
  readonly audiences: readonly string[];
};

/** Registers a public key of a client; a client may have several while it changes them. */
export async function registerClientKey(
  db: Kysely<Tables>,
  client: string,
  { kty, crv, x, y }: PublicJwk,
): Promise<void> {
  const jwk = { kty, crv, x, y };
  await db
    .insertInto('client_keys')
    .values({ client, kid: thumbprintOf(jwk), jwk: JSON.stringify(jwk) as never })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * The client of an assertion and the scopes that it is granted; all that it is registered for where none are named.
 * @throws CityError ASSERTION_REFUSED for an assertion that isn't accepted, whatever the reason; SCOPE_REFUSED
 */
export async function grantScopes(
  assertion: string,
  asked: string | undefined,
  parts: ClientsParts,
): Promise<{ client: string; scopes: readonly Scope[] }> {
  const keysOf = (claimed: string) => keysOfClient(claimed, parts.db);
  const client = parts.catalog.findClient(await checkAssertion(assertion, { ...parts, keysOf }));
  if (client === undefined) throw new CityError('ASSERTION_REFUSED');
  const wanted = asked === undefined || asked === '' ? client.scopes : asked.split(' ');
  const scopes = client.scopes.filter((scope) => wanted.includes(scope));
  if (scopes.length !== wanted.length) throw new CityError('SCOPE_REFUSED');
  return { client: client.id, scopes };
}

const keysOfClient = (client: string, db: Kysely<Tables>) =>
  db.selectFrom('client_keys').select(['kid', 'jwk']).where('client', '=', client).execute();

export type AssertionParts = Pick<ClientsParts, 'db' | 'clock' | 'audiences'> & {
  /** Public P-256 keys of whom an assertion claims to come from. */
  readonly keysOf: (claimed: string) => Promise<readonly Pick<Tables['client_keys'], 'kid' | 'jwk'>[]>;
};

/**
 * Who signed an assertion (RFC 7523 section 3): issuer and subject alike, addressed to us, at most five minutes long, and
 * never seen before. @throws CityError ASSERTION_REFUSED, whatever the reason
 */
export async function checkAssertion(
  assertion: string,
  { db, clock, audiences, keysOf }: AssertionParts,
): Promise<string> {
  try {
    const claimed = String(decodeJwt(assertion).iss);
    const keys = (await keysOf(claimed)).map(
      ({ kid, jwk }): JWK => ({ ...jwk, kid, alg: 'ES256', use: 'sig' }),
    );
    const { payload } = await jwtVerify(assertion, createLocalJWKSet({ keys }), {
      issuer: claimed,
      subject: claimed,
      audience: [...audiences],
      algorithms: ['ES256'],
      requiredClaims: ['exp', 'jti'],
      clockTolerance: SKEW,
      currentDate: clock.now(),
    });
    const { exp = 0, jti = '' } = payload;
    const now = Math.floor(clock.now().getTime() / 1000);
    if (jti === '' || exp > now + MOST_LIFE + SKEW) throw new CityError('ASSERTION_REFUSED');
    await useOnce(db, `${claimed}/${jti}`, new Date(1000 * (exp + SKEW)));
    return claimed;
  } catch (error) {
    throw error instanceof CityError ? error : new CityError('ASSERTION_REFUSED', {}, error);
  }
}

async function useOnce(db: Kysely<Tables>, name: string, expiresAt: Date): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into used_assertions (hash, expires_at)
    values (encode(sha256(convert_to(${name}, 'UTF8')), 'hex'), ${expiresAt})
    on conflict do nothing
  `.execute(db);
  if (numAffectedRows !== 1n) throw new CityError('ASSERTION_REFUSED');
}

/** Forgets assertions that have ended by themselves. */
export async function forgetAssertions(db: Kysely<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('used_assertions').where('expires_at', '<', now).execute();
}
