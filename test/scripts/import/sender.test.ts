/** Guarantees of the import command: it asks a gateway for little, and waits when it is told to. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { type City, openCity } from '../../../gateway/city.ts';
import { readConfig } from '../../../gateway/config.ts';
import { registerClientKey } from '../../../gateway/identity/clients.ts';
import type { PublicJwk } from '../../../gateway/keys/keys.ts';
import { Sender } from '../../../scripts/import/sender.ts';
import { findFreePort } from '../../../scripts/support/free-port.ts';
import { createDatabase } from '../../support/database.ts';
import { identityCard } from '../../support/people.ts';

const folder = mkdtempSync(join(tmpdir(), 'city-sender-'));
const key = join(folder, 'key.json');
const file = join(folder, 'cards.jsonl');
let city: City;
let front: Server;
let drop: () => Promise<void>;
let gateway: string;
/** What reached the network, and what is answered instead of the gateway, by path. */
let asked: string[] = [];
const refused = new Map<string, number>();

beforeAll(async () => {
  const database = await createDatabase(inject('postgresUrl'));
  drop = database.drop;
  const port = await findFreePort();
  gateway = `http://127.0.0.1:${port}`;
  const environment = {
    ...{ DATA_DIR: folder, DATABASE_URL: database.url, SEED: 'none', LOG_LEVEL: 'silent' },
    ...{ PORT: '1', PUBLIC_URL: gateway },
  };
  city = await openCity({ config: readConfig({ environment }) });
  await city.start();
  await city.app.listen({ port: 0, host: '127.0.0.1' });
  const { port: behind } = city.app.server.address() as AddressInfo;
  front = createServer((incoming, outgoing) => answer(incoming, outgoing, behind));
  await new Promise<void>((listening) => front.listen(port, '127.0.0.1', listening));
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  await registerClientKey(city.db, 'psb-counter', (await exportJWK(publicKey)) as PublicJwk);
  writeFileSync(key, JSON.stringify(await exportJWK(privateKey)));
  const rows = Array.from({ length: 1500 }, (_, serial) =>
    identityCard('送', serial < 1000 ? '1990-01-01' : '1991-01-01', serial % 1000, {
      cardSerial: `SENT-${serial}`,
    }),
  );
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}, 120_000);
afterAll(async () => {
  front.closeAllConnections();
  front.close();
  await city.close();
  await drop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked = [];
});

function answer(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const { method = '', url = '', headers } = incoming;
  const path = url.split('?')[0] ?? '';
  asked.push(`${method} ${path}`);
  const times = refused.get(path) ?? 0;
  if (times > 0) {
    refused.set(path, times - 1);
    incoming.resume();
    outgoing.writeHead(429, { 'retry-after': '1', 'content-type': 'application/problem+json' });
    outgoing.end(JSON.stringify({ code: 'TOO_MANY_REQUESTS' }));
    return;
  }
  incoming.pipe(
    request({ host: '127.0.0.1', port, method, path: url, headers }, (given) => {
      outgoing.writeHead(given.statusCode ?? 500, given.headers);
      given.pipe(outgoing);
    }),
  );
}

const send = (sender: Sender) =>
  sender.send(file, {
    query: new URLSearchParams({ type: 'resident-identity-card', format: 'jsonl' }),
    contentType: 'application/x-ndjson',
    out: { progress: () => {}, say: () => {} },
  });
const newSender = (): Sender => new Sender({ gateway, client: 'psb-counter', key, department: 'PSB' });
const count = (call: string): number => asked.filter((one) => one === call).length;

test('one token serves every file and every look at it', async () => {
  const sender = newSender();
  const [first, second] = [await send(sender), await send(sender)];
  expect([first.issued, second.unchanged]).toEqual([1500, 1500]);
  expect(asked.filter((one) => one.startsWith('GET')).length).toBeGreaterThanOrEqual(4);
  expect(count('POST /token')).toBe(1);
});

test('it waits less and less often for an import that takes long', async () => {
  await city.credentials.importQueue.stop();
  setTimeout(() => void city.credentials.importQueue.start(), 3000);
  await send(newSender());
  const looks = asked.filter((one) => /^GET .*\/imports\/[^/]+$/.test(one));
  expect(looks.length).toBeGreaterThan(3);
  expect(looks.length).toBeLessThan(9);
});

test('a gateway that is asked too often is left alone for as long as it says', async () => {
  refused.set('/token', 2);
  const began = performance.now();
  expect(await send(newSender())).toMatchObject({ state: 'done', faulty: 0 });
  expect(performance.now() - began).toBeGreaterThan(1900);
  expect(count('POST /token')).toBe(3);
});
