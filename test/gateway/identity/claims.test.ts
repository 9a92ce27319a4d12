/** Whom claims name: people by their number, staff by the rules of roles; and providers other than the demonstration's. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maskName } from '../../../gateway/credentials/masked-name.ts';
import type { OpenDatabase } from '../../../gateway/database/open.ts';
import { personFrom, staffFrom } from '../../../gateway/identity/claims.ts';
import { SignIn } from '../../../gateway/identity/sign-in.ts';
import { testClock } from '../../support/city-ground.ts';
import { CookieJar } from '../../support/cookie-jar.ts';
import { openTestDatabase } from '../../support/database.ts';
import { citizenNumber } from '../../support/people.ts';

const born = (date: string) => ({ number: citizenNumber(date, 1), name: '王小明' });
const known = (claims: object, now = '2026-11-25T00:00:00Z') =>
  personFrom(claims as never, {
    provider: { claims: { number: 'number', name: 'name' } },
    subjectOf: (number) => (number.startsWith('99') ? `subject of ${number}` : undefined),
    maskName,
    now: new Date(now),
  });

describe('a person', () => {
  test('is offered large type from the sixtieth birthday on, in Shanghai', () => {
    expect(known(born('1966-11-26'), '2026-11-25T15:59:59Z').isElder).toBe(false);
    expect(known(born('1966-11-26'), '2026-11-25T16:00:00Z').isElder).toBe(true);
  });

  test.each([[{}], [{ number: 17 }], [{ number: 'nothing' }], [{ number: '' }]])(
    'is nobody by %j',
    (claims) => {
      expect(() => known(claims)).toThrow(expect.objectContaining({ code: 'SIGN_IN_UNKNOWN' }));
    },
  );

  test('without a name is still a person', () => {
    expect(known({ number: citizenNumber('1990-01-01', 1) }).name).toBe('—');
  });
});

const rule = {
  claim: 'groups',
  value: 'window',
  role: 'clerk',
  department: 'CAB',
  windows: ['CAB-W1'],
} as const;
const office = {
  claim: 'office',
  value: 'yes',
  role: 'administrator',
  department: 'CAB',
  windows: [],
} as const;
const elsewhere = { ...rule, value: 'elsewhere', department: 'EDU', windows: ['EDU-W1'] } as const;
const staff = (claims: object) =>
  staffFrom(claims as never, {
    provider: {
      claims: { staff: 'sub', name: 'name' },
      roles: [rule, office, elsewhere].map((one) => ({ ...one, windows: [...one.windows] })),
    },
    maskName,
  });

describe('a member of staff', () => {
  test('has the roles of all rules that fit, by one value or one of several', () => {
    expect(staff({ sub: 'A1', groups: ['x', 'window'], office: 'yes' }).caller).toEqual({
      ...{ kind: 'staff', staff: 'A1', department: 'CAB' },
      ...{ roles: ['clerk', 'administrator'], windows: ['CAB-W1'] },
    });
    expect(staff({ sub: 'A1', groups: 'window' }).caller).toMatchObject({ roles: ['clerk'] });
  });

  test.each([
    ['no rule fits', { sub: 'A1', groups: ['other'] }],
    ['a claim only contains the value', { sub: 'A1', groups: 'my window' }],
    ['the number is missing', { groups: ['window'] }],
    ['rules fit in two departments', { sub: 'A1', groups: ['window', 'elsewhere'] }],
  ])('is none where %s', (_name, claims) => {
    expect(() => staff(claims)).toThrow(expect.objectContaining({ code: 'NO_ROLE' }));
  });
});

describe('another provider', () => {
  const clock = testClock(new Date().toISOString());
  const number = citizenNumber('1990-01-01', 1);
  let server: Server;
  let database: OpenDatabase;
  let signIn: SignIn;
  let issuer = '';
  /** What is told of somebody in the place of the truth. */
  let told: object | undefined;

  beforeAll(async () => {
    database = await openTestDatabase();
    server = createServer((request, response) => {
      if (told === undefined || !request.url?.startsWith('/me'))
        return provider.callback()(request, response);
      return response.setHeader('content-type', 'application/json').end(JSON.stringify(told));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    // As the standard has it: what is told of somebody comes from the userinfo endpoint, and the client has a secret.
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: 'city',
          client_secret: 'of-the-test',
          redirect_uris: ['http://127.0.0.1:1/sign-in/return'],
        },
      ],
      claims: { openid: ['sub'], profile: ['id_number', 'name'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/choose/${uid}` },
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({ clientId: 'city', accountId: oidc.session?.accountId ?? '' });
        grant.addOIDCScope('openid profile');
        await grant.save();
        return grant;
      },
      findAccount: async (_context, account) => ({
        accountId: account,
        claims: async () => ({ sub: account, id_number: number, name: '王小明' }),
      }),
    });
    provider.use(async (context, next) => {
      if (!context.path.startsWith('/choose/')) return next();
      const result = { login: { accountId: 'somebody' } };
      context.redirect(await provider.interactionResult(context.req, context.res, result));
    });
    const parts = { db: database.db, clock, publicUrl: 'http://127.0.0.1:1', maskName, staff: undefined };
    const people = {
      issuer,
      clientId: 'city',
      scope: 'openid profile',
      claims: { number: 'id_number', name: 'name' },
    };
    signIn = new SignIn({
      ...parts,
      people: { ...people, clientSecret: 'of-the-test' },
      subjectOf: (one) => `subject of ${one}`,
    });
  });
  afterAll(async () => {
    server.close();
    await database.close();
  });

  const goRound = async (address: string): Promise<string> => {
    const { pathname, search } = new URL(address);
    const isBack = (path: string): boolean => path.startsWith('/sign-in/return');
    const back = await new CookieJar(issuer).follow(pathname + search, isBack);
    return back.slice(back.indexOf('?'));
  };

  test('that tells of people by userinfo and knows the gateway by a secret signs them in', async () => {
    const { address, cookie } = await signIn.begin('person', '/');
    const ended = await signIn.end(cookie, await goRound(address));
    expect(ended.known.caller).toEqual({ kind: 'person', subject: `subject of ${number}` });
  });

  test('is not believed where it tells of somebody else than who signed in', async () => {
    const { address, cookie } = await signIn.begin('person', '/');
    const answer = await goRound(address);
    told = { sub: 'somebody else', id_number: number };
    await expect(signIn.end(cookie, answer)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    told = undefined;
  });

  test('is asked nothing over plain HTTP from another machine', async () => {
    const people = {
      issuer: 'http://192.0.2.1',
      clientId: 'city',
      scope: 'openid',
      claims: { number: 'n', name: 'n' },
    };
    const parts = { db: database.db, clock, publicUrl: 'http://127.0.0.1:1', maskName, staff: undefined };
    const open = new SignIn({ ...parts, people, subjectOf: () => undefined });
    await expect(open.begin('person', '/')).rejects.toMatchObject({
      code: 'SIGN_IN_UNREACHABLE',
      cause: { code: 'OAUTH_HTTP_REQUEST_FORBIDDEN' },
    });
  });

  test('is asked to have everybody sign in anew, and told what only this sign-in can answer', async () => {
    const { address } = await signIn.begin('person', '/');
    const asked = Object.fromEntries(new URL(address).searchParams);
    expect(asked).toMatchObject({ prompt: 'login', code_challenge_method: 'S256' });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]).toHaveLength(43);
  });

  test('is not believed where its answer was for another question', async () => {
    const [one, other] = [await signIn.begin('person', '/'), await signIn.begin('person', '/')];
    const answer = new URLSearchParams(await goRound(one.address));
    // Somebody gives their own answer the other browser's state.
    answer.set('state', new URL(other.address).searchParams.get('state') ?? '');
    await expect(signIn.end(other.cookie, `?${answer}`)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  test('is not believed where its answer carries another state', async () => {
    const { address, cookie } = await signIn.begin('person', '/');
    const answer = new URLSearchParams(await goRound(address));
    answer.set('state', 'another');
    await expect(signIn.end(cookie, `?${answer}`)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  });
});
