/** A person of a served town and a window's screen, both as they call the gateway: for whoever shows a face to it. */
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Movement } from '../../gateway/authorization/face/engine.ts';
import type { City } from '../../gateway/city.ts';

/** Calls as somebody; what comes back, whatever its status. */
export type CallAs = (
  path: string,
  more?: { readonly body?: object; readonly method?: 'DELETE' },
) => Promise<Record<string, unknown>>;

/** What somebody posts who was asked for these movements. */
export type Take = (movements: readonly Movement[]) => Promise<readonly string[]>;

const callWith =
  (address: string, token: string): CallAs =>
  async (path, { body, method = body === undefined ? 'GET' : 'POST' } = {}) => {
    const answer = await fetch(address + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as Record<string, unknown>;
  };

/** A person of the town, by the demonstration's sign-in. */
export async function personAt(address: string, number: string): Promise<CallAs> {
  const answer = await fetch(`${address}/demo/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number }),
  });
  const { access_token } = (await answer.json()) as { access_token: string };
  return callWith(address, access_token);
}

/** A screen with a key of its own at a window; pairing has tests of its own. */
export async function screenAt(address: string, { db }: Pick<City, 'db'>, window: string): Promise<CallAs> {
  const pair = await generateKeyPair('ES256');
  const id = randomUUID();
  const now = new Date();
  const department = window.split('-')[0] ?? '';
  const jwk = JSON.stringify(await exportJWK(pair.publicKey)) as never;
  await db
    .insertInto('screens')
    .values({
      id,
      department,
      window,
      name: '屏',
      kid: 'k',
      paired_by: 'A-1',
      jwk,
      paired_at: now,
      seen_at: now,
    })
    .execute();
  const assertion = await new SignJWT({
    iss: id,
    sub: id,
    aud: `${address}/screens/session`,
    jti: randomUUID(),
  })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(pair.privateKey);
  const answer = await fetch(`${address}/screens/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ assertion }),
  });
  const { access_token } = (await answer.json()) as { access_token: string };
  return callWith(address, access_token);
}

/** A challenge of one's own, finished with what `take` makes of its movements. */
export async function showOwn(me: CallAs, purpose: 'enrol' | 'verify', take: Take) {
  const { nonce, movements } = await me('/me/face/challenges', { body: { purpose } });
  const frames = await take(movements as Movement[]);
  const path = purpose === 'enrol' ? '/me/face/enrolment' : '/me/face/verification';
  return me(path, { body: { nonce, frames } });
}

/** What the applicant says before a screen. */
export const digitsOf = (number: string) => ({
  subject: 'applicant',
  lastFour: number.slice(-4),
  birthMonth: Number(number.slice(10, 12)),
});

/** The applicant of a request says digits before a screen and shows a face. */
export async function showAtScreen(
  screen: CallAs,
  request: string,
  { take, ...said }: ReturnType<typeof digitsOf> & { readonly take: Take },
) {
  const path = `/screen/requests/${request}/face`;
  const { nonce, movements } = await screen(`${path}/challenges`, { body: said });
  const frames = await take(movements as Movement[]);
  return screen(path, { body: { ...said, nonce, frames } });
}
