/** Over HTTP: nobody gets at what is another's, and live views follow. */

import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type City, openCity } from '../../gateway/city.ts';
import { readConfig } from '../../gateway/config.ts';
import { demonstrationIssuer, Tokens } from '../../gateway/identity/tokens.ts';
import { signJws } from '../../gateway/keys/signing-key.ts';
import { testClock } from '../support/city-ground.ts';
import { createDatabase } from '../support/database.ts';
import { citizenNumber, identityCard } from '../support/people.ts';

const folder = mkdtempSync(join(tmpdir(), 'city-refusals-'));
const clock = testClock(new Date().toISOString());
const ada = identityCard('阿黛', '1990-01-01', 1);
const bo = identityCard('柏', '1991-01-01', 2);
let city: City;
let tokens: Tokens;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createDatabase(inject('postgresUrl'));
  drop = database.drop;
  const config = readConfig({
    environment: {
      DATA_DIR: folder,
      DATABASE_URL: database.url,
      SEED: 'town',
      LOG_LEVEL: 'silent',
      PORT: '1',
    },
  });
  city = await openCity({ config, clock });
  await city.start();
  await city.app.listen({ port: 0, host: '127.0.0.1' });
  const { credentials, keys, catalog } = city;
  tokens = new Tokens({
    keys,
    clock,
    publicUrl: config.PUBLIC_URL,
    peopleIssuer: demonstrationIssuer(config.PUBLIC_URL),
    subjectOf: (number) => credentials.subjectOf(number),
    departmentOf: (client) => catalog.findClient(client)?.departmentCode,
  });
  const wish = { department: 'PSB', credentialType: 'resident-identity-card', format: 'jsonl' as const };
  await credentials.imports.run(
    await credentials.imports.accept(wish, Readable.from([`${JSON.stringify(ada)}\n${JSON.stringify(bo)}`])),
  );
  await city.logs.flush({ all: true });
}, 120_000);
afterAll(async () => {
  await city.close();
  await drop();
  rmSync(folder, { recursive: true, force: true });
});

type Method = 'GET' | 'POST';

async function call(token: string, method: Method, url: string, payload?: object) {
  const answer = await city.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${token}` },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, body: answer.json() };
}
const person = (number: string): Promise<string> => tokens.forDemonstration(number);
const system = (client: string): Promise<string> => tokens.forSystem(client, ['ask', 'issue', 'status']);

async function askOf(number: string) {
  const { body: code } = await call(await person(number), 'POST', '/me/codes', { kind: 'qr' });
  const wish = {
    matter: 'WCM-CAB-002',
    window: 'CAB-W1',
    nonce: 'nonce-of-the-counter',
    parties: { applicant: { code: code.url } },
  };
  return (await call(await system('cab-counter'), 'POST', '/requests', wish)).body;
}

describe('a department', () => {
  test.each([
    ['imports', '/departments/PSB/imports?type=resident-identity-card&format=jsonl', undefined],
    [
      'confirmations',
      '/departments/PSB/confirmations',
      { type: 'resident-identity-card', asOf: '2026-01-01T00:00:00Z' },
    ],
    [
      'status',
      '/departments/PSB/status',
      { type: 'resident-identity-card', record: 'CARD-1', change: 'revoke', reason: 'other' },
    ],
  ])('can’t send %s for another', async (_name, url, payload) => {
    const token = await system('cab-counter');
    const answer =
      payload === undefined
        ? await city.app.inject({
            method: 'POST',
            url,
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
            payload: '{}',
          })
        : await city.app.inject({
            method: 'POST',
            url,
            headers: { authorization: `Bearer ${token}` },
            payload,
          });
    expect(answer.json().code).toBe('NOT_OWN_DEPARTMENT');
  });

  test('can’t change a type that isn’t its own, confirm the future, or see another’s import', async () => {
    const token = await system('psb-counter');
    const foreign = { type: 'marriage-certificate', record: '1', change: 'revoke', reason: 'other' };
    expect((await call(token, 'POST', '/departments/PSB/status', foreign)).body.code).toBe('NOT_OWN_TYPE');
    const future = { type: 'resident-identity-card', asOf: '2999-01-01T00:00:00Z' };
    expect((await call(token, 'POST', '/departments/PSB/confirmations', future)).body.code).toBe(
      'BAD_REQUEST',
    );
    const { id } = await city.db.selectFrom('imports').select('id').executeTakeFirstOrThrow();
    expect((await call(await system('cab-counter'), 'GET', `/departments/CAB/imports/${id}`)).body.code).toBe(
      'IMPORT_NOT_FOUND',
    );
  });
});

describe('a department’s faulty rows', () => {
  test('come page by page, and the last page says that it is the last', async () => {
    const token = await system('psb-counter');
    const sent = await city.app.inject({
      method: 'POST',
      url: '/departments/PSB/imports?type=resident-identity-card&format=jsonl',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
      payload: '1\n2\n3\n4\n',
    });
    expect(sent.statusCode).toBe(202);
    const path = `/departments/PSB/imports/${sent.json().id}`;
    await expect.poll(async () => (await call(token, 'GET', path)).body.state).toBe('done');
    const pages: unknown[] = [];
    for (let next: number | null = 0; next !== null; ) {
      const { body } = await call(token, 'GET', `${path}/faults?limit=2&next=${next}`);
      pages.push([body.items.map(({ line }: { line: number }) => line), body.total]);
      ({ next } = body);
    }
    expect(pages).toEqual([
      [[1, 2], 4],
      [[3, 4], 4],
    ]);
  });
});

describe('a person', () => {
  test('sees their own credentials with their content, which leaves a receipt, and nobody else’s', async () => {
    const token = await person(ada.idNumber);
    const { body } = await call(token, 'GET', '/me/credentials');
    const [own] = body.items;
    expect((await call(token, 'GET', `/me/credentials/${own.id}`)).body.values.name).toBe('阿黛');
    expect((await call(token, 'GET', '/me/receipts')).body.items[0].receipt.kind).toBe('self');
    expect((await call(await person(bo.idNumber), 'GET', `/me/credentials/${own.id}`)).body.code).toBe(
      'CREDENTIAL_NOT_FOUND',
    );
    expect(
      (await call(await person(citizenNumber('2000-01-01', 9)), 'GET', '/me/credentials')).body.items,
    ).toEqual([]);
  });

  test('can’t decide, revoke or read for another', async () => {
    const { id } = await askOf(ada.idNumber);
    const token = await person(bo.idNumber);
    expect((await call(token, 'POST', `/me/requests/${id}/decision`, { decision: 'agree' })).body.code).toBe(
      'REQUEST_NOT_FOUND',
    );
    expect((await call(token, 'POST', `/me/authorizations/${id}/revoke`)).body.code).toBe(
      'REQUEST_NOT_FOUND',
    );
    const { body } = await call(await person(ada.idNumber), 'GET', '/me/credentials');
    expect((await call(token, 'GET', `/me/receipts?holder=${body.items[0].holder}`)).body.code).toBe(
      'FORBIDDEN',
    );
  });
});

test('a clerk’s system can never agree, and a person can never ask', async () => {
  const { id } = await askOf(ada.idNumber);
  expect(
    (await call(await system('cab-counter'), 'POST', `/me/requests/${id}/decision`, { decision: 'agree' }))
      .body.code,
  ).toBe('FORBIDDEN');
  expect((await call(await person(ada.idNumber), 'POST', '/requests', {})).body.code).toBe('FORBIDDEN');
});

test('tries that reach nobody are counted by code and system, and people’s are not', async () => {
  const counts = async () => {
    const { body } = await city.app.inject({ url: '/metrics' });
    return Object.fromEntries(
      [...body.matchAll(/^city_refused_calls_total\{([^}]*)\} (\d+)$/gm)].map(([, labels = '', count]) => [
        labels,
        Number(count),
      ]),
    );
  };
  const ask = async (party: object, fields?: object) =>
    call(await system('cab-counter'), 'POST', '/requests', {
      matter: 'WCM-CAB-002',
      window: 'CAB-W2',
      nonce: 'nonce-of-the-counter',
      parties: { applicant: party },
      ...(fields && { fields }),
    });
  const before = await counts();
  const codes = [
    (await ask({ code: 'nothing' })).body.code,
    (await ask({ number: '00000000' })).body.code,
    (await ask({ code: 'nothing' }, { applicant: { 'resident-identity-card': ['portrait'] } })).body.code,
    (await call(await person(ada.idNumber), 'POST', '/q/nothing')).body.code,
  ];
  expect(codes).toEqual(['CODE_NOT_ACCEPTED', 'CODE_NOT_ACCEPTED', 'NOT_ENTITLED', 'CODE_NOT_ACCEPTED']);
  const after = await counts();
  const added = Object.entries(after).map(([labels, count]) => [labels, count - (before[labels] ?? 0)]);
  const by = 'client="cab-counter",department="CAB"';
  expect(Object.fromEntries(added.filter(([, count]) => count !== 0))).toEqual({
    [`code="CODE_NOT_ACCEPTED",${by}`]: 2,
    [`code="NOT_ENTITLED",${by}`]: 1,
  });
});

test('looking at a code’s address changes nothing, however often', async () => {
  const wish = {
    matter: 'WCM-CAB-002',
    window: 'CAB-W1',
    nonce: 'nonce-of-the-counter',
    parties: { applicant: { show: true } },
  };
  const { body } = await call(await system('cab-counter'), 'POST', '/requests', wish);
  const { pathname } = new URL(body.parties[0].show.url);
  for (let look = 0; look < 3; look++) {
    const page = await city.app.inject({ url: pathname, headers: { 'accept-language': 'en' } });
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.body).toContain('authorizes nothing');
  }
  expect((await call(await person(ada.idNumber), 'POST', pathname)).status).toBe(200);
});

/** A stream of events as it comes; who reads it stops when they have seen enough. */
async function* follow(token: string, path: string): AsyncGenerator<string> {
  const { port } = city.app.server.address() as AddressInfo;
  const stream = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
  });
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  let text = '';
  for await (const chunk of stream.body ?? []) {
    text += new TextDecoder().decode(chunk as Uint8Array);
    yield text;
  }
}

test('a stream ends with the token that it was opened with', async () => {
  const now = Math.floor(clock.now().getTime() / 1000);
  const key = city.keys.token('people');
  const { PUBLIC_URL } = city.config;
  const claims = {
    iss: demonstrationIssuer(PUBLIC_URL),
    aud: PUBLIC_URL,
    sub: 's',
    jti: 'j',
    iat: now,
    exp: now + 1,
  };
  const token = await signJws(
    { alg: 'ES256', typ: 'at+jwt', kid: key.kid },
    { ...claims, number: ada.idNumber },
    key,
  );
  let seen = '';
  for await (const text of follow(token, '/me/events')) seen = text;
  expect(seen).toContain('"items"');
});

test('a person sees live what becomes of a request, to its end and when that was', async () => {
  const { id } = await askOf(bo.idNumber);
  const token = await person(bo.idNumber);
  const steps = [
    () => call(token, 'POST', `/me/requests/${id}/decision`, { decision: 'agree' }),
    async () =>
      call(await system('cab-counter'), 'POST', `/requests/${id}/proof`, { nonce: 'nonce-of-the-counter' }),
  ];
  let seen: string[] = [];
  for await (const text of follow(token, '/me/events')) {
    const lists = [...text.matchAll(/^data: (.*)\n\n/gm)].map(([, data = '']) => JSON.parse(data).items);
    const own = lists.flatMap((items) => items.filter((item: { id: string }) => item.id === id));
    const news = own.map(({ state, answeredAt }) => `${state} ${answeredAt !== null}`);
    if (news.length > seen.length) void steps[news.length - 1]?.();
    seen = news;
    if (seen.length === 3) break;
  }
  expect(seen).toEqual(['waiting false', 'approved false', 'answered true']);
});

test('asker and person follow a request live', async () => {
  const { id } = await askOf(ada.idNumber);
  const states: string[] = [];
  for await (const text of follow(await system('cab-counter'), `/requests/${id}/events`)) {
    const seen = [...text.matchAll(/"state":"(\w+)"/g)].map(([, state = '']) => state);
    if (seen.length === 1 && states.length === 0)
      void call(await person(ada.idNumber), 'POST', `/me/requests/${id}/decision`, { decision: 'refuse' });
    states.splice(0, states.length, ...seen);
    if (seen.includes('refused')) break;
  }
  expect(states).toEqual(['waiting', 'refused']);
});
