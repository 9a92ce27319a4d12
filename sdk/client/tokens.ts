/** Access tokens by a signed assertion (private_key_jwt, RFC 7523): the key never travels. */
import { calculateJwkThumbprint, importJWK, type JWK, SignJWT } from 'jose';
import { type HttpOptions, interruptible, persist, sendOnce } from './http.ts';
import { CityProblem, isRecord } from './problem.ts';

/** A registered client and its private P-256 key. */
export type Credentials = { readonly client: string; readonly key: JWK };

type Known = { readonly token: string; readonly until: number };

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Seconds before its end at which a token is given up. */
const MARGIN = 30;

/** @throws TypeError for what is no private P-256 key. */
export function checkKey(key: JWK): void {
  const { kty, crv, x, y, d } = key;
  const isWhole = [x, y, d].every((part) => typeof part === 'string');
  if (kty !== 'EC' || crv !== 'P-256' || !isWhole)
    throw new TypeError('the key of a client is a private P-256 key as a JWK');
}

/** Gives the token there is, or a new one when that is about to end; asked for once by however many wait for it. */
export function openTokens(http: HttpOptions, { client, key }: Credentials) {
  let known: Known | undefined;
  let coming: Promise<Known> | undefined;
  const ask = async (): Promise<Known> => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: await assertionOf({ client, key }, `${http.gateway}/token`),
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const wish = { method: 'POST', path: '/token', headers, body: body.toString() } as const;
    return sendOnce(http, { ...wish, isRepeatable: true }, readToken);
  };
  // An assertion is taken once: each try signs a new one.
  const renew = (): Promise<Known> => persist(http, { isRepeatable: true }, ask);
  return {
    /** @throws CityProblem; the signal's reason where it was aborted, while others go on waiting. */
    token: async (signal?: AbortSignal): Promise<string> => {
      if (known !== undefined && Date.now() < known.until) return known.token;
      coming ??= renew().finally(() => {
        coming = undefined;
      });
      known = await interruptible(coming, signal);
      return known.token;
    },
    /** Gives up a token that the gateway no longer takes. */
    forget: (): void => {
      known = undefined;
    },
  };
}

async function readToken(response: Response): Promise<Known> {
  const answer: unknown = await response.json();
  if (!isRecord(answer) || typeof answer.access_token !== 'string' || typeof answer.expires_in !== 'number')
    throw new CityProblem(response.status, { code: 'BAD_ANSWER' });
  return { token: answer.access_token, until: Date.now() + 1000 * (answer.expires_in - MARGIN) };
}

async function assertionOf({ client, key }: Credentials, audience: string): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: await calculateJwkThumbprint(key) })
    .setIssuer(client)
    .setSubject(client)
    .setAudience(audience)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(await importJWK(key, 'ES256'));
}
