/** Who this screen is: the key that it made and never gives away, and the window that it was paired with. */
import type { PairScreen } from '../../../sdk/schemas/screens.ts';
import { call } from '../calls/call.ts';
import { step } from '../calls/device-database.ts';

/** A screen that is paired. Its key can't be read out, by this page either. */
export type Paired = {
  readonly id: string;
  readonly window: string;
  readonly key: CryptoKey;
};

const NAME = 'this';

/** False where the browser has no cryptography for pages: over plain HTTP from another machine. */
export const canBePaired: boolean = globalThis.isSecureContext && globalThis.indexedDB !== undefined;

export const findPaired = async (): Promise<Paired | undefined> =>
  canBePaired ? step<Paired | undefined>('screen', 'readonly', (store) => store.get(NAME)) : undefined;

/** Pairs this screen with the window that shows the code. @throws CallProblem, Unreached */
export async function pair(code: string, name: string): Promise<Paired> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  const body: PairScreen = { code, jwk: { kty: 'EC', crv: 'P-256', x, y }, name };
  const { id, window } = await call<{ readonly id: string; readonly window: string }>('POST', '/screens', {
    body,
  });
  const paired: Paired = { id, window, key: keys.privateKey };
  await step('screen', 'readwrite', (store) => store.put(paired, NAME));
  return paired;
}

/** Forgets who this screen was. */
export const forgetPaired = (): Promise<unknown> =>
  step('screen', 'readwrite', (store) => store.delete(NAME));

/**
 * What this screen says of itself, signed: for the gateway alone, a minute long and good once (RFC 7523 section 3).
 * `now` is in seconds since 1970 by the gateway's clock.
 */
export async function assertionOf({ id, key }: Paired, audience: string, now: number): Promise<string> {
  const claims = { iss: id, sub: id, aud: audience, iat: now, exp: now + 60, jti: crypto.randomUUID() };
  const input = `${partOf({ alg: 'ES256' })}.${partOf(claims)}`;
  const how = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(how, key, new TextEncoder().encode(input));
  return `${input}.${base64url(new Uint8Array(signature))}`;
}

const partOf = (value: object): string => base64url(new TextEncoder().encode(JSON.stringify(value)));

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
