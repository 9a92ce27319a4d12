/** Who gets in: systems with a signed assertion used once, people with a token of their issuer, and nobody else. */
import { generateKeyPairSync } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { calculateJwkThumbprint, exportJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subjectOf } from '../../../gateway/credentials/subjects.ts';
import type { OpenDatabase } from '../../../gateway/database/open.ts';
import { registerClientKey } from '../../../gateway/identity/clients.ts';
import { identityPlugin } from '../../../gateway/identity/plugin.ts';
import { identityRoutes } from '../../../gateway/identity/routes.ts';
import { demonstrationIssuer, Tokens } from '../../../gateway/identity/tokens.ts';
import type { PublicJwk } from '../../../gateway/keys/keys.ts';
import { answerProblem } from '../../../gateway/problem.ts';
import { catalog, testClock } from '../../support/city-ground.ts';
import { openTestDatabase } from '../../support/database.ts';
import { makeFolder, openTestKeys } from '../../support/ledger-folder.ts';
import { citizenNumber } from '../../support/people.ts';

const URL = 'http://127.0.0.1:8080';
const { folder, remove } = makeFolder();
const keys = openTestKeys(folder);
const clock = testClock();
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
let database: OpenDatabase;
let app: FastifyInstance;
/** The same behind a proxy whose headers are believed. */
let proxied: FastifyInstance;

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  await registerClientKey(db, 'psb-counter', (await exportJWK(pair.publicKey)) as PublicJwk);
  const tokens = new Tokens({
    keys,
    clock,
    publicUrl: URL,
    peopleIssuer: demonstrationIssuer(URL),
    subjectOf: (number) => subjectOf(keys, number),
    departmentOf: (client) => catalog.findClient(client)?.departmentCode,
  });
  const open = async (trustProxy: boolean): Promise<FastifyInstance> => {
    const made = Fastify({ trustProxy });
    made.setValidatorCompiler(validatorCompiler);
    made.setSerializerCompiler(serializerCompiler);
    made.setErrorHandler(answerProblem);
    await made.register(identityPlugin({ tokens }));
    await made.register(
      identityRoutes(tokens, { db, catalog, clock, audiences: [URL, `${URL}/token`] }, true),
    );
    return made;
  };
  [app, proxied] = [await open(false), await open(true)];
  app.get('/ask', { config: { callers: ['system:ask'] } }, async ({ caller }) => caller);
  app.get('/issue', { config: { callers: ['system:issue'] } }, async ({ caller }) => caller);
  app.get('/me', { config: { callers: ['person'] } }, async ({ caller }) => caller);
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await proxied.close();
  await database.close();
  remove();
});

type Claims = { iss?: string; sub?: string; aud?: string; exp?: number; jti?: string };

async function assertion(claims: Claims = {}, key = pair.privateKey): Promise<string> {
  const now = Math.floor(clock.now().getTime() / 1000);
  const kid = await calculateJwkThumbprint(await exportJWK(pair.publicKey));
  const standard = {
    iss: 'psb-counter',
    sub: 'psb-counter',
    aud: `${URL}/token`,
    exp: now + 60,
    iat: now,
    jti: crypto.randomUUID(),
  };
  return new SignJWT({ ...standard, ...claims }).setProtectedHeader({ alg: 'ES256', kid }).sign(key);
}

const askToken = async (client_assertion: string, more: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion,
      ...more,
    }).toString(),
  });

const get = async (url: string, token?: string) =>
  app.inject({ url, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });

describe('a department’s system', () => {
  test('gets a token for its registered scopes, and is known by it', async () => {
    const { access_token, scope, token_type, expires_in } = (await askToken(await assertion())).json();
    expect([scope, token_type, expires_in]).toEqual(['ask issue status', 'Bearer', 900]);
    expect((await get('/ask', access_token)).json()).toEqual({
      kind: 'system',
      client: 'psb-counter',
      department: 'PSB',
      scopes: ['ask', 'issue', 'status'],
    });
  });

  test('gets no further than the scope that it asked for, and none that it isn’t registered for', async () => {
    const { access_token } = (await askToken(await assertion(), { scope: 'ask' })).json();
    expect((await get('/ask', access_token)).statusCode).toBe(200);
    expect((await get('/issue', access_token)).json()).toMatchObject({ code: 'FORBIDDEN' });
    expect((await askToken(await assertion(), { scope: 'ask everything' })).json()).toMatchObject({
      code: 'SCOPE_REFUSED',
    });
  });

  test('can’t use an assertion twice, nor by a hundred tries at once', async () => {
    const once = await assertion();
    const answers = await Promise.all(Array.from({ length: 20 }, () => askToken(once)));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    expect((await askToken(once)).json()).toMatchObject({ code: 'ASSERTION_REFUSED' });
  });

  const now = Math.floor(clock.now().getTime() / 1000);
  test.each<[string, Claims]>([
    ['for another audience', { aud: 'https://elsewhere.invalid' }],
    ['that has expired', { exp: now - 61 }],
    ['that lives too long', { exp: now + 3600 }],
    ['without a jti', { jti: '' }],
    ['of a client that isn’t there', { iss: 'nobody', sub: 'nobody' }],
    ['for another subject', { sub: 'cab-counter' }],
    ['of a client that has no key', { iss: 'cab-counter', sub: 'cab-counter' }],
  ])('is refused with an assertion %s', async (_name, claims) => {
    const answer = await askToken(await assertion(claims));
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'ASSERTION_REFUSED']);
  });

  test('is refused with an assertion of another key', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect((await askToken(await assertion({}, privateKey))).json()).toMatchObject({
      code: 'ASSERTION_REFUSED',
    });
  });
});

describe('a person', () => {
  const number = citizenNumber('1946-01-01', 80);
  const signIn = (given: string, ip = '127.0.0.1') =>
    app.inject({ method: 'POST', url: '/demo/sign-in', payload: { number: given }, remoteAddress: ip });

  test('is known by the keyed hash of their number and by nothing else', async () => {
    const { access_token, demonstration } = (await signIn(number)).json();
    expect(demonstration).toBe(true);
    expect((await get('/me', access_token)).json()).toEqual({
      kind: 'person',
      subject: subjectOf(keys, number),
    });
    expect((await get('/ask', access_token)).json()).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('is signed in by the demonstration only with a fictional number and on this machine', async () => {
    expect((await signIn('11010519491231002X')).json()).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    expect((await signIn(number, '10.0.0.7')).json()).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    expect((await signIn('990000194601010801')).json()).toMatchObject({ code: 'SIGN_IN_REFUSED' });
  });

  test.each([
    ['x-forwarded-for', '127.0.0.1'],
    ['forwarded', 'for=127.0.0.1'],
    ['x-real-ip', '127.0.0.1'],
    ['via', '1.1 proxy'],
  ])(
    'isn’t signed in by the demonstration through a proxy, which would be this machine to it: %s',
    async (header, value) => {
      const signInBy = (remoteAddress: string) =>
        proxied.inject({
          method: 'POST',
          url: '/demo/sign-in',
          payload: { number },
          remoteAddress,
          headers: { [header]: value },
        });
      for (const address of ['10.0.0.7', '127.0.0.1'])
        expect((await signInBy(address)).json()).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    },
  );

  test('is not known any more once the token has ended', async () => {
    const { access_token } = (await signIn(number)).json();
    expect((await get('/me', access_token)).statusCode).toBe(200);
    clock.pass(961);
    expect((await get('/me', access_token)).json()).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('a token', () => {
  const key = keys.token('people');
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const nowOf = (): number => Math.floor(clock.now().getTime() / 1000);
  const make = async (claims: object, { typ = 'at+jwt', signer = key } = {}): Promise<string> => {
    const now = nowOf();
    const standard = {
      iss: demonstrationIssuer(URL),
      aud: URL,
      sub: 's',
      jti: 'j',
      iat: now,
      exp: now + 60,
      number: citizenNumber('1990-01-01', 1),
    };
    const input = `${encode({ alg: 'ES256', typ, kid: signer.kid })}.${encode({ ...standard, ...claims })}`;
    return `${input}.${await signer.sign(input)}`;
  };

  test('made as it should is taken, for fifteen minutes and no longer, however often it was seen', async () => {
    const token = await make({ exp: nowOf() + 900 });
    expect((await get('/me', token)).statusCode).toBe(200);
    clock.pass(899);
    expect((await get('/me', token)).statusCode).toBe(200);
    clock.pass(62);
    expect((await get('/me', token)).json()).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test.each<[string, () => Promise<string>]>([
    ['for another audience', () => make({ aud: 'https://elsewhere.invalid' })],
    ['of another issuer', () => make({ iss: 'https://elsewhere.invalid' })],
    [
      'of people that claims to be a system’s',
      () => make({ iss: URL, client_id: 'psb-counter', scope: 'ask' }),
    ],
    ['that is no access token', () => make({}, { typ: 'JWT' })],
    ['signed with another key', () => make({}, { signer: keys.token('system') })],
    ['without a number', () => make({ number: 'none' })],
    ['that was issued long ago for long', () => make({ iat: 1, exp: 4_000_000_000 })],
    ['that lives for longer than fifteen minutes', () => make({ exp: nowOf() + 901 })],
    ['that is none', async () => 'nonsense'],
  ])('%s is refused', async (_name, forge) => {
    const answer = await get('/me', await forge());
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  test('is needed where a route doesn’t take everybody', async () => {
    expect((await get('/me')).json()).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

test('a route that doesn’t say who may call it stops the start', async () => {
  const other = Fastify();
  await other.register(
    identityPlugin({ tokens: { check: async () => ({ caller: { kind: 'anyone' }, endsAt: 0 }) } }),
  );
  expect(() => other.get('/open', async () => 'hello')).toThrow('does not say who may call it');
});
