/** The audit: it holds for an honest gateway, and catches every lie by its own name. */

import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { credentialPublicRoutes } from '../../gateway/credentials/public-routes.ts';
import { changeStatus } from '../../gateway/credentials/status-changes.ts';
import { signJws } from '../../gateway/keys/signing-key.ts';
import { EmbeddedProvider } from '../../gateway/ledger/embedded/provider.ts';
import { newEntryId, queueEntries } from '../../gateway/log/queue.ts';
import { logRoutes } from '../../gateway/log/routes.ts';
import { trustRoutes } from '../../gateway/log/trust-routes.ts';
import { readReceipts } from '../../gateway/proofs/own-receipts.ts';
import { receiptWriter } from '../../gateway/proofs/proofs.ts';
import { audit } from '../../scripts/audit/audit.ts';
import type { Check } from '../../scripts/audit/findings.ts';
import type { ReadServed } from '../../scripts/audit/served.ts';
import type { OpenedReceipt } from '../../sdk/schemas/receipts.ts';
import type { Trust } from '../../sdk/verify/types.ts';
import { CITY_ID, type CityGround, catalog, names, openCityGround } from '../support/city-ground.ts';
import { identityCard } from '../support/people.ts';

let city: CityGround;
let app: FastifyInstance;
let provider: EmbeddedProvider;
let receipts: readonly OpenedReceipt[];
const person = identityCard('审', '1988-08-08', 0);

beforeAll(async () => {
  city = await openCityGround();
  const { db, credentials, keys, clock, copy, logs } = city;
  const rows = Array.from({ length: 300 }, (_, index) =>
    JSON.stringify(index === 0 ? person : identityCard('民', '1977-01-01', index)),
  );
  const { imports } = credentials;
  await imports.run(
    await imports.accept(
      { department: 'PSB', credentialType: 'resident-identity-card', format: 'jsonl' },
      Readable.from([rows.join('\n')]),
    ),
  );
  await changeStatus(city, {
    department: 'PSB',
    credentialType: 'resident-identity-card',
    record: 'CARD-5',
    change: 'revoke',
    reason: 'cancelled',
  });
  const record = receiptWriter({ keys, catalog, cityId: CITY_ID, clock });
  const holder = credentials.subjectOf(person.idNumber) ?? '';
  const nobody = { request: null, client: null, department: null, matter: null, window: null, role: null };
  for (let look = 0; look < 4; look++)
    await db.transaction().execute((trx) => record(trx, [{ holder, outcome: 'self', ...nobody, items: [] }]));
  await city.anchor();
  receipts = await readReceipts(holder, { after: 0, limit: 100 }, { db, keys, logs });
  app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(logRoutes(logs));
  await app.register(trustRoutes({ cityId: CITY_ID, publicUrl: 'http://127.0.0.1:1', names, copy, logs }));
  await app.register(credentialPublicRoutes(credentials, catalog, names));
  provider = new EmbeddedProvider(city.embedded, city.ledger.identity.chainId);
}, 120_000);
afterAll(async () => {
  provider.destroy();
  await app.close();
  await city.close();
});

/** What the gateway serves, with something in between. */
function served(
  tamper: (path: string, bytes: Uint8Array) => Uint8Array | undefined = (_path, bytes) => bytes,
): ReadServed {
  return async (path) => {
    const { statusCode, rawPayload } = await app.inject(path);
    return statusCode === 404 ? undefined : tamper(path, new Uint8Array(rawPayload));
  };
}

async function run(
  options: { read?: ReadServed; trust?: Trust; receipts?: readonly OpenedReceipt[] } = {},
): Promise<Check[]> {
  const checks: Check[] = [];
  for await (const check of audit({ provider, read: served(), ...options })) checks.push(check);
  return checks;
}
const codesOf = (checks: readonly Check[]): string[] => [
  ...new Set(checks.flatMap(({ code }) => code ?? [])),
];
/** Another letter of base64 at a place, so that it is still a checkpoint. */
const otherLetter = (bytes: Uint8Array, place: number): Uint8Array =>
  bytes.map((byte, index) => (index === place ? (byte === 65 ? 66 : 65) : byte));
const flip = (bytes: Uint8Array, place: number): Uint8Array =>
  bytes.map((byte, index) => (index === place ? byte ^ 1 : byte));

test('an honest gateway holds, receipts included', async () => {
  const checks = await run({ receipts });
  expect(codesOf(checks)).toEqual([]);
  const said = checks.map(({ what }) => what);
  for (const what of ['log PSB', 'log access', 'status list PSB/1', 'receipts', 'accreditations'])
    expect(said).toContain(what);
  expect(receipts).toHaveLength(4);
});

describe('a gateway is caught that', () => {
  test('changes an entry', async () => {
    const read = served((path, bytes) => (path.includes('/PSB/tile/entries/000') ? flip(bytes, 10) : bytes));
    expect(codesOf(await run({ read }))).toContain('ENTRIES_DIFFER');
  });

  test('changes a hash of a tile', async () => {
    const read = served((path, bytes) => (path.includes('/PSB/tile/0/000') ? flip(bytes, 40) : bytes));
    expect(codesOf(await run({ read }))).toEqual(['TILE_DIFFERS']);
  });

  test('removes entries', async () => {
    const read = served((path, bytes) => (path.includes('/PSB/tile/entries/001') ? undefined : bytes));
    expect(codesOf(await run({ read }))).toEqual(['ENTRIES_DIFFER']);
  });

  test('forks a log and signs the fork with another key', async () => {
    const read = served((path, bytes) => (path.endsWith('/PSB/checkpoint') ? otherLetter(bytes, 45) : bytes));
    expect(codesOf(await run({ read }))).toEqual(['CHECKPOINT_NOT_SIGNED']);
  });

  test('forks a log and signs the fork with the log’s own key', async () => {
    const { signCheckpoint } = await import('../../gateway/log/checkpoint.ts');
    const head = { origin: names.logOrigin('PSB'), size: 300, root: new Uint8Array(randomBytes(32)) };
    const forked = new TextEncoder().encode(await signCheckpoint(head, city.keys.checkpoint('PSB')));
    const read = served((path, bytes) => (path.endsWith('/PSB/checkpoint') ? forked : bytes));
    expect(codesOf(await run({ read }))).toEqual(['HEAD_DIFFERS']);
  });

  test('serves another department’s checkpoint, or hides a log', async () => {
    const { rawPayload } = await app.inject('/log/CAB/checkpoint');
    const swapped = served((path, bytes) =>
      path.endsWith('/PSB/checkpoint') ? new Uint8Array(rawPayload) : bytes,
    );
    expect(codesOf(await run({ read: swapped }))).toEqual(['LOG_NOT_SERVED']);
    const hidden = served((path, bytes) =>
      path === '/log' ? new TextEncoder().encode('{"items":[]}') : bytes,
    );
    expect(codesOf(await run({ read: hidden }))).toEqual(['LOG_NOT_SERVED']);
  });

  test('publishes another status list than the ledger has', async () => {
    const key = city.keys.departmentKeys('PSB')[0];
    if (key === undefined) throw new Error('no key');
    const { deflateSync } = await import('node:zlib');
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      sub: names.statusList('PSB', 1),
      iat: now,
      exp: now + 86_400,
      ttl: 300,
      status_list: { bits: 2, lst: deflateSync(Buffer.alloc(32_768)).toString('base64url') },
    };
    const token = new TextEncoder().encode(
      await signJws({ alg: 'ES256', typ: 'statuslist+jwt', kid: key.kid }, payload, key),
    );
    expect(
      codesOf(await run({ read: served((path, bytes) => (path === '/status/PSB/1' ? token : bytes)) })),
    ).toEqual(['STATUS_LIST_DIFFERS']);
    const unsigned = served((path, bytes) =>
      path === '/status/PSB/1' ? flip(bytes, bytes.length - 5) : bytes,
    );
    expect(codesOf(await run({ read: unsigned }))).toEqual(['STATUS_LIST_NOT_SIGNED']);
    expect(
      codesOf(await run({ read: served((path, bytes) => (path === '/status/PSB/1' ? undefined : bytes)) })),
    ).toEqual(['STATUS_LIST_NOT_SERVED']);
  });

  test('is on another ledger than the trust file knows', async () => {
    const trust: Trust = (await app.inject('/trust.json')).json();
    const [first] = trust.cities;
    if (first === undefined) throw new Error('no city');
    const other = {
      ...trust,
      cities: [{ ...first, ledger: { ...first.ledger, genesis: `0x${'00'.repeat(32)}` } }],
    };
    expect(codesOf(await run({ trust: other }))).toEqual(['LEDGER_DIFFERS']);
  });

  test('left an access out of somebody’s receipts, or changed one', async () => {
    const [first, second, third, fourth] = receipts;
    if (first === undefined || second === undefined || third === undefined || fourth === undefined)
      throw new Error('too few');
    expect(codesOf(await run({ receipts: [first, third, fourth] }))).toEqual([
      'RECEIPT_GAP',
      'RECEIPT_CHAIN_BROKEN',
    ]);
    const changed = { ...fourth, receipt: { ...fourth.receipt, kind: 'answered' as const } };
    expect(codesOf(await run({ receipts: [first, second, third, changed] }))).toEqual([
      'RECEIPT_NOT_ON_LEDGER',
    ]);
  });

  test('carries a credential of a department that wasn’t accredited for it at that leaf', async () => {
    const entry = {
      id: newEntryId(new Date()),
      log: 'PSB',
      kind: 'issued' as const,
      credentialType: 'marriage-certificate',
      commitment: new Uint8Array(randomBytes(32)),
      release: 'batch' as const,
    };
    await city.db.transaction().execute((trx) => queueEntries(trx, [entry], city.clock.now()));
    await city.anchor();
    const checks = await run();
    expect(codesOf(checks)).toEqual(['ISSUED_WITHOUT_ACCREDITATION']);
    expect(checks.find(({ code }) => code !== undefined)?.detail).toBe('leaf 300: marriage-certificate');
  });
});
