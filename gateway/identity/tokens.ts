/** Access tokens (RFC 9068): made for systems, checked for everybody. */
import { hash } from 'node:crypto';
import { createRemoteJWKSet, importJWK, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Caller, Scope, ScreenCaller, Subject } from '../actor.ts';
import { type Clock, secondsOf } from '../clock.ts';
import { CityError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Keys, SigningKey } from '../keys/keys.ts';
import { signJws } from '../keys/signing-key.ts';

/** Seconds for which an access token holds. */
export const TOKEN_LIFE = 900;
/** An operator's token is made for one command. */
const OPERATOR_LIFE = 60;
const MOST_CACHED = 10_000;
const SKEW = 60;
const scopes: ReadonlySet<string> = new Set<Scope>(['ask', 'issue', 'status']);

export type TokensParts = {
  readonly keys: Keys;
  readonly clock: Clock;
  /** Issuer of systems' tokens and audience of all. */
  readonly publicUrl: string;
  /** Who signs people in; the demonstration issuer where it equals `demonstrationIssuer(publicUrl)`. */
  readonly peopleIssuer: string | undefined;
  /** The subject of a citizen number. */
  readonly subjectOf: (number: string) => Subject | undefined;
  readonly departmentOf: (client: string) => string | undefined;
};

/** Issuer of the marked demonstration sign-in. */
export const demonstrationIssuer = (publicUrl: string): string => `${publicUrl}/demo`;

/** Issuer of the operator's own tokens, which only who opens the keystore can sign. */
const operatorIssuer = (publicUrl: string): string => `${publicUrl}/operator`;

/** Issuer of the tokens of person-facing screens. */
const screenIssuer = (publicUrl: string): string => `${publicUrl}/screens`;

/** A caller, and the second since 1970 at which the token ends that says so. */
export type Session = { readonly caller: Caller; readonly endsAt: number };

export class Tokens {
  readonly #parts: TokensParts;
  // A signature costs ten times a trivial request; a token that was checked stays checked until it ends.
  readonly #known = new Map<string, Session>();
  #remote: JWTVerifyGetKey | undefined;

  constructor(parts: TokensParts) {
    this.#parts = parts;
  }

  /** A token for a registered system. */
  forSystem(client: string, granted: readonly Scope[]): Promise<string> {
    return this.#sign(
      { client_id: client, scope: granted.join(' ') },
      { issuer: this.#parts.publicUrl, subject: client, key: this.#parts.keys.token('system') },
    );
  }

  /** A token for a paired screen; whoever takes it asks whether the screen is still paired. */
  forScreen({ screen, department, window }: Omit<ScreenCaller, 'kind'>): Promise<string> {
    const issuer = screenIssuer(this.#parts.publicUrl);
    return this.#sign(
      { department, window },
      { issuer, subject: screen, key: this.#parts.keys.token('system') },
    );
  }

  /** A token of the demonstration issuer for a person's number. */
  forDemonstration(number: string): Promise<string> {
    const issuer = demonstrationIssuer(this.#parts.publicUrl);
    return this.#sign({ number }, { issuer, subject: newId(), key: this.#parts.keys.token('people') });
  }

  /** A token of the operator, by the key in the keystore. */
  forOperator(): Promise<string> {
    const issuer = operatorIssuer(this.#parts.publicUrl);
    const key = this.#parts.keys.token('operator');
    return this.#sign({}, { issuer, subject: 'operator', key, life: OPERATOR_LIFE });
  }

  /**
   * Who the bearer is, and until when. A token made for longer than fifteen minutes is none: it would be taken wherever
   * its age isn't looked at.
   * @throws CityError UNAUTHENTICATED for a token that isn't accepted, whatever the reason.
   */
  async check(token: string): Promise<Session> {
    const now = secondsOf(this.#parts.clock.now());
    const name = hash('sha256', token, 'base64url');
    const known = this.#known.get(name);
    if (known !== undefined && now < known.endsAt) return known;
    const fresh = await this.#verify(token);
    if (this.#known.size >= MOST_CACHED) this.#known.delete(this.#known.keys().next().value ?? '');
    this.#known.set(name, fresh);
    return fresh;
  }

  async #verify(token: string): Promise<Session> {
    try {
      const issuer = issuerIn(token);
      const { payload } = await jwtVerify(token, await this.#keyOf(issuer), {
        issuer,
        audience: this.#parts.publicUrl,
        typ: 'at+jwt',
        algorithms: ['ES256'],
        requiredClaims: ['exp', 'iat', 'sub', 'jti'],
        maxTokenAge: TOKEN_LIFE,
        clockTolerance: SKEW,
        currentDate: this.#parts.clock.now(),
      });
      const { iat = 0, exp = Number.POSITIVE_INFINITY } = payload;
      if (exp - iat > TOKEN_LIFE) throw new CityError('UNAUTHENTICATED');
      return { caller: this.#callerOf(issuer, payload), endsAt: exp };
    } catch (error) {
      throw error instanceof CityError ? error : new CityError('UNAUTHENTICATED', {}, error);
    }
  }

  async #keyOf(issuer: string): Promise<JWTVerifyGetKey> {
    const { keys, publicUrl, peopleIssuer } = this.#parts;
    if (issuer === publicUrl || issuer === screenIssuer(publicUrl)) return keyGetter(keys.token('system'));
    if (issuer === operatorIssuer(publicUrl)) return keyGetter(keys.token('operator'));
    if (peopleIssuer === undefined || issuer !== peopleIssuer) throw new CityError('UNAUTHENTICATED');
    if (issuer === demonstrationIssuer(publicUrl)) return keyGetter(keys.token('people'));
    this.#remote ??= createRemoteJWKSet(await jwksOf(issuer));
    return this.#remote;
  }

  #callerOf(issuer: string, payload: JWTPayload): Caller {
    if (issuer === this.#parts.publicUrl) {
      const client = String(payload.client_id);
      const department = this.#parts.departmentOf(client);
      if (department === undefined) throw new CityError('UNAUTHENTICATED');
      const granted = String(payload.scope)
        .split(' ')
        .filter((scope): scope is Scope => scopes.has(scope));
      return { kind: 'system', client, department, scopes: granted };
    }
    if (issuer === operatorIssuer(this.#parts.publicUrl)) return { kind: 'operator' };
    if (issuer === screenIssuer(this.#parts.publicUrl)) return screenIn(payload);
    const subject = this.#parts.subjectOf(String(payload.number));
    if (subject === undefined) throw new CityError('UNAUTHENTICATED');
    return { kind: 'person', subject };
  }

  #sign(claims: JWTPayload, { issuer, subject, key, life = TOKEN_LIFE }: Signing): Promise<string> {
    const { publicUrl, clock } = this.#parts;
    const now = secondsOf(clock.now());
    const times = { iat: now, exp: now + life, jti: newId() };
    return signJws(
      { alg: 'ES256', typ: 'at+jwt', kid: key.kid },
      { iss: issuer, sub: subject, aud: publicUrl, ...times, ...claims },
      key,
    );
  }
}

type Signing = {
  readonly issuer: string;
  readonly subject: string;
  readonly key: SigningKey;
  readonly life?: number;
};

function keyGetter({ jwk }: SigningKey): JWTVerifyGetKey {
  return () => importJWK(jwk, 'ES256');
}

const screenIn = ({ sub, department, window }: JWTPayload): Caller => ({
  kind: 'screen',
  screen: String(sub),
  department: String(department),
  window: String(window),
});

/** Whose token it claims to be; only chooses the key that it is then checked with. */
function issuerIn(token: string): string {
  const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return typeof payload === 'object' && payload !== null && 'iss' in payload ? String(payload.iss) : '';
}

/** Where an issuer publishes its keys (OpenID Connect Discovery section 4). */
async function jwksOf(issuer: string): Promise<URL> {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5000),
  });
  const { jwks_uri } = (await answer.json()) as { jwks_uri: string };
  return new URL(jwks_uri);
}
