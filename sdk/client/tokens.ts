/** Access tokens by a signed assertion (private_key_jwt, RFC 7523): the key never travels. */
import { calculateJwkThumbprint, importJWK, type JWK, SignJWT } from 'jose';
import { call, type HttpOptions } from './http.ts';

/** A registered client and its private P-256 key. */
export type Credentials = { readonly client: string; readonly key: JWK };

type Answer = { readonly access_token: string; readonly expires_in: number };
type Known = { readonly token: string; readonly until: number };

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Seconds before its end at which a token is given up. */
const MARGIN = 30;

/** Gives the token there is, or a new one when that is about to end; asked for once by however many wait for it. */
export function openTokens(http: HttpOptions, { client, key }: Credentials) {
  let known: Known | undefined;
  let coming: Promise<Known> | undefined;
  const renew = async (): Promise<Known> => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: await assertionOf({ client, key }, `${http.gateway}/token`),
    });
    const answer = await call<Answer>(http, {
      method: 'POST',
      path: '/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
      // An assertion is taken once: a lost answer needs a new one.
      isRepeatable: false,
    });
    return { token: answer.access_token, until: Date.now() + 1000 * (answer.expires_in - MARGIN) };
  };
  return {
    token: async (): Promise<string> => {
      if (known !== undefined && Date.now() < known.until) return known.token;
      coming ??= renew().finally(() => {
        coming = undefined;
      });
      known = await coming;
      return known.token;
    },
    /** Gives up a token that the gateway no longer takes. */
    forget: (): void => {
      known = undefined;
    },
  };
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
