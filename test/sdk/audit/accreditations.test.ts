/** Accreditations as they are told, wherever they are told, are the ledger's. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Trust, TrustedCity } from '../../../sdk/verify/types.ts';
import {
  type AuditGround,
  clockIn,
  codesOf,
  detailOf,
  jsonBytes,
  openAuditGround,
} from '../../support/audit-ground.ts';

let ground: AuditGround;
let served: AuditGround['served'];
let run: AuditGround['run'];
let before: Trust;

beforeAll(async () => {
  ground = await openAuditGround();
  ({ served, run } = ground);
  before = await ground.trust();
}, 120_000);
afterAll(() => ground.close());

type Department = TrustedCity['departments'][number];
type Log = TrustedCity['logs'][number];

const inDepartment =
  (code: string, change: (department: Department) => Department) =>
  (city: TrustedCity): TrustedCity => ({
    ...city,
    departments: city.departments.map((one) => (one.code === code ? change(one) : one)),
  });
const inLog =
  (name: string, change: Partial<Log>) =>
  (city: TrustedCity): TrustedCity => ({
    ...city,
    logs: city.logs.map((one) => (one.name === name ? { ...one, ...change } : one)),
  });
const withKeys = (change: (keys: Department['keys']) => Department['keys']) =>
  inDepartment('PSB', (department) => ({ ...department, keys: change(department.keys) }));
const never = { size: 1, root: Buffer.alloc(32, 7).toString('base64url') };

const lies: readonly [string, (city: TrustedCity) => TrustedCity, string][] = [
  ['a key less', withKeys(() => []), 'PSB key'],
  [
    'another department’s keys',
    (city) => {
      const keys = city.departments.find(({ code }) => code === 'PSB')?.keys ?? [];
      return inDepartment('EDU', (department) => ({ ...department, keys }))(city);
    },
    'EDU key',
  ],
  [
    'a term that began earlier or later',
    withKeys((keys) =>
      keys.map((key) => ({ ...key, types: key.types.map((term) => ({ ...term, from: term.from + 1 })) })),
    ),
    'terms',
  ],
  ['an ended key', withKeys((keys) => keys.map((key) => ({ ...key, ended: true }))), 'ended'],
  ['a suspension', inDepartment('CAB', (one) => ({ ...one, suspended: true })), 'CAB suspended'],
  ['another issuer', inDepartment('CAB', (one) => ({ ...one, issuer: 'https://a.invalid' })), 'CAB issuer'],
  ['a department less', (city) => ({ ...city, departments: city.departments.slice(1) }), 'issuer'],
  [
    'a department twice, the wrong one first',
    (city) => ({
      ...city,
      departments: [{ ...city.departments[0], suspended: true } as Department, ...city.departments],
    }),
    'suspended',
  ],
  ['another owner', inLog('PSB', { owner: `0x${'11'.repeat(20)}` }), 'log PSB owner'],
  ['no verifier key', inLog('PSB', { verifierKeys: [] }), 'log PSB verifier keys'],
  ['another origin', inLog('PSB', { origin: 'a.invalid/log/PSB' }), 'log PSB origin'],
];

describe.each(lies)('%s', (_name, lie, told) => {
  test('is found in the trust file that is served', async () => {
    const trust = await ground.trust(lie);
    const checks = await run({
      read: served((path, bytes) => (path === '/trust.json' ? jsonBytes(trust) : bytes)),
    });
    expect(codesOf(checks)).toEqual(['ACCREDITATIONS_DIFFER']);
    expect(detailOf(checks)).toContain(told);
  });

  test('is found in the trust file that is believed', async () => {
    const checks = await run({ trust: await ground.trust(lie) });
    expect(codesOf(checks)).toEqual(['ACCREDITATIONS_DIFFER']);
    expect(detailOf(checks)).toContain(told);
  });
});

test('a head that the ledger never had is found in both trust files', async () => {
  const trust = await ground.trust(inLog('PSB', { checkpoint: never }));
  const read = served((path, bytes) => (path === '/trust.json' ? jsonBytes(trust) : bytes));
  expect(codesOf(await run({ read }))).toEqual(['ACCREDITATIONS_DIFFER']);
  expect(codesOf(await run({ trust }))).toEqual(['LEDGER_DIFFERS']);
});

test('a served trust file that is none, or tells of another city, is found', async () => {
  const trust = await ground.trust();
  const other = await ground.trust((city) => ({ ...city, cityId: 'https://other.invalid' }));
  for (const told of ['nothing', other])
    expect(
      codesOf(
        await run({
          trust,
          read: served((path, bytes) => (path === '/trust.json' ? jsonBytes(told) : bytes)),
        }),
      ),
    ).toEqual(['ACCREDITATIONS_DIFFER']);
});

test('registers at other addresses than the ledger names are found', async () => {
  const contracts = (city: TrustedCity): TrustedCity => ({
    ...city,
    ledger: { ...city.ledger, contracts: { ...city.ledger.contracts, logs: `0x${'22'.repeat(20)}` } },
  });
  const trust = await ground.trust(contracts);
  const read = served((path, bytes) => (path === '/trust.json' ? jsonBytes(trust) : bytes));
  expect(codesOf(await run({ trust }))).toEqual(['LEDGER_DIFFERS']);
  expect(codesOf(await run({ read }))).toEqual(['LEDGER_DIFFERS']);
});

test('issuer metadata with other keys, or none, is found', async () => {
  const path = '/.well-known/jwt-vc-issuer/departments/EDU';
  const psb = await ground.bytesAt('/.well-known/jwt-vc-issuer/departments/PSB');
  for (const lie of [psb, jsonBytes({}), undefined]) {
    const checks = await run({ read: served((at, bytes) => (at === path ? lie : bytes)) });
    expect(codesOf(checks)).toEqual(['ACCREDITATIONS_DIFFER']);
    expect(checks.find(({ code }) => code !== undefined)?.what).toBe('issuer metadata of EDU');
  }
});

describe('the list of logs', () => {
  const listing = async (change: (log: Record<string, unknown>) => object | undefined): Promise<string[]> => {
    const { items } = JSON.parse(new TextDecoder().decode(await ground.bytesAt('/log')));
    const told = {
      items: items.flatMap((log: Record<string, unknown>) => change(log) ?? []),
      total: 0,
      next: null,
    };
    return codesOf(await run({ read: served((path, bytes) => (path === '/log' ? jsonBytes(told) : bytes)) }));
  };

  test.each([
    ['an origin', { origin: 'a.invalid/log/PSB' }],
    ['a verifier key', { verifierKey: 'a.invalid+00000000+AQ==' }],
    ['a ledger', { ledgerId: 'eip155:1:0x00' }],
    ['a size', { size: 5 }],
    ['a root', { root: Buffer.alloc(32).toString('base64url') }],
    ['a name that the ledger doesn’t know as well', { name: 'XYZ' }],
  ])('is found with %s that isn’t the log’s', async (_name, lie) => {
    expect(await listing((log) => (log.name === 'PSB' ? { ...log, ...lie } : log))).toContain(
      'LOG_LISTING_DIFFERS',
    );
  });

  test('is found without a log that the ledger has', async () => {
    expect(await listing((log) => (log.name === 'PSB' ? undefined : log))).toEqual(['LOG_NOT_SERVED']);
  });
});

test('a checkpoint is held to the city’s own name for its log, whatever the listing says', async () => {
  const other = await ground.bytesAt('/log/CAB/checkpoint');
  const listed = JSON.parse(new TextDecoder().decode(await ground.bytesAt('/log')));
  for (const log of listed.items) if (log.name === 'PSB') log.origin = 'wangcheng.invalid/log/CAB';
  const read = served((path, bytes) => {
    if (path === '/log') return jsonBytes(listed);
    return path === '/log/PSB/checkpoint' ? other : bytes;
  });
  expect(codesOf(await run({ read }))).toEqual(['LOG_LISTING_DIFFERS', 'LOG_NOT_SERVED']);
});

test('a trust file holds that was true once; a gateway may tell what was true a moment ago, and no longer', async () => {
  const { departmentKeys } = ground.city.credentials;
  await departmentKeys.rotate('PSB', 'CAB');
  const checks = await run({ trust: before });
  expect(codesOf(checks)).toEqual([]);
  expect(checks.find(({ what }) => what === 'accreditations in the trust file')?.detail).toMatch(
    /^as the ledger had it before block \d+; since then: PSB key/,
  );
  const read = served((path, bytes) => (path === '/trust.json' ? jsonBytes(before) : bytes));
  expect(codesOf(await run({ read }))).toEqual([]);
  expect(codesOf(await run({ read, clock: clockIn(600) }))).toEqual(['ACCREDITATIONS_DIFFER']);
});
