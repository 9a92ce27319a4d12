/** Proofs through the gateway's HTTP interface, beside a bare route and the primitives that an answer can't do without. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Fastify from 'fastify';
import { decide } from '../../gateway/authorization/decisions.ts';
import { createRequest } from '../../gateway/authorization/requests.ts';
import type { City } from '../../gateway/city.ts';
import { registerClientKey } from '../../gateway/identity/clients.ts';
import type { PublicJwk } from '../../gateway/keys/keys.ts';
import { decide as decideShape } from '../../sdk/schemas/requests.ts';
import type { Benchmark } from '../bench.ts';
import { citizenNumberOf } from '../kill/numbers.ts';
import { fetchClientToken } from '../support/client-token.ts';
import { acceptCards, anchor, inCity, issueCards } from './city.ts';
import { type LoadResult, openLoad } from './http-load.ts';
import { type Primitives, primitivesOf } from './http-primitives.ts';
import { medianOf, quantileOf } from './measure.ts';

const PEOPLE = 300;
const ROUNDS = 5;
const CONNECTIONS = [1, 32] as const;
/** Proofs of one turn at each number of connections. */
const PROOFS = { 1: 160, 32: 320 } as const;
/** Milliseconds in which what the turn before left behind is done with. */
const PAUSE = 300;
/** Of a proof's CPU time, what a bare route and its primitives are to take. */
const SHARE = 0.7;
const NONCE = 'nonce-of-the-benchmark';
const CLIENT = { client: 'cab-counter', department: 'CAB' } as const;

/** One turn at a number of connections: microseconds of the main thread's CPU for each answer. */
type Turn = {
  readonly proofs: LoadResult;
  readonly gateway: number;
  readonly bare: number;
  readonly primitives: Primitives;
};

export const http: Benchmark = {
  name: 'http',
  summary: `Proofs of one identity card for ${PEOPLE} people (each request agreed to beforehand and used once), asked for over HTTP by another thread, with PostgreSQL on the same machine. The share compares CPU time of the gateway's main thread with that of a bare Fastify route that answers as many bytes plus the primitives of this very request; turns of all of them alternate.`,
  run: ({ count = ROUNDS }) =>
    inCity(async (city) => {
      await issueCards(city, await acceptCards(city, PEOPLE));
      await anchor(city);
      const token = await tokenOf(city);
      const load = openLoad();
      const measure = turnsOf(city, { token, load });
      try {
        const turns = { 1: [] as Turn[], 32: [] as Turn[] };
        for (let round = 0; round <= count; round++)
          for (const connections of CONNECTIONS) {
            const turn = await measure(connections);
            if (round > 0) turns[connections].push(turn);
          }
        return tell(turns);
      } finally {
        await load.close();
      }
    }),
};

function tell(turns: Readonly<Record<1 | 32, readonly Turn[]>>) {
  const of = (connections: 1 | 32) => {
    const all = turns[connections];
    const latencies = all.flatMap(({ proofs }) => proofs.latencies);
    const middle = (pick: (turn: Turn) => number): number => medianOf(all.map(pick));
    const [gateway, bare] = [middle((turn) => turn.gateway), middle((turn) => turn.bare)];
    const [needed, keyImport] = [
      middle((turn) => turn.primitives.needed),
      middle((turn) => turn.primitives.keyImport),
    ];
    const rate = middle(({ proofs }) => (1000 * proofs.latencies.length) / proofs.milliseconds);
    return { rate, latencies, gateway, bare, needed, keyImport, share: (bare + needed) / gateway };
  };
  const { bare, needed, keyImport, gateway } = of(32);
  const withKey = (bare + needed + keyImport) / gateway;
  const spare = (bare + needed) / SHARE - bare - needed;
  return {
    columns: [
      'connections',
      'proofs/s',
      'p50 ms',
      'p99 ms',
      'µs gateway',
      'µs bare route',
      'µs primitives',
      'µs key import',
    ],
    rows: CONNECTIONS.map((connections) => {
      const { rate, latencies, gateway, bare, needed, keyImport } = of(connections);
      return [
        connections,
        rate,
        quantileOf(latencies, 0.5),
        quantileOf(latencies, 0.99),
        gateway,
        bare,
        needed,
        keyImport,
      ];
    }),
    goals: [
      {
        what: 'share of bare route and primitives at 32 connections',
        measured: of(32).share,
        bound: SHARE,
        kind: 'at least',
      } as const,
    ],
    notes: [
      `At one connection the share is ${of(1).share.toFixed(2)}: nothing can be put together there.`,
      `Primitives are AES, signatures and digests; reading the holder's key, without which nothing is signed, stands apart: with it the share is ${withKey.toFixed(2)}.`,
      `At ${SHARE} a proof would have ${spare.toFixed(0)} µs for reading that key, the token, the routing and its headers, all that it asks of the database, and the proof itself.`,
      'What anchors receipts once a minute does not run meanwhile.',
    ],
  };
}

type TurnParts = { readonly token: string; readonly load: ReturnType<typeof openLoad> };

function turnsOf(city: City, { token, load }: TurnParts) {
  return async (connections: 1 | 32): Promise<Turn> => {
    const ids = await approve(city, PROOFS[connections]);
    const posts = ids.map((id) => ({
      path: `/requests/${id}/proof`,
      body: JSON.stringify({ nonce: NONCE }),
    }));
    const port = await portOf(city.app);
    const { result: proofs, cpu: gateway } = await costOf(() =>
      load.run({ port, token, posts, connections }),
    );
    const proof = JSON.parse(proofs.last);
    const bareApp = Fastify();
    bareApp.post('/requests/:id/proof', async () => proof);
    const barePort = await portOf(bareApp);
    const { cpu: bare } = await costOf(() => load.run({ port: barePort, token, posts, connections }));
    await bareApp.close();
    return { proofs, gateway, bare, primitives: primitivesOf(proof, posts.length) };
  };
}

async function costOf(run: () => Promise<LoadResult>): Promise<{ result: LoadResult; cpu: number }> {
  await setTimeout(PAUSE);
  const before = process.threadCpuUsage();
  const result = await run();
  const { user, system } = process.threadCpuUsage(before);
  return { result, cpu: (user + system) / result.latencies.length };
}

type Listener = {
  readonly server: City['app']['server'];
  readonly listen: (where: { host: string; port: number }) => Promise<string>;
};

async function portOf(app: Listener, port = 0): Promise<number> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port });
  return (app.server.address() as AddressInfo).port;
}

/** That many requests to which somebody agreed. */
async function approve({ authorization, credentials }: City, count: number): Promise<string[]> {
  const ids: string[] = [];
  const caller = { kind: 'system', ...CLIENT, scopes: ['ask'] } as const;
  const decision = decideShape.parse({ decision: 'agree' });
  for (let place = 0; place < count; place++) {
    const subject = credentials.subjectOf(citizenNumberOf(1 + (place % PEOPLE))) ?? '';
    const { url: code } = await authorization.codes.showQr(subject);
    const wish = {
      matter: 'WCM-CAB-002',
      nonce: NONCE,
      window: 'CAB-W1',
      conditions: [],
      parties: { applicant: { code } },
    };
    const { id } = await createRequest(caller, wish, authorization);
    await decide(subject, id, { decision, parts: authorization });
    ids.push(id);
  }
  return ids;
}

async function tokenOf(city: City): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'city-bench-key-'));
  const keyFile = join(folder, 'key.jwk.json');
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  writeFileSync(keyFile, JSON.stringify(jwk), { mode: 0o600 });
  await registerClientKey(city.db, CLIENT.client, jwk as PublicJwk);
  await portOf(city.app, city.config.PORT);
  try {
    return await fetchClientToken({ gateway: city.config.PUBLIC_URL, client: CLIENT.client, keyFile });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
