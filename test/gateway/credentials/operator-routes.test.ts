/** The operator's routes: for who holds the keystore, on this machine, and for nobody else. */
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operatorRoutes } from '../../../gateway/credentials/operator-routes.ts';
import { identityPlugin } from '../../../gateway/identity/plugin.ts';
import { Tokens } from '../../../gateway/identity/tokens.ts';
import type { Keys } from '../../../gateway/keys/keys.ts';
import { answerProblem } from '../../../gateway/problem.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { makeFolder, openTestKeys } from '../../support/ledger-folder.ts';

const publicUrl = 'http://127.0.0.1:8080';
const app = Fastify();
const elsewhere = makeFolder();
let city: CityGround;
let address: string;

const tokensWith = (keys: Keys): Tokens =>
  new Tokens({
    keys,
    clock: city.clock,
    publicUrl,
    peopleIssuer: undefined,
    subjectOf: () => undefined,
    departmentOf: (client) => city.catalog.findClient(client)?.departmentCode,
  });

beforeAll(async () => {
  city = await openCityGround();
  const { db, catalog, logs } = city;
  const { departmentKeys } = city.credentials;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  await app.register(identityPlugin({ tokens: tokensWith(city.keys) }));
  await app.register(operatorRoutes({ db, catalog, logs, departmentKeys }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}, 120_000);
afterAll(async () => {
  await app.close();
  await city.close();
  elsewhere.remove();
});

async function ask(path: string, { body, token, headers = {} }: Asking = {}) {
  const answer = await fetch(address + path, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      authorization: `Bearer ${token ?? (await tokensWith(city.keys).forOperator())}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
  });
  return { status: answer.status, told: (await answer.json()) as Record<string, unknown> };
}
type Asking = {
  readonly body?: object;
  readonly token?: string;
  readonly headers?: Record<string, string>;
};

test('keys are listed, rotated and ended, each with its places in the log', async () => {
  const { told } = await ask('/operator/keys?department=CAB');
  expect(told).toMatchObject({ total: 1, next: null, items: [{ department: 'CAB', state: 'in-force' }] });
  const [{ kid: former } = { kid: '' }] = told.items as { kid: string }[];
  const refused = await ask('/operator/keys/end', { body: { department: 'CAB', kid: former } });
  expect(refused.told).toMatchObject({ code: 'KEY_WITHOUT_SUCCESSOR' });
  const added = await ask('/operator/keys/rotation', { body: { department: 'CAB' } });
  expect(added.status).toBe(200);
  const ended = await ask('/operator/keys/end', { body: { department: 'CAB', kid: former } });
  expect(ended.told).toEqual({ department: 'CAB', kid: former, signedAgain: 0 });
  const { items } = (await ask('/operator/keys?department=CAB')).told;
  expect(items).toMatchObject([
    { kid: former, state: 'ended' },
    { kid: added.told.kid, state: 'in-force' },
  ]);
  expect((await ask('/operator/keys?department=ZZZ')).told).toMatchObject({ code: 'UNKNOWN_DEPARTMENT' });
  const idle = await ask('/operator/keys/rotation', { body: { department: 'EDU' } });
  expect(idle.told).toMatchObject({ code: 'NOT_OWN_TYPE' });
});

test('a client’s public key is registered, and a private one is refused', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const register = async (client: string, key: Parameters<typeof exportJWK>[0]) =>
    (await ask('/operator/clients', { body: { client, jwk: await exportJWK(key) } })).told;
  expect(await register('psb-counter', privateKey)).toMatchObject({ code: 'BAD_REQUEST' });
  expect(await register('nobody', publicKey)).toMatchObject({ code: 'CATALOG_NOT_FOUND' });
  const { kid } = await register('psb-counter', publicKey);
  const rows = await city.db.selectFrom('client_keys').select(['client', 'kid']).execute();
  expect(rows).toEqual([{ client: 'psb-counter', kid }]);
});

test('nobody else is let in: no system, no other keystore, no token that has ended, nobody from elsewhere', async () => {
  const scopes = ['ask', 'issue', 'status'] as const;
  const system = await tokensWith(city.keys).forSystem('psb-counter', scopes);
  expect(await ask('/operator/keys', { token: system })).toMatchObject({ status: 403 });
  const stranger = await tokensWith(openTestKeys(elsewhere.folder)).forOperator();
  expect(await ask('/operator/keys', { token: stranger })).toMatchObject({ status: 401 });
  expect(await ask('/operator/keys', { headers: { 'x-forwarded-for': '192.0.2.1' } })).toMatchObject({
    status: 403,
  });
  const inject = { url: '/operator/keys', remoteAddress: '192.0.2.1' };
  const headers = { authorization: `Bearer ${await tokensWith(city.keys).forOperator()}` };
  expect((await app.inject({ ...inject, headers })).statusCode).toBe(403);
  const old = await tokensWith(city.keys).forOperator();
  city.clock.pass(121);
  expect(await ask('/operator/keys', { token: old })).toMatchObject({ status: 401 });
});
