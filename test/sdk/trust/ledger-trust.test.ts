/** Trust files come from the ledger alone: real registers, read over JSON-RPC by hand-written decoding. */
import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cityNames } from '../../../gateway/ids.ts';
import type { Ledger } from '../../../gateway/ledger/ledger.ts';
import type { OpenLedger } from '../../../gateway/ledger/open-ledger.ts';
import { ledgerRoutes } from '../../../gateway/ledger/routes.ts';
import { MerkleTree } from '../../../gateway/log/tree.ts';
import { trustedSlipKey } from '../../../gateway/log/trust-routes.ts';
import { verifySlip } from '../../../sdk/slip/index.ts';
import { makeTicket } from '../../../sdk/slip/ticket.ts';
import { type KeptTrust, keepTrust, LedgerError, readLedgerTrust } from '../../../sdk/trust/index.ts';
import { formatVerifierKey, readTrust, type Trust, verifierKeyOf } from '../../../sdk/verify/index.ts';
import { makeFolder, openEmbeddedLedger, openTestKeys } from '../../support/ledger-folder.ts';
import { expectation, makeProof, NOW } from '../../support/proof-fixture.ts';
import { SLIP } from '../../support/slip-fixture.ts';
import { bytesOf, type TestKey, testKey } from '../../support/test-keys.ts';

const CITY = 'https://wangcheng.invalid';
const { folder, remove } = makeFolder();
const keys = openTestKeys(folder);
const app = fastify({ forceCloseConnections: true });
const [first, second] = [testKey('first'), testKey('second')];
const cab = testKey('CAB');
const tree = new MerkleTree();
let open: OpenLedger;
let ledger: Ledger;
let url: string;
/** What the gateway tells as its trust file. */
let served: unknown;

const onLedger = ({ kid, jwk }: TestKey, types: string[], thumbprint = Buffer.from(kid, 'base64url')) => ({
  thumbprint: new Uint8Array(thumbprint),
  x: new Uint8Array(Buffer.from(jwk.x, 'base64url')),
  y: new Uint8Array(Buffer.from(jwk.y, 'base64url')),
  types,
});
const propose = (department: string, granted: ReturnType<typeof onLedger>[]): Promise<bigint> =>
  ledger.propose({
    kind: 'accredit',
    accreditation: {
      department,
      account: keys.ledgerAccount(department).address,
      checkpointKey: keys.checkpoint(department).publicKey,
      keys: granted,
    },
  });
async function accredit(
  department: string,
  granted: ReturnType<typeof onLedger>[],
  others: string[],
): Promise<void> {
  const proposal = await propose(department, granted);
  for (const confirming of [department, ...others]) await ledger.confirm(confirming, proposal);
}
async function append(count: number): Promise<void> {
  const leaves = Array.from({ length: count }, (_, place) => bytesOf(`${tree.size} ${place}`));
  await ledger.append({ log: 'PSB', expectedSize: tree.size, leaves });
  for (const leaf of leaves) tree.append(leaf);
}
const source = () => ({ url, issuers: ledger.identity.contracts.issuers, cityId: CITY });

beforeAll(async () => {
  open = await openEmbeddedLedger(folder, keys);
  ({ ledger } = open);
  const chain = open.embedded;
  if (chain === undefined) throw new Error('the embedded ledger has a chain');
  await app.register(rateLimit, { global: false });
  await app.register(ledgerRoutes(chain));
  app.get('/trust.json', () => served);
  url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/ledger`;
  const mine = await propose('PSB', [onLedger(first, ['resident-identity-card', 'household-register'])]);
  const theirs = await propose('CAB', [onLedger(cab, ['marriage-certificate'])]);
  for (const proposal of [mine, theirs])
    for (const department of ['PSB', 'CAB']) await ledger.confirm(department, proposal);
  await append(5);
  await accredit('PSB', [onLedger(second, ['resident-identity-card'])], ['CAB']);
  await append(3);
  await ledger.endKey('PSB', onLedger(first, []).thumbprint);
  await append(1);
});
afterAll(async () => {
  await app.close();
  await ledger.close();
  remove();
});

describe('a trust file', () => {
  test('says which key could sign what at which place', async () => {
    const trust = await readLedgerTrust(source());
    const [city] = trust.cities;
    expect(city?.departments.map(({ code, issuer }) => [code, issuer])).toEqual([
      ['CAB', `${CITY}/departments/CAB`],
      ['PSB', `${CITY}/departments/PSB`],
    ]);
    expect(city?.departments[1]?.keys).toEqual([
      {
        ...{ kid: first.kid, jwk: first.jwk, ended: true },
        types: [
          { type: 'resident-identity-card', from: 0, to: 8 },
          { type: 'household-register', from: 0, to: 8 },
        ],
      },
      {
        ...{ kid: second.kid, jwk: second.jwk, ended: false },
        types: [{ type: 'resident-identity-card', from: 5, to: null }],
      },
    ]);
    expect(readTrust(structuredClone(trust))).toEqual(trust);
  });

  test('names the ledger, and every log with its owner, key and head', async () => {
    const [city] = (await readLedgerTrust(source())).cities;
    const { identity } = ledger;
    expect(city?.ledger).toEqual({
      ...{ id: identity.id, chainId: identity.chainId, genesis: identity.genesis },
      contracts: {
        issuers: identity.contracts.issuers.toLowerCase(),
        logs: identity.contracts.logs.toLowerCase(),
        statusLists: identity.contracts.statusLists.toLowerCase(),
      },
    });
    expect(city?.logs.map(({ name }) => name)).toEqual(['CAB', 'PSB', 'access']);
    const origin = 'wangcheng.invalid/log/PSB';
    expect(city?.logs[1]).toEqual({
      ...{ name: 'PSB', origin, owner: keys.ledgerAccount('PSB').address.toLowerCase() },
      verifierKeys: [formatVerifierKey(verifierKeyOf(origin, keys.checkpoint('PSB').publicKey))],
      checkpoint: { size: 9, root: Buffer.from(tree.root()).toString('base64url') },
    });
    const empty = createHash('sha256').digest('base64url');
    expect(city?.logs[2]?.checkpoint).toEqual({ size: 0, root: empty });
  });

  test('leaves out a key under a name that isn’t its own, and keeps the rest', async () => {
    const another = onLedger(testKey('x'), ['resident-identity-card'], Buffer.from(bytesOf('another name')));
    await accredit('PSB', [another], ['CAB']);
    const [city] = (await readLedgerTrust(source())).cities;
    expect(city?.departments[1]?.keys.map(({ kid }) => kid)).toEqual([first.kid, second.kid]);
  });

  test('says who is suspended', async () => {
    const proposal = await ledger.propose({ kind: 'suspend', department: 'CAB' });
    await ledger.confirm('PSB', proposal);
    const [city] = (await readLedgerTrust(source())).cities;
    expect(city?.departments.map(({ suspended }) => suspended)).toEqual([true, false]);
  });
});

describe('no trust file', () => {
  test.each([
    [
      'from an address without a register',
      () => ({ ...source(), issuers: `0x${'11'.repeat(20)}` }),
      /no register of issuers/,
    ],
    ['from what is no address', () => ({ ...source(), issuers: 'issuers' }), /no address/],
    ['from nothing at all', () => ({ ...source(), url: 'http://127.0.0.1:9/' }), /can't be read/],
    [
      'from what is no ledger',
      () => ({ ...source(), url: url.replace('/ledger', '/elsewhere') }),
      /refused|no ledger/,
    ],
  ])('%s', async (_why, from, message) => {
    await expect(readLedgerTrust(from())).rejects.toThrow(message);
  });

  test('when nobody waits for it any more', async () => {
    await expect(readLedgerTrust({ ...source(), signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});

describe('trust that is kept', () => {
  const older = async (seconds: number): Promise<Trust> => {
    const trust = await readLedgerTrust(source());
    return { ...trust, cities: trust.cities.map((city) => ({ ...city, asOf: city.asOf - seconds })) };
  };

  test('is read once for however many ask, and not again while it is fresh', async () => {
    const read: Trust[] = [];
    const kept = keepTrust(source(), { onRead: (trust) => read.push(trust) });
    const [one, other] = await Promise.all([kept.current(), kept.current()]);
    expect([one, other, await kept.current()]).toEqual([read[0], read[0], read[0]]);
    expect(read).toHaveLength(1);
  });

  test('is read again when it is old', async () => {
    const old = await older(4000);
    const fresh = await keepTrust(source(), { trust: old }).current();
    expect(fresh.cities[0]?.asOf).toBeGreaterThan((old.cities[0]?.asOf ?? 0) + 3000);
    expect(await keepTrust(source(), { trust: old, maxAge: 5000 }).current()).toBe(old);
  });

  test('stays what it was while the ledger is away, and is missing where it never was', async () => {
    const away = { ...source(), url: 'http://127.0.0.1:9' };
    const old = await older(4000);
    expect(await keepTrust(away, { trust: old }).current()).toBe(old);
    await expect(keepTrust(away).current()).rejects.toThrow(LedgerError);
  });

  test('is read again for a proof that it is too old for, once a minute at most', async () => {
    const { proof, trust } = makeProof();
    // The file knows the city, but not the log's key.
    const cities = trust.cities.map((city) => ({
      ...city,
      asOf: Math.floor(Date.now() / 1000),
      logs: city.logs.map((log) => ({ ...log, verifierKeys: [] })),
    }));
    let reads = 0;
    const kept = keepTrust(source(), { trust: { ...trust, cities }, onRead: () => reads++ });
    const options = { expect: expectation, at: new Date(1000 * NOW) };
    // What the ledger says now is what it is judged by: it is another city's.
    expect(await kept.verify(proof, options)).toMatchObject({ valid: false, reason: 'OTHER_LEDGER' });
    expect(await kept.verify({ ...proof, cityId: 'https://other.invalid' }, options)).toMatchObject({
      reason: 'UNKNOWN_CITY',
    });
    expect(reads).toBe(1);
  });

  describe('for a counter that takes slips', () => {
    const at = new Date('2026-11-23T08:00:00Z');
    const wrong = { valid: false, reason: 'TRUST_TOO_OLD' };
    const addressOfServed = () => url.replace('/ledger', '/trust.json');
    const ticket = () => {
      const { kid, sign } = keys.slip();
      return makeTicket(SLIP, { kid, cityId: CITY, sign });
    };
    const judged = async (kept: KeptTrust) => {
      const text = await ticket();
      return kept.judge((trust) => verifySlip(text, { trust, at }));
    };
    const told = async (): Promise<Trust> => {
      const trust = await readLedgerTrust(source());
      const key = await trustedSlipKey({ cityId: CITY, names: cityNames(CITY), keys });
      return { ...trust, cities: trust.cities.map((city) => ({ ...city, slipKeys: [key] })) };
    };

    test('has their key from the gateway, and reads it again for a slip of a key that it doesn’t know', async () => {
      const trust = await readLedgerTrust(source());
      expect(await judged(keepTrust(source(), { trust }))).toEqual(wrong);
      served = await told();
      const reads: Trust[] = [];
      const onRead = (one: Trust): unknown => reads.push(one);
      const kept = keepTrust(source(), { trust, slipKeys: addressOfServed(), onRead });
      expect(await judged(kept)).toMatchObject({ valid: true });
      expect(reads.map(({ cities }) => cities[0]?.slipKeys?.map(({ kid }) => kid))).toEqual([
        [keys.slip().kid],
      ]);
    });

    test('believes no key that the ledger doesn’t vouch for', async () => {
      served = await told();
      const forged = structuredClone(served) as { cities: { slipKeys: { note: string }[] }[] };
      for (const key of forged.cities[0]?.slipKeys ?? [])
        key.note = key.note.replace(/.{8}\n$/, 'AAAAAAA=\n');
      served = forged;
      const kept = keepTrust(source(), { slipKeys: addressOfServed() });
      expect(await judged(kept)).toEqual(wrong);
    });

    test.each([
      ['the gateway is away', () => 'http://127.0.0.1:9/trust.json', undefined],
      ['it tells something else', addressOfServed, { version: 2 }],
    ])('keeps the key that it knew while %s', async (_why, slipKeys, answer) => {
      const before = await told();
      const old = { ...before, cities: before.cities.map((city) => ({ ...city, asOf: city.asOf - 4000 })) };
      served = answer;
      const kept = keepTrust(source(), { trust: old, slipKeys: slipKeys() });
      expect((await kept.current()).cities[0]?.asOf).toBeGreaterThan((old.cities[0]?.asOf ?? 0) + 3000);
      expect(await judged(kept)).toMatchObject({ valid: true });
    });
  });
});
