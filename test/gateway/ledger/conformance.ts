/** What every ledger guarantees, told once: a ledger is one when it passes this suite unchanged. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ledger, LedgerEvent, LedgerKey } from '../../../gateway/ledger/ledger.ts';
import { MerkleTree } from '../../../gateway/log/tree.ts';

/** A ledger under test; `reopen` closes it and opens the same one again. */
export type LedgerUnderTest = {
  readonly ledger: Ledger;
  readonly reopen: () => Promise<Ledger>;
  readonly close: () => Promise<void>;
  /** Account that writes for a department in this ledger's terms. */
  readonly accountOf: (department: string) => string;
};

const FIRST = ['PSB', 'CAB'] as const;
const leaves = (count: number): Uint8Array[] =>
  Array.from({ length: count }, () => new Uint8Array(randomBytes(32)));
const digest = (text: string): Uint8Array => new Uint8Array(createHash('sha256').update(text).digest());
const keyOf = (name: string, types: string[]): LedgerKey => ({
  thumbprint: digest(name),
  x: digest(`${name} x`),
  y: digest(`${name} y`),
  types,
});
const refusal = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
const NO_CHANGE = new Uint8Array(32);

/** Runs the suite against a fresh ledger whose registers are deployed and empty. */
export function describeLedger(name: string, open: () => Promise<LedgerUnderTest>): void {
  describe(`${name} as a ledger`, () => {
    let underTest: LedgerUnderTest;
    let ledger: Ledger;
    const trees = new Map<string, MerkleTree>();

    beforeAll(async () => {
      underTest = await open();
      ledger = underTest.ledger;
    });
    afterAll(() => underTest.close());

    const propose = (
      department: string,
      keys: LedgerKey[],
      checkpointKey = digest(department),
    ): Promise<bigint> =>
      ledger.propose({
        kind: 'accredit',
        accreditation: { department, account: underTest.accountOf(department), checkpointKey, keys },
      });

    async function append(log: string, batch: Uint8Array[]): Promise<void> {
      const tree = trees.get(log) ?? new MerkleTree();
      trees.set(log, tree);
      await ledger.append({ log, expectedSize: tree.size, leaves: batch });
      for (const leaf of batch) tree.append(leaf);
    }

    async function allEvents(): Promise<LedgerEvent[]> {
      const events: LedgerEvent[] = [];
      for await (const event of ledger.events()) events.push(event);
      return events;
    }

    test('a log that was never opened is empty and has no owner', async () => {
      expect(await ledger.head('MSR')).toEqual({ size: 0, root: digest(''), owner: '', suspended: false });
      await expect(ledger.append({ log: 'MSR', expectedSize: 0, leaves: leaves(1) })).rejects.toEqual(
        refusal('NOT_LOG_OWNER'),
      );
    });

    test('the operator alone accredits nobody; the first two departments confirm each other', async () => {
      const [first, second] = [
        await propose('PSB', [keyOf('PSB 1', ['resident-identity-card'])]),
        await propose('CAB', [keyOf('CAB 1', ['marriage-certificate'])]),
      ];
      await ledger.confirm('PSB', first);
      await expect(ledger.append({ log: 'PSB', expectedSize: 0, leaves: leaves(1) })).rejects.toEqual(
        refusal('NOT_LOG_OWNER'),
      );
      await ledger.confirm('CAB', first);
      await ledger.confirm('CAB', second);
      await ledger.confirm('PSB', second);
      for (const code of FIRST) expect((await ledger.head(code)).owner).toBe(underTest.accountOf(code));
      await expect(ledger.confirm('PSB', second)).rejects.toEqual(refusal('ALREADY_ENACTED'));
      await expect(ledger.confirm('PSB', 99n)).rejects.toEqual(refusal('UNKNOWN_PROPOSAL'));
    });

    test('a log has the root of RFC 9162 after every batch, whatever its length', async () => {
      for (const count of [1, 2, 5, 64, 33, 256]) {
        await append('PSB', leaves(count));
        const head = await ledger.head('PSB');
        expect(head.size).toBe(trees.get('PSB')?.size);
        expect(head.root).toEqual(new Uint8Array(trees.get('PSB')?.root() ?? []));
      }
    });

    test('a batch sent again is refused with the size there is', async () => {
      const size = trees.get('CAB')?.size ?? 0;
      const batch = leaves(3);
      await append('CAB', batch);
      await expect(ledger.append({ log: 'CAB', expectedSize: size, leaves: batch })).rejects.toEqual(
        refusal('WRONG_SIZE', { expected: size, actual: size + 3 }),
      );
      await expect(ledger.append({ log: 'CAB', expectedSize: size + 3, leaves: [] })).rejects.toEqual(
        refusal('EMPTY_BATCH'),
      );
    });

    test('of writers that race for one place exactly one wins', async () => {
      const size = (await ledger.head('CAB')).size;
      const batches = Array.from({ length: 6 }, () => leaves(2));
      const outcomes = await Promise.allSettled(
        batches.map((batch) => ledger.append({ log: 'CAB', expectedSize: size, leaves: batch })),
      );
      const won = outcomes.findIndex(({ status }) => status === 'fulfilled');
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected')
          expect(outcome.reason).toEqual(refusal('WRONG_SIZE', { actual: size + 2 }));
      for (const leaf of batches[won] ?? []) trees.get('CAB')?.append(leaf);
      expect((await ledger.head('CAB')).root).toEqual(new Uint8Array(trees.get('CAB')?.root() ?? []));
    });

    test('a status list is a chain of its changes, and changes sent twice land once', async () => {
      expect(await ledger.statusHead('PSB', 1)).toEqual(NO_CHANGE);
      const listHash = digest('bits');
      const batch = {
        department: 'PSB',
        list: 1,
        expectedHead: NO_CHANGE,
        listHash,
        changes: [
          { index: 131_071, value: 1 },
          { index: 0, value: 3 },
        ],
      };
      await ledger.changeStatus(batch);
      const encoded = Buffer.from('07fffd000003', 'hex');
      const head = new Uint8Array(
        createHash('sha256').update(NO_CHANGE).update(listHash).update(encoded).digest(),
      );
      expect(await ledger.statusHead('PSB', 1)).toEqual(head);
      await expect(ledger.changeStatus(batch)).rejects.toEqual(refusal('WRONG_HEAD'));
      await expect(
        ledger.changeStatus({ ...batch, changes: [{ index: 131_072, value: 1 }] }),
      ).rejects.toEqual(refusal('MALFORMED_CHANGES'));
    });

    test('a suspended department writes nothing until it and another have reinstated it', async () => {
      await ledger.confirm('CAB', await ledger.propose({ kind: 'suspend', department: 'PSB' }));
      expect((await ledger.head('PSB')).suspended).toBe(true);
      const size = (await ledger.head('PSB')).size;
      await expect(ledger.append({ log: 'PSB', expectedSize: size, leaves: leaves(1) })).rejects.toEqual(
        refusal('LOG_SUSPENDED'),
      );
      const list = {
        department: 'PSB',
        list: 2,
        expectedHead: NO_CHANGE,
        listHash: NO_CHANGE,
        changes: [{ index: 1, value: 1 }],
      };
      await expect(ledger.changeStatus(list)).rejects.toEqual(refusal('DEPARTMENT_SUSPENDED'));
      const [reinstatement, left] = [
        await ledger.propose({ kind: 'reinstate', department: 'PSB' }),
        await ledger.propose({ kind: 'reinstate', department: 'PSB' }),
      ];
      await ledger.confirm('CAB', left);
      await ledger.confirm('PSB', reinstatement);
      await ledger.confirm('CAB', reinstatement);
      await append('PSB', leaves(1));
      await expect(ledger.confirm('PSB', left)).rejects.toEqual(refusal('PROPOSAL_SUPERSEDED'));
    });

    test('a key starts and ends at places of its log, and never starts again', async () => {
      const size = (await ledger.head('PSB')).size;
      const second = await propose('PSB', [keyOf('PSB 2', ['resident-identity-card', 'household-register'])]);
      await ledger.confirm('PSB', second);
      await ledger.confirm('CAB', second);
      await append('PSB', leaves(2));
      await ledger.endKey('PSB', digest('PSB 1'));
      await expect(ledger.endKey('PSB', digest('PSB 1'))).rejects.toEqual(refusal('KEY_HAS_ENDED'));
      await expect(ledger.endKey('PSB', digest('CAB 1'))).rejects.toEqual(refusal('UNKNOWN_KEY'));
      const events = await allEvents();
      expect(events.filter((event) => event.kind === 'key-started' && event.from === size)).toHaveLength(2);
      expect(events.at(-1)).toMatchObject({
        kind: 'key-ended',
        department: 'PSB',
        thumbprint: digest('PSB 1'),
        to: size + 2,
      });
    });

    test('its events alone rebuild every log, in order', async () => {
      const rebuilt = new Map<string, MerkleTree>();
      for (const event of await allEvents()) {
        if (event.kind !== 'appended') continue;
        const tree = rebuilt.get(event.log) ?? new MerkleTree();
        rebuilt.set(event.log, tree);
        expect(event.first).toBe(tree.size);
        for (const leaf of event.leaves) tree.append(leaf);
      }
      for (const code of FIRST) {
        const head = await ledger.head(code);
        expect([rebuilt.get(code)?.size, new Uint8Array(rebuilt.get(code)?.root() ?? [])]).toEqual([
          head.size,
          head.root,
        ]);
      }
    });

    test('events can be followed from where one has read to', async () => {
      const events = await allEvents();
      const middle = events[Math.floor(events.length / 2)];
      const later: LedgerEvent[] = [];
      for await (const event of ledger.events(middle?.position)) later.push(event);
      expect(later).toEqual(events.slice(Math.floor(events.length / 2) + 1));
      const end = await ledger.newest();
      await ledger.publishRegistrations(digest('registered'));
      await ledger.setAccessCheckpointKey(digest('next'));
      const kinds: string[] = [];
      for await (const event of ledger.events(end)) kinds.push(event.kind);
      expect(kinds).toEqual(['registrations-published', 'checkpoint-key-changed']);
    });

    test('the operator appends to the access log', async () => {
      await append('access', leaves(4));
      expect((await ledger.head('access')).size).toBe(4);
    });

    test('everything is still there after it was closed and opened again', async () => {
      const before = await allEvents();
      const heads = await Promise.all(['PSB', 'CAB', 'access'].map((log) => ledger.head(log)));
      ledger = await underTest.reopen();
      expect(await allEvents()).toEqual(before);
      expect(await Promise.all(['PSB', 'CAB', 'access'].map((log) => ledger.head(log)))).toEqual(heads);
      await append('PSB', leaves(7));
    });
  });
}
