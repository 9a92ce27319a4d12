/** A matter's system with nothing but the SDK, against a gateway over HTTP: asked, waited for, fetched, verified. */
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exportJWK, type JWK } from 'jose';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../../gateway/app.ts';
import { askerRoutes } from '../../../gateway/authorization/asker-routes.ts';
import { decide } from '../../../gateway/authorization/decisions.ts';
import { registerClientKey } from '../../../gateway/identity/clients.ts';
import { identityPlugin } from '../../../gateway/identity/plugin.ts';
import { identityRoutes } from '../../../gateway/identity/routes.ts';
import { Tokens } from '../../../gateway/identity/tokens.ts';
import type { PublicJwk } from '../../../gateway/keys/keys.ts';
import { proofRoutes } from '../../../gateway/proofs/routes.ts';
import { CityClient, type CityClientOptions } from '../../../sdk/client/index.ts';
import { decide as decideShape } from '../../../sdk/schemas/requests.ts';
import { verifyProof } from '../../../sdk/verify/verify.ts';
import { CITY_ID } from '../../support/city-ground.ts';
import { identityCard } from '../../support/people.ts';
import { openProofsGround, type ProofsGround, trustOf } from '../../support/proofs-ground.ts';
import { writeReadmeExample } from '../../support/readme-example.ts';

const person = identityCard('甲', '1940-01-01', 1);
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
let key: JWK;
let gateway: string;
let ground: ProofsGround;
let app: Awaited<ReturnType<typeof buildApp>>;

beforeAll(async () => {
  ground = await openProofsGround();
  // Assertions carry the time of this machine.
  ground.city.clock.set(new Date().toISOString());
  await ground.city.importRows('PSB', 'resident-identity-card', [person]);
  await ground.city.anchor();
  key = await exportJWK(pair.privateKey);
  await registerClientKey(ground.city.db, 'cab-counter', (await exportJWK(pair.publicKey)) as PublicJwk);
  const port = await freePort();
  gateway = `http://127.0.0.1:${port}`;
  app = await openGateway(gateway);
  await app.listen({ host: '127.0.0.1', port });
}, 120_000);
afterAll(async () => {
  await ground.authorization.changes.close();
  await app.close();
  await ground.close();
});

function openGateway(publicUrl: string) {
  const { db, catalog, clock, keys, credentials } = ground.city;
  const tokens = new Tokens({
    keys,
    clock,
    publicUrl,
    peopleIssuer: undefined,
    subjectOf: (number) => credentials.subjectOf(number),
    departmentOf: (client) => catalog.findClient(client)?.departmentCode,
  });
  return buildApp({
    config: { LOG_LEVEL: 'silent', TRUST_PROXY: false, tls: undefined, PUBLIC_URL: publicUrl },
    identity: identityPlugin({ tokens }),
    operations: {
      states: async () => [],
      metrics: new Registry(),
      observe: () => {},
      countRefusal: () => {},
    },
    routes: [
      identityRoutes(tokens, { db, catalog, clock, audiences: [publicUrl, `${publicUrl}/token`] }, false),
      askerRoutes(ground.authorization),
      proofRoutes(ground.proofs, catalog),
    ],
  });
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const open = (more: Partial<CityClientOptions> = {}): CityClient =>
  new CityClient({ gateway, cityId: CITY_ID, client: 'cab-counter', key, language: 'en', ...more });
const wish = async () => ({
  matter: 'WCM-CAB-002',
  window: 'CAB-W1',
  parties: { applicant: { code: (await ground.authorization.codes.showQr(subject())).url } },
});
const subject = (): string => ground.subjectOf(person.idNumber);
const agree = (id: string, decision: 'agree' | 'refuse' = 'agree') =>
  decide(subject(), id, { decision: decideShape.parse({ decision }), parts: ground.authorization });
const problem = (code: string) => expect.objectContaining({ name: 'CityProblem', code });

describe('a request', () => {
  test('is asked, agreed to, proved and verified offline', async () => {
    const request = await open().requestProof(await wish());
    const waiting = request.wait({ signal: AbortSignal.timeout(20_000) });
    await agree(request.id);
    expect(await waiting).toMatchObject({ state: 'approved' });
    const proof = await request.proof();
    const verdict = await verifyProof(proof, {
      trust: trustOf(ground.city),
      expect: request.expect,
      at: ground.city.clock.now(),
    });
    expect(verdict).toMatchObject({ valid: true });
    expect(verdict.items[0]?.claims).toEqual({ name: person.name, idNumber: person.idNumber });
  });

  test('that the person refuses says so', async () => {
    const request = await open().requestProof(await wish());
    await agree(request.id, 'refuse');
    expect(await request.wait()).toMatchObject({ state: 'refused' });
    await expect(request.proof()).rejects.toEqual(problem('NOT_AUTHORIZED'));
  });

  test('can be taken back, and taken up again by its id', async () => {
    const first = await open().requestProof(await wish());
    const second = await open().resume(first.id, first.expect.nonce);
    expect(await second.withdraw()).toMatchObject({ state: 'withdrawn' });
    expect(await first.look()).toMatchObject({ state: 'withdrawn' });
  });

  test('for more than the matter may see is refused with a code and what to do next', async () => {
    const asked = { ...(await wish()), fields: { applicant: { 'resident-identity-card': ['portrait'] } } };
    const refusal = await open()
      .requestProof(asked)
      .catch((error: unknown) => error);
    expect(refusal).toEqual(problem('NOT_ENTITLED'));
    expect(refusal).toMatchObject({ status: 403, next: expect.any(String) });
  });
});

describe('the README', () => {
  test('has an example that works as it stands', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'city-readme-'));
    writeReadmeExample(folder, gateway);
    writeFileSync(join(folder, 'trust.json'), JSON.stringify(trustOf(ground.city)));
    writeFileSync(join(folder, 'client-key.json'), JSON.stringify(key));
    const { url } = await ground.authorization.codes.showQr(subject());
    const running = promisify(execFile)(process.execPath, ['example.mts', url], { cwd: folder });
    await agree(await openRequestOf(running));
    expect((await running).stdout).toContain(`idNumber: '${person.idNumber}'`);
    rmSync(folder, { recursive: true });
  });
});

/** The request that somebody else makes and that waits for the person. */
async function openRequestOf(running: Promise<unknown>): Promise<string> {
  let isRunning = true;
  running.then(
    () => {
      isRunning = false;
    },
    () => {
      isRunning = false;
    },
  );
  while (isRunning) {
    const found = await ground.city.db
      .selectFrom('requests')
      .innerJoin('request_parties', 'request_id', 'id')
      .select('id')
      .where('giver', '=', subject())
      .where('requests.state', '=', 'waiting')
      .orderBy('created_at', 'desc')
      .executeTakeFirst();
    if (found !== undefined) return found.id;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await running;
  throw new Error('the example asked for nothing');
}

describe('waiting', () => {
  test('goes on with another stream when one has ended, as it does with its token', async () => {
    let streams = 0;
    const client = open({
      fetch: async (url, init) => {
        if (!url.endsWith('/events')) return fetch(url, init);
        streams += 1;
        return streams === 1 ? new Response('') : fetch(url, init);
      },
    });
    const request = await client.requestProof(await wish());
    const waiting = request.wait({ signal: AbortSignal.timeout(20_000) });
    await expect.poll(() => streams, { timeout: 5000 }).toBe(2);
    await agree(request.id);
    expect(await waiting).toMatchObject({ state: 'approved' });
  });

  test('ends when it is called off', async () => {
    const request = await open().requestProof(await wish());
    const control = new AbortController();
    const waiting = request.wait({ signal: control.signal });
    control.abort(new Error('the counter closed'));
    await expect(waiting).rejects.toThrow('the counter closed');
  });
});

describe('a network that fails', () => {
  test('loses no proof: the answer is asked for again', async () => {
    let isLost = false;
    const lossy = open({
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        if (isLost || !url.endsWith('/proof')) return response;
        isLost = true;
        throw new TypeError('connection reset');
      },
    });
    const request = await lossy.requestProof(await wish());
    await agree(request.id);
    expect((await request.proof()).items).toHaveLength(1);
    expect(isLost).toBe(true);
  });

  test('is given up after the tries allowed, and a request is never made twice', async () => {
    let calls = 0;
    const dead = open({
      retries: 1,
      fetch: async (url, init) => {
        if (url.endsWith('/token')) return fetch(url, init);
        calls += 1;
        throw new TypeError('connection refused');
      },
    });
    await expect(dead.requestProof(await wish())).rejects.toEqual(problem('UNREACHABLE'));
    expect(calls).toBe(1);
    await expect(dead.resume('00000000-0000-4000-8000-000000000000', 'x')).rejects.toEqual(
      problem('UNREACHABLE'),
    );
    expect(calls).toBe(3);
  });

  test('that answers nothing is left after the time allowed', async () => {
    const slow = open({
      timeout: 50,
      retries: 0,
      fetch: (_url, init) =>
        new Promise((_resolve, reject) => {
          init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
    });
    await expect(slow.resume('00000000-0000-4000-8000-000000000000', 'x')).rejects.toEqual(
      problem('UNREACHABLE'),
    );
  });
});

describe('tokens', () => {
  test('are fetched once for many calls, and anew when they are no longer taken', async () => {
    let fetched = 0;
    let isRejected = false;
    const client = open({
      fetch: async (url, init) => {
        if (url.endsWith('/token')) fetched += 1;
        if (isRejected && url.includes('/requests/')) {
          isRejected = false;
          return Response.json({ code: 'UNAUTHENTICATED' }, { status: 401 });
        }
        return fetch(url, init);
      },
    });
    const shown = { ...(await wish()), parties: { applicant: { show: true } } } as const;
    const requests = await Promise.all([1, 2, 3].map(() => client.requestProof(shown)));
    expect(fetched).toBe(1);
    isRejected = true;
    await requests[0]?.look();
    expect(fetched).toBe(2);
  });

  test('aren’t given to another key', async () => {
    const other = await exportJWK(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
    await expect(open({ key: other }).resume('00000000-0000-4000-8000-000000000000', 'x')).rejects.toEqual(
      problem('ASSERTION_REFUSED'),
    );
  });
});
