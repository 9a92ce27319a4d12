/** Signing in by pages: at the demonstration's provider end to end, and everything that a session must be. */
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maskName } from '../../../gateway/credentials/masked-name.ts';
import { subjectOf } from '../../../gateway/credentials/subjects.ts';
import type { OpenDatabase } from '../../../gateway/database/open.ts';
import { Cookies, cookieHash } from '../../../gateway/identity/cookies.ts';
import { demonstrationRoutes, demonstrationSignIn } from '../../../gateway/identity/demonstration.ts';
import { identityPlugin } from '../../../gateway/identity/plugin.ts';
import { sessionRoutes } from '../../../gateway/identity/session-routes.ts';
import { Sessions } from '../../../gateway/identity/sessions.ts';
import { SignIn } from '../../../gateway/identity/sign-in.ts';
import { answerProblem } from '../../../gateway/problem.ts';
import { findFreePort } from '../../../scripts/support/free-port.ts';
import { catalog, testClock } from '../../support/city-ground.ts';
import { CookieJar, signInAs } from '../../support/cookie-jar.ts';
import { openTestDatabase } from '../../support/database.ts';
import { makeFolder, openTestKeys } from '../../support/ledger-folder.ts';
import { citizenNumber } from '../../support/people.ts';

const { folder, remove } = makeFolder();
const keys = openTestKeys(folder);
const ada = citizenNumber('1944-03-01', 7);
const ben = citizenNumber('1990-03-01', 8);
const clock = testClock(new Date().toISOString());
let database: OpenDatabase;
let app: FastifyInstance;
let url = '';
let sessions: Sessions;

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  const port = await findFreePort();
  url = `http://127.0.0.1:${port}`;
  const { people, staff } = demonstrationSignIn({ publicUrl: url, catalog });
  const cookies = new Cookies(url);
  sessions = new Sessions({ db, clock });
  const signIn = new SignIn({
    ...{ db, clock, publicUrl: url, people, staff, maskName },
    subjectOf: (number) => subjectOf(keys, number),
  });
  app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  const tokens = { check: async () => Promise.reject(new Error('no token is taken here')) };
  await app.register(identityPlugin({ tokens, pages: { sessions, cookies } }));
  await app.register(sessionRoutes({ sessions, cookies, signIn, publicUrl: url }));
  const person = { number: ada, name: '欧阳阿达', roleZh: '老人', roleEn: 'elder' };
  await app.register(demonstrationRoutes({ publicUrl: url, catalog, cookies, people: async () => [person] }));
  app.get('/whoami', { config: { callers: ['person'] } }, async ({ caller }) => caller);
  app.post('/act', { config: { callers: ['person'] } }, async () => ({ done: true }));
  app.get('/window', { config: { callers: ['staff:clerk'] } }, async ({ caller }) => caller);
  app.get('/office', { config: { callers: ['staff:administrator'] } }, async ({ caller }) => caller);
  await app.listen({ port, host: '127.0.0.1' });
}, 60_000);
afterAll(async () => {
  await app.close();
  await database.close();
  remove();
});

const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as { code: string }).code;
const as = async (account: string, kind: 'person' | 'staff' = 'person'): Promise<CookieJar> => {
  const jar = new CookieJar(url);
  expect(await signInAs(jar, kind, account, '/here?a=1')).toBe('/here?a=1');
  return jar;
};

describe('a person who signs in', () => {
  test('is known by the number of their account, which is kept nowhere', async () => {
    const jar = await as(ada);
    expect(await (await jar.send('/whoami')).json()).toEqual({
      kind: 'person',
      subject: subjectOf(keys, ada),
    });
    const view = await (await jar.send('/session')).json();
    expect(view).toMatchObject({ kind: 'person', name: maskName('欧阳阿达'), isElder: true });
    const rows = JSON.stringify(await database.db.selectFrom('sessions').selectAll().execute());
    expect(rows).not.toContain(ada);
    expect(rows).not.toContain('欧阳阿达');
    expect(rows).not.toContain(jar.cookie('session'));
  });

  test('has a cookie that scripts and other sites don’t get', async () => {
    const jar = new CookieJar(url);
    const choice = await jar.follow('/sign-in/begin?as=person&to=/', (path) =>
      path.startsWith('/sign-in/choose'),
    );
    const { next } = (await (
      await jar.send(`${choice}/account`, { method: 'POST', body: { account: ben } })
    ).json()) as { next: string };
    const back = await jar.follow(new URL(next).pathname, (path) => path.startsWith('/sign-in/return'));
    const set = (await jar.send(back)).headers.getSetCookie().find((text) => text.startsWith('session='));
    expect(set).toMatch(/HttpOnly/i);
    expect(set).toMatch(/SameSite=Lax/i);
    expect(set).not.toMatch(/Domain/i);
    const written: unknown[] = [];
    const reply = { setCookie: (...given: unknown[]) => written.push(...given) };
    const value = { value: 'secret', maxAge: 1 };
    new Cookies('https://city.example').write(reply as never, 'session', value);
    expect(written).toMatchObject(['__Host-session', 'secret', { secure: true, httpOnly: true, path: '/' }]);
  });

  test('gets another session at each sign-in, and the one before ends', async () => {
    const jar = await as(ben);
    const before = jar.cookie('session') ?? '';
    expect(await signInAs(jar, 'person', ben, '/x')).toBe('/x');
    expect(jar.cookie('session')).not.toBe(before);
    const old = new CookieJar(url);
    old.set('session', before);
    expect(await codeOf(await old.send('/whoami'))).toBe('SESSION_ENDED');
  });

  test('goes on where they wished to, and never on another site', async () => {
    for (const to of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      '/\\elsewhere.example',
      '/\t/elsewhere.example',
      '/\n/elsewhere.example',
      'javascript:alert(1)',
    ]) {
      const jar = new CookieJar(url);
      const isChoice = (path: string): boolean => path.startsWith('/sign-in/choose');
      const choice = await jar.follow(`/sign-in/begin?as=person&to=${encodeURIComponent(to)}`, isChoice);
      const answer = await jar.send(`${choice}/account`, { method: 'POST', body: { account: ben } });
      const { next } = (await answer.json()) as { next: string };
      const path = await jar.follow(new URL(next).pathname, (one) => one.startsWith('/sign-in/return'));
      expect((await jar.send(path)).headers.get('location')).toBe('/');
    }
  });
});

describe('a member of staff', () => {
  test('has the roles of the rules and no others', async () => {
    const clerk = await as('CAB-C1', 'staff');
    expect(await (await clerk.send('/window')).json()).toMatchObject({
      ...{ kind: 'staff', staff: 'CAB-C1', department: 'CAB', roles: ['clerk'] },
      windows: ['CAB-W1', 'CAB-W2', 'CAB-W3'],
    });
    expect(await codeOf(await clerk.send('/office'))).toBe('FORBIDDEN');
    expect(await codeOf(await clerk.send('/whoami'))).toBe('FORBIDDEN');
    const administrator = await as('CAB-A1', 'staff');
    expect((await administrator.send('/office')).status).toBe(200);
    expect(await codeOf(await administrator.send('/window'))).toBe('FORBIDDEN');
  });

  test('is nobody of the town, and nobody of the town is staff', async () => {
    const choose = async (kind: string, account: string): Promise<string> => {
      const jar = new CookieJar(url);
      const isChoice = (path: string): boolean => path.startsWith('/sign-in/choose');
      const choice = await jar.follow(`/sign-in/begin?as=${kind}&to=/`, isChoice);
      return codeOf(await jar.send(`${choice}/account`, { method: 'POST', body: { account } }));
    };
    expect(await choose('person', 'CAB-C1')).toBe('SIGN_IN_REFUSED');
    expect(await choose('staff', ada)).toBe('SIGN_IN_REFUSED');
  });
});

describe('what a browser sends with a session', () => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour of the same domain', { 'sec-fetch-site': 'same-site' }],
    ['an address that is typed, which asks for nothing to be done', { 'sec-fetch-site': 'none' }],
  ])('is refused from %s', async (_name, headers) => {
    const jar = await as(ben);
    expect(await codeOf(await jar.send('/act', { method: 'POST', headers }))).toBe('CROSS_SITE_REFUSED');
  });

  test('neither signs out nor chooses an account where another site sends it', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const jar = await as(ben);
    expect(await codeOf(await jar.send('/session/end', { method: 'POST', headers }))).toBe(
      'CROSS_SITE_REFUSED',
    );
    expect((await jar.send('/whoami')).status).toBe(200);
    const isChoice = (path: string): boolean => path.startsWith('/sign-in/choose');
    const choice = await jar.follow('/sign-in/begin?as=person&to=/', isChoice);
    const chosen = await jar.send(`${choice}/account`, { method: 'POST', headers, body: { account: ada } });
    expect(await codeOf(chosen)).toBe('CROSS_SITE_REFUSED');
  });

  test('is judged by its origin where the browser doesn’t tell more', async () => {
    const cookies = new Cookies('https://city.example');
    const sent = (method: string, headers: object) => cookies.isOwn({ method, headers } as never);
    expect(sent('POST', { origin: 'https://city.example' })).toBe(true);
    expect(sent('POST', { origin: 'https://elsewhere.example' })).toBe(false);
    expect(sent('POST', { origin: 'null' })).toBe(false);
    expect(sent('POST', {})).toBe(false);
    expect(sent('GET', {})).toBe(true);
    expect(sent('GET', { 'sec-fetch-site': 'none' })).toBe(true);
  });

  test('doesn’t count beside a token that isn’t accepted', async () => {
    const jar = await as(ben);
    const answer = await jar.send('/whoami', { headers: { authorization: 'Bearer nothing' } });
    expect(answer.status).not.toBe(200);
  });
});

describe('a session', () => {
  test('ends after half an hour without use, and looking at it is no use', async () => {
    const jar = await as(ben);
    clock.pass(20 * 60);
    expect((await jar.send('/whoami')).status).toBe(200);
    clock.pass(20 * 60);
    expect(await (await jar.send('/session')).json()).toMatchObject({ kind: 'person' });
    clock.pass(10 * 60);
    expect(await (await jar.send('/session')).json()).toEqual({ kind: 'anyone' });
    expect(await codeOf(await jar.send('/whoami'))).toBe('SESSION_ENDED');
  });

  test('of a member of staff ends after an hour without use', async () => {
    const jar = await as('HCB-C1', 'staff');
    clock.pass(59 * 60);
    expect((await jar.send('/window')).status).toBe(200);
    clock.pass(60 * 60);
    expect(await codeOf(await jar.send('/window'))).toBe('SESSION_ENDED');
  });

  test('that ended by itself is listed no more, and is forgotten', async () => {
    const before = (await as(ada)).cookie('session') ?? '';
    clock.pass(31 * 60);
    const jar = await as(ada);
    const { items } = (await (await jar.send('/sessions')).json()) as { items: { isThisOne: boolean }[] };
    expect(items.map(({ isThisOne }) => isThisOne)).toEqual([true]);
    await jar.follow('/sign-in/begin?as=person&to=/', (path) => path.startsWith('/sign-in/choose'));
    const kept = async () => {
      const { db } = database;
      const began = await db.selectFrom('sign_ins').select('hash').execute();
      const old = await db
        .selectFrom('sessions')
        .select('id')
        .where('hash', '=', cookieHash(before))
        .execute();
      return { began: began.length > 0, old: old.length };
    };
    expect(await kept()).toEqual({ began: true, old: 1 });
    clock.pass(12 * 3600);
    await sessions.forget();
    expect(await kept()).toEqual({ began: false, old: 0 });
  });

  test('of a member of staff is not listed to whoever has the number in another department', async () => {
    const at = (department: string) =>
      ({ kind: 'staff', staff: '0001', department, roles: ['clerk'], windows: [] }) as const;
    const common = { name: '王*', isElder: false, device: 'a browser' };
    await sessions.open({ caller: at('CAB'), ...common });
    expect(await sessions.list(at('CAB'))).toHaveLength(1);
    expect(await sessions.list(at('PSB'))).toEqual([]);
  });

  test('ends after twelve hours however much it is used', async () => {
    const jar = await as('HCB-C1', 'staff');
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      clock.pass(20 * 60);
      expect((await jar.send('/window')).status).toBe(200);
    }
    clock.pass(20 * 60);
    expect(await codeOf(await jar.send('/window'))).toBe('SESSION_ENDED');
  });

  test('is kept by who says so', async () => {
    const jar = await as(ben);
    clock.pass(25 * 60);
    const kept = (await (await jar.send('/session/keep', { method: 'POST' })).json()) as { endsAt: string };
    expect(new Date(kept.endsAt).getTime() - clock.now().getTime()).toBe(30 * 60_000);
  });

  test('ends at once where its owner signs out, or ends it from elsewhere', async () => {
    const [here, there] = [await as(ada), await as(ada)];
    const list = async () =>
      ((await (await here.send('/sessions')).json()) as { items: { id: string; isThisOne: boolean }[] })
        .items;
    const other = (await list()).find(({ isThisOne }) => !isThisOne);
    expect((await here.send(`/sessions/${other?.id}/end`, { method: 'POST' })).status).toBe(200);
    expect(await list()).not.toContainEqual(expect.objectContaining({ id: other?.id }));
    const ended = (await Promise.all([there].map((jar) => jar.send('/whoami'))))[0];
    expect(await codeOf(ended as Response)).toBe('SESSION_ENDED');
    const cookieBefore = here.cookie('session') ?? '';
    expect(await (await here.send('/session/end', { method: 'POST' })).json()).toEqual({
      ended: true,
      next: null,
    });
    expect(here.cookie('session')).toBeUndefined();
    here.set('session', cookieBefore);
    expect(await codeOf(await here.send('/whoami'))).toBe('SESSION_ENDED');
  });

  test('of somebody else can’t be ended', async () => {
    const [mine, theirs] = [await as(ada), await as(ben)];
    const { id } = (await (await theirs.send('/session')).json()) as { id: string };
    expect(await codeOf(await mine.send(`/sessions/${id}/end`, { method: 'POST' }))).toBe(
      'SESSION_NOT_FOUND',
    );
    expect((await theirs.send('/whoami')).status).toBe(200);
  });

  test('remembers type size and language for its owner, wherever they sign in', async () => {
    const [here, there] = [await as(ada), await as(ada)];
    const wish = { elder: 'max', language: 'en' };
    expect((await here.send('/session/preferences', { method: 'PUT', body: wish })).status).toBe(200);
    expect(await (await there.send('/session')).json()).toMatchObject({ preferences: wish });
    expect(await (await (await as(ben)).send('/session')).json()).toMatchObject({
      preferences: { elder: null, language: null },
    });
  });
});

describe('a sign-in', () => {
  const begin = async (): Promise<{ jar: CookieJar; back: string }> => {
    const jar = new CookieJar(url);
    const choice = await jar.follow('/sign-in/begin?as=person&to=/', (path) =>
      path.startsWith('/sign-in/choose'),
    );
    const answer = await jar.send(`${choice}/account`, { method: 'POST', body: { account: ben } });
    const { next } = (await answer.json()) as { next: string };
    return {
      jar,
      back: await jar.follow(new URL(next).pathname, (path) => path.startsWith('/sign-in/return')),
    };
  };
  const reasonOf = async (jar: CookieJar, back: string): Promise<string> =>
    new URL((await jar.send(back)).headers.get('location') ?? '', url).searchParams.get('reason') ?? 'none';

  test('ends only in the browser that began it, and once', async () => {
    const { jar, back } = await begin();
    const began = jar.cookie('sign-in') ?? '';
    expect(await reasonOf(new CookieJar(url), back)).toBe('SIGN_IN_EXPIRED');
    expect(await reasonOf(jar, back)).toBe('none');
    expect(jar.cookie('sign-in')).toBeUndefined();
    expect(await reasonOf(jar, back)).toBe('SIGN_IN_EXPIRED');
    jar.set('sign-in', began);
    expect(await reasonOf(jar, back)).toBe('SIGN_IN_EXPIRED');
  });

  test('leaves nothing of it in caches, nor in what the next page is told of where somebody came from', async () => {
    const { jar, back } = await begin();
    const { headers } = await jar.send(back);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect((await jar.send('/session')).headers.get('cache-control')).toBe('no-store');
  });

  test('begins at the host to which the provider sends the browser back, and a few times a minute', async () => {
    const path = '/sign-in/begin?as=person&to=/';
    const from = { remoteAddress: '10.0.0.9', url: path };
    const { headers } = await app.inject({ ...from, headers: { host: 'elsewhere.example' } });
    expect([headers.location, headers['set-cookie']]).toEqual([url + path, undefined]);
    const tries = await Promise.all(Array.from({ length: 60 }, () => app.inject(from)));
    expect(tries.map(({ statusCode }) => statusCode)).toContain(429);
  });

  test('is not ended by somebody else’s answer', async () => {
    const [mine, theirs] = [await begin(), await begin()];
    expect(await reasonOf(mine.jar, theirs.back)).toBe('SIGN_IN_FAILED');
    expect(mine.jar.cookie('session')).toBeUndefined();
  });

  test('is over after ten minutes', async () => {
    const { jar, back } = await begin();
    clock.pass(601);
    expect(await reasonOf(jar, back)).toBe('SIGN_IN_EXPIRED');
  });

  test('that is cancelled at the provider says so', async () => {
    const { jar, back } = await begin();
    const state = new URL(back, url).searchParams.get('state');
    expect(await reasonOf(jar, `/sign-in/return?error=access_denied&state=${state}`)).toBe(
      'SIGN_IN_CANCELLED',
    );
    const other = await begin();
    expect(await reasonOf(other.jar, '/sign-in/return?error=access_denied&state=another')).toBe(
      'SIGN_IN_FAILED',
    );
  });

  test('needs TLS anywhere but on this machine', async () => {
    const { people, staff } = demonstrationSignIn({ publicUrl: 'http://city.example', catalog });
    const parts = { db: database.db, clock, people, staff, maskName, subjectOf: () => undefined };
    const open = new SignIn({ ...parts, publicUrl: 'http://city.example' });
    await expect(open.begin('person', '/')).rejects.toMatchObject({ code: 'SIGN_IN_NEEDS_TLS' });
    const none = new SignIn({ ...parts, publicUrl: url, people: undefined, staff: undefined });
    await expect(none.begin('person', '/')).rejects.toMatchObject({ code: 'SIGN_IN_NOT_OFFERED' });
  });

  test('at a provider that is away is told as that, and tried again', async () => {
    const away = `http://127.0.0.1:${await findFreePort()}`;
    const { people, staff } = demonstrationSignIn({ publicUrl: away, catalog });
    const parts = { db: database.db, clock, people, staff, maskName, subjectOf: () => undefined };
    const signIn = new SignIn({ ...parts, publicUrl: url });
    await expect(signIn.begin('person', '/')).rejects.toMatchObject({ code: 'SIGN_IN_UNREACHABLE' });
  });

  test('by the demonstration is for who sits at this machine', async () => {
    const answer = await fetch(`${url}/demo/.well-known/openid-configuration`, {
      headers: { 'x-forwarded-for': '10.0.0.1' },
    });
    expect(await codeOf(answer)).toBe('SIGN_IN_REFUSED');
  });
});
