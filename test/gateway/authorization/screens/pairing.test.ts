/** A person-facing screen is paired with one window by a code and a key of its own, and is worth nothing once it was ended. */
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PUBLIC_URL } from '../../../support/authorization-ground.ts';
import {
  headersOf,
  type OfficersGround,
  openOfficersGround,
  staff,
  type Who,
} from '../../../support/officers-ground.ts';

const anyone: Who = { caller: { kind: 'anyone' } };
const clerk = staff('A-1');
const administrator = staff('A-0', { roles: ['administrator'], windows: [] });
type Pair = Awaited<ReturnType<typeof generateKeyPair>>;

let ground: OfficersGround;
let pair: Pair;
let other: Pair;
beforeAll(async () => {
  ground = await openOfficersGround();
  [pair, other] = [await generateKeyPair('ES256'), await generateKeyPair('ES256')];
}, 120_000);
afterAll(() => ground.close());
// So many pairings a minute from one address: each test is a minute of its own.
beforeEach(async () => {
  await ground.renew();
});

const showCode = async (window = 'CAB-W1', by: Who = clerk) =>
  (await ground.call(by, `/windows/${window}/screens/pairing`, {})).body;
const enter = async (code: string, key: Pair = pair) =>
  ground.call(anyone, '/screens', { code, jwk: await exportJWK(key.publicKey), name: '一号窗口副屏' });
const pairOne = async (window = 'CAB-W1'): Promise<string> => {
  const { code } = await showCode(window, staff('A-1', { windows: [window] }));
  return (await enter(code)).body.id;
};

type Claims = { iss?: string; sub?: string; aud?: string; exp?: number; jti?: string };
async function assert(id: string, claims: Claims = {}, key = pair.privateKey): Promise<string> {
  const now = Math.floor(ground.city.clock.now().getTime() / 1000);
  const standard = {
    ...{ iss: id, sub: id, aud: `${PUBLIC_URL}/screens/session` },
    ...{ iat: now, exp: now + 60, jti: randomUUID() },
  };
  return new SignJWT({ ...standard, ...claims }).setProtectedHeader({ alg: 'ES256' }).sign(key);
}
const signIn = async (assertion: string) => ground.call(anyone, '/screens/session', { assertion });
const tokenOf = async (id: string): Promise<Who> => ({
  token: (await signIn(await assert(id))).body.access_token,
});
const look = (who: Who) => ground.call(who, '/screen/request');

describe('pairing', () => {
  test('goes by eight digits that the window shows, once', async () => {
    const { code, expiresAt } = await showCode();
    expect(code).toMatch(/^\d{8}$/);
    expect(Date.parse(expiresAt) - ground.city.clock.now().getTime()).toBe(300_000);
    expect((await enter(code)).body).toMatchObject({ department: 'CAB', window: 'CAB-W1' });
    expect((await enter(code)).body.code).toBe('PAIRING_CODE_REFUSED');
  });

  test('takes a code once, however many enter it at the same time', async () => {
    const { code } = await showCode();
    const entered = await Promise.all(Array.from({ length: 8 }, () => enter(code)));
    expect(entered.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  test('takes no code after five minutes, and none that a newer one replaced', async () => {
    const { code: late } = await showCode();
    ground.city.clock.pass(300);
    expect((await enter(late)).body.code).toBe('PAIRING_CODE_REFUSED');
    const { code: former } = await showCode();
    await showCode();
    expect((await enter(former)).body.code).toBe('PAIRING_CODE_REFUSED');
  });

  test('lets nobody try many codes', async () => {
    const tries = [];
    for (let time = 0; time < 11; time++) tries.push((await enter('00000000')).body.code);
    expect(tries.slice(0, 10)).toEqual(Array(10).fill('PAIRING_CODE_REFUSED'));
    expect(tries[10]).toBe('TOO_MANY_REQUESTS');
  });

  test('takes no key that is none', async () => {
    const { code } = await showCode();
    const jwk = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) };
    expect((await ground.call(anyone, '/screens', { code, jwk, name: '屏' })).body.code).toBe('BAD_REQUEST');
    expect((await enter(code)).status).toBe(201);
  });

  test.each<[string, Who, string]>([
    ['a clerk of another window', staff('A-1', { windows: ['CAB-W2'] }), 'WRONG_WINDOW'],
    [
      'a clerk of another department',
      staff('E-1', { department: 'EDU', windows: ['CAB-W1'] }),
      'WRONG_WINDOW',
    ],
    ['an administrator', administrator, 'FORBIDDEN'],
    [
      'a system',
      { caller: { kind: 'system', client: 'cab-counter', department: 'CAB', scopes: ['ask'] } },
      'FORBIDDEN',
    ],
  ])('is begun by no %s', async (_, by, code) => {
    expect((await showCode('CAB-W1', by)).code).toBe(code);
  });
});

describe('a screen', () => {
  test('is known by a signed assertion, and sees its window alone', async () => {
    const id = await pairOne();
    const { body } = await signIn(await assert(id));
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
    expect((await look({ token: body.access_token })).body).toMatchObject({
      window: { code: 'CAB-W1' },
      request: null,
    });
    ground.city.clock.pass(961);
    expect((await look({ token: body.access_token })).body.code).toBe('UNAUTHENTICATED');
  });

  test('calls nothing but what screens may call', async () => {
    const who = await tokenOf(await pairOne());
    expect((await ground.call(who, '/me/requests')).body.code).toBe('FORBIDDEN');
    expect((await ground.call(who, '/windows/CAB-W1/officer-checks')).body.code).toBe('FORBIDDEN');
    expect((await ground.call(clerk, '/screen/request')).body.code).toBe('FORBIDDEN');
  });

  test('uses an assertion once, nor twice at once', async () => {
    const once = await assert(await pairOne());
    const answers = await Promise.all(Array.from({ length: 10 }, () => signIn(once)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test.each<[string, (id: string, now: number) => Claims]>([
    ['another audience', () => ({ aud: 'https://elsewhere.invalid' })],
    ['the address of systems’ tokens', () => ({ aud: `${PUBLIC_URL}/token` })],
    ['another subject', () => ({ sub: randomUUID() })],
    ['a screen that there isn’t', () => ({ iss: randomUUID() })],
    ['no screen at all', () => ({ iss: 'cab-counter', sub: 'cab-counter' })],
    ['an end in the past', (_, now) => ({ exp: now - 61 })],
    ['a life of more than five minutes', (_, now) => ({ exp: now + 361 })],
    ['an empty identifier', () => ({ jti: '' })],
  ])('isn’t known by an assertion with %s', async (_, claims) => {
    const id = await pairOne();
    const now = Math.floor(ground.city.clock.now().getTime() / 1000);
    expect((await signIn(await assert(id, claims(id, now)))).body.code).toBe('ASSERTION_REFUSED');
  });

  test('isn’t known by another’s key', async () => {
    const id = await pairOne();
    expect((await signIn(await assert(id, {}, other.privateKey))).body.code).toBe('ASSERTION_REFUSED');
  });

  test('that was ended is worth nothing at once: no token, no sign-in, no stream', async () => {
    const id = await pairOne();
    const who = await tokenOf(id);
    const address = await ground.app.listen({ port: 0, host: '127.0.0.1' });
    const stream = await fetch(`${address}/screen/events`, {
      headers: { ...headersOf(who), accept: 'text/event-stream' },
    });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain('CAB-W1');
    expect((await ground.call(clerk, `/screens/${id}/end`, {})).body).toEqual({ ended: true });
    expect((await reader?.read())?.done).toBe(true);
    expect((await look(who)).body.code).toBe('UNAUTHENTICATED');
    const decision = { decision: 'agree', subject: 'applicant' };
    expect((await ground.call(who, `/screen/requests/${randomUUID()}/decision`, decision)).body.code).toBe(
      'UNAUTHENTICATED',
    );
    expect((await fetch(`${address}/screen/events`, { headers: headersOf(who) })).status).toBe(401);
    expect((await signIn(await assert(id))).body.code).toBe('ASSERTION_REFUSED');
  });
});

describe('the list of a window’s screens', () => {
  test('says which are at work', async () => {
    const id = await pairOne('CAB-W3');
    const list = async () => (await ground.call(administrator, '/windows/CAB-W3/screens')).body.items;
    expect(await list()).toMatchObject([{ id, name: '一号窗口副屏', pairedBy: 'A-1', isLive: true }]);
    ground.city.clock.pass(60);
    expect(await list()).toMatchObject([{ id, isLive: false }]);
    await look(await tokenOf(id));
    expect(await list()).toMatchObject([{ id, isLive: true }]);
    await ground.call(administrator, `/screens/${id}/end`, {});
    expect(await list()).toEqual([]);
  });

  test.each<[string, Who]>([
    ['a clerk of another window', staff('A-1', { windows: ['CAB-W2'] })],
    ['another department’s clerk', staff('E-1', { department: 'EDU', windows: ['CAB-W1'] })],
    ['another department’s administrator', staff('E-0', { department: 'EDU', roles: ['administrator'] })],
  ])('is nothing for %s, who ends none either', async (_, by) => {
    const id = await pairOne();
    expect((await ground.call(by, '/windows/CAB-W1/screens')).body.code).toBe('WRONG_WINDOW');
    expect((await ground.call(by, `/screens/${id}/end`, {})).body.code).toBe('SCREEN_NOT_FOUND');
    expect((await look(await tokenOf(id))).status).toBe(200);
  });
});
