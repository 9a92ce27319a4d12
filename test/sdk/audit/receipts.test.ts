/** A receipt agrees with the ledger only where every step from its words to the ledger's head holds. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signCheckpoint, signNote } from '../../../gateway/log/checkpoint.ts';
import { MerkleTree } from '../../../gateway/log/tree.ts';
import {
  checkReceipt,
  checkReceipts,
  inspectReceipt,
  type LedgerHeads,
  openLedgerHeads,
  type ReceiptState,
} from '../../../sdk/audit/index.ts';
import { EMPTY_ROOT } from '../../../sdk/log/hashing.ts';
import type { OpenedReceipt } from '../../../sdk/schemas/receipts.ts';
import { receipt as receiptSchema } from '../../../sdk/schemas/receipts.ts';
import type { Trust } from '../../../sdk/verify/types.ts';
import {
  type AuditGround,
  jsonBytes,
  type Lie,
  openAuditGround,
  type Tamper,
} from '../../support/audit-ground.ts';
import { names } from '../../support/city-ground.ts';

let ground: AuditGround;
let trust: Trust;
let receipts: readonly OpenedReceipt[];
let first: OpenedReceipt;

beforeAll(async () => {
  ground = await openAuditGround();
  ({ receipts } = ground);
  trust = await ground.trust();
  first = receipts[0] as OpenedReceipt;
}, 120_000);
afterAll(() => ground.close());

type Between = { readonly tamper?: Tamper; readonly lie?: Lie };

const heads = ({ tamper, lie }: Between = {}): LedgerHeads => {
  const [city] = trust.cities;
  if (city === undefined) throw new Error('the trust file names a city');
  return openLedgerHeads({ ask: ground.ask(lie), ledger: city.ledger, read: ground.served(tamper) });
};
const check = (value: unknown, between: Between = {}) =>
  checkReceipt(value, { trust, heads: heads(between) });
const evidenceOf = ({ evidence }: OpenedReceipt) => {
  if (evidence === null) throw new Error('it is on the ledger');
  return evidence;
};
const withEvidence = (change: object) => ({ ...first, evidence: { ...evidenceOf(first), ...change } });
const signed = (head: { size: number; root: Uint8Array }, log = 'access') =>
  signCheckpoint({ origin: names.logOrigin(log), ...head }, ground.city.keys.checkpoint(log));
const leafOf = ({ leaf }: OpenedReceipt) => new Uint8Array(Buffer.from(leaf, 'base64url'));
/** As the only leaf of another log, signed by the access log's key; the log itself begins with another. */
const alone = async () => {
  const other = receipts.find((one) => evidenceOf(one).index > 0) ?? first;
  const checkpoint = await signed({ size: 1, root: leafOf(other) });
  return { ...other, evidence: { log: 'access', index: 0, inclusion: [], checkpoint } };
};

test('a receipt agrees, each step of it', async () => {
  const { state, checks } = await check(first);
  expect(state).toBe('agrees');
  expect(checks.map(({ check: name, outcome }) => [name, outcome])).toEqual(
    ['form', 'city', 'opening', 'inclusion', 'checkpoint', 'ledger'].map((name) => [name, 'holds']),
  );
  expect((await checkReceipts(receipts, { trust, heads: heads() })).state).toBe('agrees');
});

test('without the ledger every check may hold, and yet it is said that the ledger wasn’t asked', async () => {
  const inspected = await inspectReceipt(first, { trust });
  expect([inspected.holds, inspected.againstLedger]).toEqual([true, 'not-checked']);
  expect((await inspectReceipt(first, { trust, heads: heads() })).againstLedger).toBe('checked');
  expect((await checkReceipt(first, { trust } as never)).state).toBe('differs');
});

describe('a receipt differs', () => {
  const differs: readonly [string, () => unknown, string][] = [
    [
      'with another word in it',
      () => ({ ...first, receipt: { ...first.receipt, kind: 'answered' } }),
      'RECEIPT_CHANGED',
    ],
    [
      'with a word more in it',
      () => ({ ...first, receipt: { ...first.receipt, note: '' } }),
      'RECEIPT_CHANGED',
    ],
    [
      'with another salt',
      () => ({ ...first, salt: randomBytes(32).toString('base64url') }),
      'RECEIPT_CHANGED',
    ],
    ['under another’s leaf', () => ({ ...first, leaf: receipts[1]?.leaf }), 'RECEIPT_CHANGED'],
    ['under another number', () => ({ ...first, number: 2 }), 'RECEIPT_CHANGED'],
    ['at another place', () => withEvidence({ index: evidenceOf(first).index ^ 1 }), 'RECEIPT_NOT_ON_LEDGER'],
    [
      'with a step of its path left out',
      () => withEvidence({ inclusion: evidenceOf(first).inclusion.slice(1) }),
      'RECEIPT_NOT_ON_LEDGER',
    ],
    [
      'that waits for ever',
      () => ({ ...first, evidence: null, receipt: first.receipt }),
      'RECEIPT_NOT_ON_LEDGER',
    ],
    [
      'of another city',
      () => ({ ...first, receipt: { ...first.receipt, cityId: 'https://other.invalid' } }),
      'UNKNOWN_CITY',
    ],
    ['that is none', () => ({ ...first, receipt: {} }), 'RECEIPT_MALFORMED'],
    ['that is nothing', () => undefined, 'RECEIPT_MALFORMED'],
  ];
  test.each(differs)('%s', async (_why, change, reason) => {
    const late = new Date(Date.now() + 600_000);
    expect(await checkReceipt(change(), { trust, heads: heads(), at: late })).toMatchObject({
      state: 'differs',
      reason,
    });
  });

  test('where another key, or the key of another log, signed the head', async () => {
    const { checkpoint } = evidenceOf(first);
    const own = await signed({ size: 4, root: EMPTY_ROOT }, 'PSB');
    const [head = ''] = checkpoint.split('\n\n');
    const psbLine = own.split('\n\n')[1] ?? '';
    for (const forged of [`${head}\n\n${psbLine}`, checkpoint.replace(/.{6}\n$/, 'AAAA==\n'), `${head}\n\n`])
      expect(await check(withEvidence({ checkpoint: forged }))).toMatchObject({ state: 'differs' });
    const keyless = { ...trust, cities: trust.cities.map((city) => ({ ...city, logs: [] })) };
    expect((await checkReceipt(first, { trust: keyless, heads: heads() })).reason).toBe(
      'CHECKPOINT_NOT_SIGNED',
    );
  });

  test('where the log’s own key signed a head that the ledger doesn’t lead through', async () => {
    const forked = await alone();
    expect((await inspectReceipt(forked, { trust })).holds).toBe(true);
    expect(await check(forked)).toMatchObject({ state: 'differs', reason: 'HEAD_DIFFERS' });
  });

  test('where a head of the ledger’s own size is another', async () => {
    const tree = new MerkleTree();
    tree.append(leafOf(first));
    for (let other = 1; other < 4; other++) tree.append(randomBytes(32));
    const forked = withEvidence({
      ...{ index: 0, inclusion: tree.inclusion(0).map((hash) => Buffer.from(hash).toString('base64url')) },
      checkpoint: await signed({ size: 4, root: tree.root() }),
    });
    expect((await inspectReceipt(forked, { trust })).holds).toBe(true);
    expect(await check(forked)).toMatchObject({ state: 'differs', reason: 'HEAD_DIFFERS' });
  });

  test('where the log’s key signed the head of a log of another name', async () => {
    const [origin = '', ...rest] = (evidenceOf(first).checkpoint.split('\n\n')[0] ?? '').split('\n');
    const key = ground.city.keys.checkpoint('access');
    const note = [names.logOrigin('PSB'), ...rest, ''].join('\n');
    const checkpoint = await signNote(note, { name: origin, key });
    expect((await check(withEvidence({ checkpoint }))).reason).toBe('CHECKPOINT_NOT_SIGNED');
  });

  test('where the head is beyond the ledger’s', async () => {
    const nothing: Lie = (method, answer, [message]) => {
      const asked = (message as { data?: string } | undefined)?.data?.slice(0, 10);
      return method === 'eth_call' && asked === '0x0826e37b' ? `0x${'0'.repeat(192)}` : answer;
    };
    expect(await check(first, { lie: nothing })).toMatchObject({ reason: 'HEAD_DIFFERS' });
  });

  test('where another ledger, or other registers, are at the address', async () => {
    const chain: Lie = (method, answer) => (method === 'eth_chainId' ? '0x1' : answer);
    expect((await check(first, { lie: chain })).reason).toBe('LEDGER_DIFFERS');
    const moved = (city: Trust['cities'][number]) => ({
      ...city,
      ledger: { ...city.ledger, contracts: { ...city.ledger.contracts, logs: `0x${'22'.repeat(20)}` } },
    });
    const believed = await ground.trust(moved);
    const [city] = believed.cities;
    if (city === undefined) throw new Error('the trust file names a city');
    const own = openLedgerHeads({ ask: ground.ask(), ledger: city.ledger, read: ground.served() });
    expect((await checkReceipt(first, { trust: believed, heads: own })).reason).toBe('LEDGER_DIFFERS');
    const others = { ...heads(), ledgerId: 'eip155:1:0x00' };
    expect((await checkReceipt(first, { trust, heads: others })).reason).toBe('LEDGER_DIFFERS');
  });

  test('where the trust file is none', async () => {
    expect((await checkReceipt(first, { trust: {}, heads: heads() })).reason).toBe('TRUST_MALFORMED');
  });
});

test('a ledger that can’t be asked is no verdict', async () => {
  const away = heads({
    lie: () => {
      throw new Error('no route');
    },
  });
  await expect(checkReceipt(first, { trust, heads: away })).rejects.toThrow('no route');
});

describe('receipts in a row', () => {
  const reasons = async (list: readonly unknown[]): Promise<[ReceiptState, (string | undefined)[]]> => {
    const { state, receipts: judged } = await checkReceipts(list, { trust, heads: heads() });
    return [state, judged.flatMap(({ checks }) => checks.flatMap(({ reason }) => reason ?? []))];
  };

  test('with one left out, or two exchanged, differ', async () => {
    const [one, two, three, four] = receipts;
    expect(await reasons([one, three, four])).toEqual([
      'differs',
      ['RECEIPT_GAP', 'RECEIPT_CHAIN_BROKEN', 'RECEIPT_GAP'],
    ]);
    expect((await reasons([two, one, three, four]))[0]).toBe('differs');
    expect(await reasons([one, {}, three, four])).toEqual(['differs', ['RECEIPT_MALFORMED']]);
    expect(await reasons([])).toEqual(['agrees', []]);
  });

  test('are sealed after their minute, and agree with older heads as the log grows', async () => {
    await ground.look();
    const now = await ground.receiptsNow();
    const waiting = await checkReceipts(now, { trust, heads: heads() });
    expect(waiting.receipts.map(({ state }) => state)).toEqual([
      'agrees',
      'agrees',
      'agrees',
      'agrees',
      'sealing',
    ]);
    expect(waiting.state).toBe('sealing');
    await ground.city.anchor();
    const shown: string[] = [];
    const watching: Tamper = (path, bytes) => {
      shown.push(path);
      return bytes;
    };
    const unrecorded: Lie = (method, answer) => {
      if (method === 'eth_getLogs') throw new Error('what was appended isn’t needed');
      return answer;
    };
    expect((await check(first, { tamper: watching, lie: unrecorded })).state).toBe('agrees');
    expect(shown).toEqual(['/log/access/consistency?from=4&to=5']);
    expect((await checkReceipts(await ground.receiptsNow(), { trust, heads: heads() })).state).toBe('agrees');
  });

  test('need no gateway: the ledger’s record alone leads through their head, and not through a fork', async () => {
    const lies: readonly Tamper[] = [
      () => undefined,
      () => jsonBytes({ from: 4, to: 5, consistency: [] }),
      () => new Uint8Array(9),
    ];
    for (const tamper of lies) {
      expect((await check(first, { tamper })).state).toBe('agrees');
      expect((await check(await alone(), { tamper })).reason).toBe('HEAD_DIFFERS');
    }
    const cut: Lie = (method, answer) => (method === 'eth_getLogs' ? (answer as unknown[]).slice(1) : answer);
    expect((await check(first, { tamper: () => undefined, lie: cut })).reason).toBe('HEAD_DIFFERS');
  });
});

test('what the schema of receipts takes, the check takes as well', () => {
  for (const { receipt } of receipts) expect(receiptSchema.safeParse(receipt).success).toBe(true);
});
