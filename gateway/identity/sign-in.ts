/** Signing in at a provider: OpenID Connect Core 1.0, code flow with PKCE (RFC 7636), begun and ended in the same browser. */
import type { Kysely } from 'kysely';
import * as openid from 'openid-client';
import type { Subject } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { PeopleProvider, StaffProvider } from '../config/sign-in.ts';
import type { SignInTable } from '../database/tables/sessions.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { newToken } from '../ids.ts';
import { type Claims, personFrom, staffFrom } from './claims.ts';
import { cookieHash } from './cookies.ts';
import type { NewSession } from './sessions.ts';

/** Seconds that somebody may take at the provider. */
export const SIGN_IN_LIFE = 600;
const TIMEOUT = 10;

export type Audience = 'person' | 'staff';

type WithSecret<T> = T & { readonly clientSecret?: string | undefined };

export type SignInParts = {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly people: WithSecret<PeopleProvider> | undefined;
  readonly staff: WithSecret<StaffProvider> | undefined;
  readonly subjectOf: (number: string) => Subject | undefined;
  readonly maskName: (name: string) => string;
};

/** Where the browser goes on, and what it must bring back. */
export type Begun = { readonly address: string; readonly cookie: string };
export type Ended = { readonly known: Omit<NewSession, 'device'>; readonly to: string };

export class SignIn {
  readonly #parts: SignInParts;
  readonly #providers = new Map<Audience, Promise<openid.Configuration>>();

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  /** @throws CityError SIGN_IN_NOT_OFFERED, SIGN_IN_NEEDS_TLS, SIGN_IN_UNREACHABLE */
  async begin(audience: Audience, to: string): Promise<Begun> {
    const provider = await this.#provider(audience);
    const [cookie, state, nonce] = [newToken(32), newToken(32), newToken(32)];
    const verifier = openid.randomPKCECodeVerifier();
    const expires_at = new Date(this.#parts.clock.now().getTime() + 1000 * SIGN_IN_LIFE);
    const row = { hash: cookieHash(cookie), audience, state, nonce, verifier, goes_to: to, expires_at };
    await this.#parts.db.insertInto('sign_ins').values(row).execute();
    const address = openid.buildAuthorizationUrl(provider, {
      redirect_uri: this.#returnAddress,
      scope: this.#settings(audience).scope,
      // At a machine that many use nobody goes on as who was there before.
      prompt: 'login',
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { address: address.href, cookie };
  }

  /**
   * Who came back, by the parameters of the address that the provider sent the browser to. What was begun ends here,
   * whatever comes of it.
   * @throws CityError SIGN_IN_EXPIRED where this browser began nothing that is still open; SIGN_IN_CANCELLED;
   * SIGN_IN_FAILED where the provider's answer isn't accepted, whatever the reason; SIGN_IN_UNKNOWN, NO_ROLE,
   * SIGN_IN_UNREACHABLE
   */
  async end(cookie: string | undefined, query: string): Promise<Ended> {
    const begun = await this.#take(cookie);
    if (begun === undefined) throw new CityError('SIGN_IN_EXPIRED');
    const provider = await this.#provider(begun.audience);
    const claims = await this.#claims(provider, begun, query);
    const { subjectOf, maskName, clock } = this.#parts;
    const known =
      begun.audience === 'person'
        ? personFrom(claims, { provider: this.#people, subjectOf, maskName, now: clock.now() })
        : staffFrom(claims, { provider: this.#staff, maskName });
    return { known, to: begun.goes_to };
  }

  /** Where the provider ends its own session (OpenID Connect RP-Initiated Logout 1.0); null where it has no such place. */
  async endAddress(audience: Audience): Promise<string | null> {
    const provider = await this.#provider(audience).catch(() => undefined);
    if (provider?.serverMetadata().end_session_endpoint === undefined) return null;
    const { clientId } = this.#settings(audience);
    return openid.buildEndSessionUrl(provider, {
      client_id: clientId,
      post_logout_redirect_uri: this.#parts.publicUrl,
    }).href;
  }

  async #take(cookie: string | undefined) {
    if (cookie === undefined) return undefined;
    const row = await this.#parts.db
      .deleteFrom('sign_ins')
      .where('hash', '=', cookieHash(cookie))
      .returningAll()
      .executeTakeFirst();
    return row !== undefined && row.expires_at > this.#parts.clock.now() ? row : undefined;
  }

  async #claims(
    provider: openid.Configuration,
    { audience, state, nonce, verifier }: SignInTable,
    query: string,
  ): Promise<Claims> {
    const address = new URL(`${this.#returnAddress}${query}`);
    if (address.searchParams.get('error') === 'access_denied' && address.searchParams.get('state') === state)
      throw new CityError('SIGN_IN_CANCELLED');
    try {
      const tokens = await openid.authorizationCodeGrant(provider, address, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new CityError('SIGN_IN_FAILED');
      if (this.#isEnough(audience, claims) || provider.serverMetadata().userinfo_endpoint === undefined)
        return claims;
      return { ...claims, ...(await openid.fetchUserInfo(provider, tokens.access_token, claims.sub)) };
    } catch (error) {
      throw error instanceof CityError ? error : new CityError('SIGN_IN_FAILED', {}, error);
    }
  }

  /** Providers may keep what is told of somebody out of the ID token. */
  #isEnough(audience: Audience, claims: Claims): boolean {
    if (audience === 'person') return this.#people.claims.number in claims;
    const { roles, claims: names } = this.#staff;
    return names.staff in claims && roles.some(({ claim }) => claim in claims);
  }

  async #provider(audience: Audience): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings(audience);
    if (this.#isOpen()) throw new CityError('SIGN_IN_NEEDS_TLS');
    let found = this.#providers.get(audience);
    if (found === undefined) {
      const auth = clientSecret === undefined ? openid.None() : openid.ClientSecretBasic(clientSecret);
      const isLocal = isLoopback(issuer);
      found = openid.discovery(new URL(issuer), clientId, undefined, auth, {
        timeout: TIMEOUT,
        execute: isLocal ? [openid.allowInsecureRequests] : [],
      });
      this.#providers.set(audience, found);
      // Asked again the next time, should it have been away.
      found.catch(() => this.#providers.delete(audience));
    }
    try {
      return await found;
    } catch (error) {
      throw new CityError('SIGN_IN_UNREACHABLE', {}, error);
    }
  }

  /** Whoever sits between could read the session's cookie. */
  #isOpen(): boolean {
    const { publicUrl } = this.#parts;
    return publicUrl.startsWith('http:') && !isLoopback(publicUrl);
  }

  #settings(audience: Audience): WithSecret<PeopleProvider> | WithSecret<StaffProvider> {
    return audience === 'person' ? this.#people : this.#staff;
  }

  get #people(): WithSecret<PeopleProvider> {
    return this.#parts.people ?? refuse();
  }

  get #staff(): WithSecret<StaffProvider> {
    return this.#parts.staff ?? refuse();
  }

  get #returnAddress(): string {
    return `${this.#parts.publicUrl}/sign-in/return`;
  }
}

function refuse(): never {
  throw new CityError('SIGN_IN_NOT_OFFERED');
}

/** True for an address of this machine over plain HTTP. */
export const isLoopback = (url: string): boolean =>
  /^http:\/\/(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)(?::\d+)?(?:\/|$)/.test(url);
