/** The gateway's copy of the ledger: what it answers about keys and places, and how it ages. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Keys } from '../../../gateway/keys/keys.ts';
import type { Ledger, LedgerEvent, LedgerPosition } from '../../../gateway/ledger/ledger.ts';
import { VerifiedCopy } from '../../../gateway/ledger/verified-copy.ts';
import { makeFolder, openEmbeddedLedger, openTestKeys } from '../../support/ledger-folder.ts';

const { folder, remove } = makeFolder();
let ledger: Ledger;
let keys: Keys;
let now = new Date('2026-11-23T08:00:00Z');
const clock = { now: () => now };
const digest = (text: string): Uint8Array => new Uint8Array(createHash('sha256').update(text).digest());
const thumbprint = (name: string): string => Buffer.from(digest(name)).toString('base64url');
const IDENTITY = 'resident-identity-card';

beforeAll(async () => {
  keys = openTestKeys(folder);
  ({ ledger } = await openEmbeddedLedger(folder, keys));
  const first = await propose('PSB', 'PSB 1');
  const second = await propose('CAB', 'CAB 1');
  for (const [department, proposal] of [
    ['PSB', first],
    ['CAB', first],
    ['CAB', second],
    ['PSB', second],
  ] as const)
    await ledger.confirm(department, proposal);
});
afterAll(async () => {
  await ledger.close();
  remove();
});

function propose(department: string, key: string): Promise<bigint> {
  const account = keys.ledgerAccount(department).address;
  const { publicKey } = keys.checkpoint(department);
  const granted = {
    thumbprint: digest(key),
    x: digest(`${key} x`),
    y: digest(`${key} y`),
    types: [IDENTITY],
  };
  return ledger.propose({
    kind: 'accredit',
    accreditation: { department, account, checkpointKey: publicKey, keys: [granted] },
  });
}

async function grow(count: number, log = 'PSB'): Promise<void> {
  const { size } = await ledger.head(log);
  const leaves = Array.from({ length: count }, () => new Uint8Array(randomBytes(32)));
  await ledger.append({ log, expectedSize: size, leaves });
}

test('a key is accredited for its type at the leaves between its start and its end, and nowhere else', async () => {
  await grow(3);
  const next = await propose('PSB', 'PSB 2');
  await ledger.confirm('PSB', next);
  await ledger.confirm('CAB', next);
  await grow(2);
  await ledger.endKey('PSB', digest('PSB 1'));
  const copy = new VerifiedCopy(ledger, clock);
  await copy.refresh();
  const at = (key: string, leaf: number, credentialType = IDENTITY, department = 'PSB'): boolean =>
    copy.isAccreditedAt({ department, thumbprint: thumbprint(key), credentialType, leaf });
  expect([at('PSB 1', 0), at('PSB 1', 4), at('PSB 1', 5)]).toEqual([true, true, false]);
  expect([at('PSB 2', 2), at('PSB 2', 3), at('PSB 2', 99)]).toEqual([false, true, true]);
  expect(at('PSB 2', 3, 'household-register')).toBe(false);
  expect(at('CAB 1', 3)).toBe(false);
  expect(at('PSB 2', 3, IDENTITY, 'CAB')).toBe(false);
  expect(
    copy.maySignNow({ department: 'PSB', thumbprint: thumbprint('PSB 1'), credentialType: IDENTITY }),
  ).toBe(false);
  expect(
    copy.maySignNow({ department: 'PSB', thumbprint: thumbprint('PSB 2'), credentialType: IDENTITY }),
  ).toBe(true);
  expect(copy.checkpointKeysOf('PSB').map(({ from }) => from)).toEqual([0, 3]);
});

test('reading on gives the same as reading anew, and a suspended department may sign nothing', async () => {
  const copy = new VerifiedCopy(ledger, clock);
  await copy.refresh();
  await grow(4);
  await ledger.confirm('CAB', await ledger.propose({ kind: 'suspend', department: 'PSB' }));
  await copy.refresh();
  const anew = new VerifiedCopy(ledger, clock);
  await anew.refresh();
  for (const known of [copy, anew]) {
    expect(known.sizeOf('PSB')).toBe((await ledger.head('PSB')).size);
    expect(known.keysOf('PSB')).toEqual(anew.keysOf('PSB'));
    expect(
      known.maySignNow({ department: 'PSB', thumbprint: thumbprint('PSB 2'), credentialType: IDENTITY }),
    ).toBe(false);
  }
});

test('a ledger that can’t be reached leaves the copy and its age as they were', async () => {
  const copy = new VerifiedCopy(ledger, clock);
  expect(() => copy.asOf).toThrow(expect.objectContaining({ code: 'LEDGER_UNREACHABLE' }));
  await copy.refresh();
  const before = copy.asOf;
  now = new Date(now.getTime() + 60_000);
  const broken = withEvents(unreachable);
  const cut = new VerifiedCopy(broken, clock);
  await expect(cut.refresh()).rejects.toThrow('no route');
  expect(copy.asOf).toEqual(before);
  await copy.refresh();
  expect(copy.asOf).toEqual(now);
});

test('events that leave a gap in a log are refused', async () => {
  const event: LedgerEvent = {
    position: { block: 1, place: 0 },
    kind: 'appended',
    log: 'PSB',
    first: 1,
    leaves: [digest('x')],
  };
  const lying = withEvents(() => each(event));
  await expect(new VerifiedCopy(lying, clock).refresh()).rejects.toEqual(
    expect.objectContaining({ code: 'LEDGER_CONTRADICTS' }),
  );
});

test('is read from where it was read to, once for all who ask meanwhile', async () => {
  const asked: (LedgerPosition | undefined)[] = [];
  const copy = new VerifiedCopy(
    withEvents((after) => {
      asked.push(after);
      return ledger.events(after);
    }),
    clock,
  );
  await Promise.all(Array.from({ length: 20 }, () => copy.refresh()));
  const size = copy.sizeOf('access');
  await grow(2, 'access');
  await copy.refresh();
  expect(copy.sizeOf('access')).toBe(size + 2);
  await copy.refresh();
  expect(asked[0]).toBe(undefined);
  expect(asked.length).toBeLessThan(6);
  expect(asked.at(-1)).toEqual(await ledger.newest());
});

const withEvents = (events: Ledger['events']) => ({
  identity: ledger.identity,
  newest: () => ledger.newest(),
  events,
});

async function* each(event: LedgerEvent): AsyncIterable<LedgerEvent> {
  yield event;
}

// biome-ignore lint/correctness/useYield: it ends before it has anything to tell
async function* unreachable(): AsyncIterable<LedgerEvent> {
  throw new Error('no route');
}
