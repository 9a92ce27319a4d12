import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CityError } from '../../../gateway/errors.ts';
import type { Ledger } from '../../../gateway/ledger/ledger.ts';
import { Batcher } from '../../../gateway/log/batcher.ts';
import { closeBatch } from '../../../gateway/log/batches.ts';
import { newEntryId, placesOf, queueEntries } from '../../../gateway/log/queue.ts';
import { rootFromInclusion } from '../../../sdk/verify/merkle.ts';
import { batchesOn, hexOf, names, openTestLogs, type TestLogs } from './support.ts';

let test: TestLogs;

beforeAll(async () => {
  test = await openTestLogs();
});
afterAll(() => test.close());

/** Places of entries, in the order of the entries. */
async function placesIn(ids: readonly string[]): Promise<(number | undefined)[]> {
  const places = await placesOf(test.database.db, ids);
  return ids.map((id) => places.get(id));
}

const sizeOf = async (log: string): Promise<number> => (await test.ledger.head(log)).size;
const increasing = (places: readonly (number | undefined)[]): boolean =>
  places.every((place, index) => index === 0 || (place ?? 0) > (places[index - 1] ?? 0));

/** Every entry that was ever anchored is on the ledger once, and database and ledger have the same head. */
async function expectWhole(log: (typeof test.logs.names)[number]): Promise<void> {
  const head = await test.ledger.head(log);
  const known = await test.logs.reader.head(log);
  expect([known.size, hexOf(known.root)]).toEqual([head.size, hexOf(head.root)]);
  const leaves = (await batchesOn(test.ledger, log)).flat();
  expect(new Set(leaves).size).toBe(leaves.length);
  expect(leaves).toHaveLength(head.size);
}

describe('what is issued', () => {
  beforeEach(() => test.logs.flush({ all: true }));

  it('waits for a second and then goes with all others that came, in another order', async () => {
    const before = await sizeOf('PSB');
    const ids = await test.queue('PSB', 20);
    test.clock.pass(0.9);
    await test.logs.flush();
    expect(await sizeOf('PSB')).toBe(before);
    const later = await test.queue('PSB', 20);
    test.clock.pass(0.1);
    await test.logs.flush();
    const places = await placesIn([...ids, ...later]);
    expect(places.toSorted((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 40 }, (_, index) => before + index),
    );
    expect(increasing(places)).toBe(false);
    expect((await batchesOn(test.ledger, 'PSB')).at(-1)).toHaveLength(40);
  });

  it('tells by its place nothing of when it came', async () => {
    const ids: string[] = [];
    for (let entry = 0; entry < 12; entry++) {
      ids.push(...(await test.queue('PSB', 1)));
      test.clock.pass(0.01);
    }
    test.clock.pass(1);
    await test.logs.flush();
    expect(increasing(await placesIn(ids))).toBe(false);
  });

  it('goes at once where 256 wait, and only they', async () => {
    const before = await sizeOf('PSB');
    await test.queue('PSB', 300);
    await test.logs.flush();
    expect(await sizeOf('PSB')).toBe(before + 256);
    test.clock.pass(1);
    await test.logs.flush();
    expect(await sizeOf('PSB')).toBe(before + 300);
    await expectWhole('PSB');
  });
});

describe('accesses', () => {
  it('go to the ledger when their minute ends, however many there are, in another order', async () => {
    test.clock.set('2026-03-02T09:40:01.000Z');
    await test.logs.flush({ all: true });
    const before = await sizeOf('access');
    const ids = await test.queue('access', 150);
    test.clock.set('2026-03-02T09:40:59.900Z');
    ids.push(...(await test.queue('access', 150)));
    await test.logs.flush();
    expect(await sizeOf('access')).toBe(before);
    test.clock.set('2026-03-02T09:41:00.000Z');
    await test.logs.flush();
    expect(await sizeOf('access')).toBe(before + 300);
    const places = await placesIn(ids);
    const [early, late] = [places.slice(0, 150), places.slice(150)].map((some) => some.map(Number));
    expect(increasing(early ?? [])).toBe(false);
    // 300 leaves need two appends; were entries taken in the order in which they came, the first held all the early ones.
    const isInFirst = (place: number): boolean => place < before + 256;
    expect(early?.every(isInFirst)).toBe(false);
    expect(late?.some(isInFirst)).toBe(true);
    await expectWhole('access');
  });

  it('that commit after their minute was released wait for the next, so that none stands alone', async () => {
    test.clock.set('2026-03-02T09:49:59.000Z');
    const [before, id] = [test.clock.now(), newEntryId(test.clock.now())];
    await test.queue('access', 3);
    const parts = { db: test.database.db, ledger: test.ledger, keys: test.keys, names, clock: test.clock };
    const batcher = new Batcher(parts, 'access');
    test.clock.set('2026-03-02T09:50:00.000Z');
    await batcher.anchorRipe(() => {});
    const late = {
      id,
      log: 'access',
      kind: 'access',
      release: 'minute',
      commitment: randomBytes(32),
    } as const;
    await queueEntries(test.database.db, [late], before);
    test.clock.set('2026-03-02T09:50:59.000Z');
    expect(await batcher.hasWork()).toEqual({ now: false });
    await batcher.anchorRipe(() => {});
    expect(await placesIn([id])).toEqual([undefined]);
    test.clock.set('2026-03-02T09:51:00.000Z');
    expect(await batcher.hasWork()).toEqual({ now: true });
    await batcher.anchorRipe(() => {});
    expect(await placesIn([id])).not.toEqual([undefined]);
  });

  it('wait however many they are, and derived statements wait for their hour', async () => {
    test.clock.set('2026-03-02T10:10:10.000Z');
    const before = await sizeOf('PSB');
    const entries = Array.from({ length: 300 }, () => ({
      id: newEntryId(test.clock.now()),
      log: 'PSB',
      kind: 'derived' as const,
      release: 'hour' as const,
      commitment: randomBytes(32),
    }));
    await queueEntries(test.database.db, entries, test.clock.now());
    const accesses = await sizeOf('access');
    await test.queue('access', 300);
    await test.logs.flush();
    expect(await sizeOf('access')).toBe(accesses);
    test.clock.set('2026-03-02T10:59:59.999Z');
    await test.logs.flush();
    expect([await sizeOf('access'), await sizeOf('PSB')]).toEqual([accesses + 300, before]);
    test.clock.set('2026-03-02T11:00:00.000Z');
    await test.logs.flush();
    expect(await sizeOf('PSB')).toBe(before + 300);
  });
});

describe('evidence', () => {
  it('leads from each entry to the root that is on the ledger, and the checkpoint names that head', async () => {
    const ids = await test.queue('CAB', 77);
    await test.logs.flush({ all: true });
    const { size, root } = await test.ledger.head('CAB');
    const leaves = (await batchesOn(test.ledger, 'CAB')).flat();
    for (const index of (await placesIn(ids)).map(Number)) {
      const evidence = await test.logs.evidence('CAB', index);
      const leaf = Buffer.from(leaves[index] ?? '', 'hex');
      const reached = rootFromInclusion({ leaf, index, size, path: evidence.inclusion });
      expect(hexOf(reached ?? new Uint8Array())).toBe(hexOf(root));
    }
    const [origin, count, hash] = (await test.logs.checkpoint('CAB')).split('\n');
    expect([origin, count, hash]).toEqual([
      'wangcheng.invalid/log/CAB',
      String(size),
      Buffer.from(root).toString('base64'),
    ]);
  });

  it('for several leaves is against one head, and there is none for a place that the log has not reached', async () => {
    const { size } = await test.ledger.head('CAB');
    const { inclusions } = await test.logs.reader.evidence('CAB', [0, size - 1]);
    expect(inclusions).toHaveLength(2);
    await expect(test.logs.evidence('CAB', size)).rejects.toThrow(RangeError);
    await expect(test.logs.checkpoint('XYZ')).rejects.toThrow('LOG_UNKNOWN');
  });
});

describe('whatever breaks', () => {
  type Fault = 'before' | 'after' | 'none';

  /** The ledger, failing before or after it did what it was asked. */
  function failing(fault: () => Fault): Pick<Ledger, 'identity' | 'head' | 'append'> {
    const { ledger } = test;
    return {
      identity: ledger.identity,
      head: (log) => ledger.head(log),
      append: async (batch) => {
        const now = fault();
        if (now === 'before') throw new CityError('LEDGER_UNREACHABLE');
        const position = await ledger.append(batch);
        if (now === 'after') throw new CityError('LEDGER_UNREACHABLE');
        return position;
      },
    };
  }

  it.each(['before', 'after'] as const)(
    'a ledger that fails %s landing has each entry once in the end',
    async (fault) => {
      const before = await sizeOf('PSB');
      const ids = await test.queue('PSB', 30);
      let faults = 1;
      const logs = test.openAnother(failing(() => (faults-- > 0 ? fault : 'none')));
      await expect(logs.flush({ all: true })).rejects.toThrow('LEDGER_UNREACHABLE');
      expect(await placesIn(ids)).toEqual(ids.map(() => undefined));
      const more = await test.queue('PSB', 5);
      await logs.flush({ all: true });
      expect(await sizeOf('PSB')).toBe(before + 35);
      expect((await placesIn([...ids, ...more])).includes(undefined)).toBe(false);
      await expectWhole('PSB');
    },
  );

  it('the background goes on by itself once the ledger is back, and says meanwhile why it stands still', async () => {
    let fault: Fault = 'before';
    const logs = test.openAnother(failing(() => fault));
    logs.start();
    const ids = await test.queue('PSB', 256);
    const stateOf = async () => (await logs.lag()).find(({ log }) => log === 'PSB');
    await expect.poll(stateOf).toMatchObject({ problem: 'LEDGER_UNREACHABLE', queued: 256 });
    test.clock.pass(61);
    expect((await stateOf())?.lateSeconds).toBeGreaterThanOrEqual(60);
    fault = 'none';
    await expect
      .poll(() => placesIn(ids).then((places) => places.includes(undefined)), { timeout: 10_000 })
      .toBe(false);
    await expect.poll(stateOf).toMatchObject({ problem: undefined, queued: 0 });
    expect((await stateOf())?.errors).toBeGreaterThan(0);
    await logs.stop();
    await expectWhole('PSB');
  });

  it('gateways that share a database anchor each entry once between them', async () => {
    const gateways = [test.logs, test.openAnother(), test.openAnother()];
    const ids: string[] = [];
    for (const gateway of gateways) gateway.start();
    for (let round = 0; round < 5; round++) ids.push(...(await test.queue('CAB', 300)));
    test.clock.pass(2);
    await expect
      .poll(() => placesIn(ids).then((places) => places.includes(undefined)), { timeout: 20_000 })
      .toBe(false);
    await Promise.all(gateways.map((gateway) => gateway.stop()));
    await expectWhole('CAB');
  });

  it('gateways that lose their turn in the middle neither append twice nor lose an entry', async () => {
    const ids = await test.queue('CAB', 600);
    // Without the turn that a session keeps, all of them are at the same log at once.
    const parts = { db: test.database.db, ledger: test.ledger, keys: test.keys, names, clock: test.clock };
    const batchers = [1, 2, 3].map(() => new Batcher(parts, 'CAB'));
    await Promise.all(batchers.map((batcher) => batcher.anchorDue(() => {}, true)));
    expect((await placesIn(ids)).includes(undefined)).toBe(false);
    await expectWhole('CAB');
  });

  it('a batch that is closed late, from a view that another gateway has overtaken, is not closed', async () => {
    const ids = await test.queue('CAB', 40);
    const far = { now: new Date('9999-01-01'), minute: new Date(0), hour: new Date(0) };
    let overtaking: Promise<void> | undefined;
    const slow = test.database.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        // The view is complete once the head was read; then the other gateway gets all the time it wants.
        if (overtaking === undefined && 'checkpoint' in (result.rows[0] ?? {})) {
          overtaking = test.logs.flush({ all: true });
          await Promise.race([overtaking, new Promise((resolve) => setTimeout(resolve, 500))]);
        }
        return result;
      },
    });
    await closeBatch(slow, 'CAB', far);
    await overtaking;
    await test.logs.flush({ all: true });
    expect((await placesIn(ids)).includes(undefined)).toBe(false);
    await expectWhole('CAB');
  });

  it('another gateway hears of a new head without asking', async () => {
    const other = test.openAnother();
    const heard: string[] = [];
    other.onAnchored((log) => heard.push(log));
    other.start();
    const before = await other.reader.evidence('CAB', [0]);
    await expect.poll(() => other.lag().then((lags) => lags.length)).toBe(3);
    await test.queue('CAB', 1);
    await test.logs.flush({ all: true });
    await expect.poll(() => heard).toContain('CAB');
    expect((await other.reader.evidence('CAB', [0])).size).toBe(before.size + 1);
    await other.stop();
  });
});

describe('a ledger and a database that do not belong together', () => {
  it('stop the log with its reason where the ledger has more', async () => {
    const copy = await openTestLogs();
    try {
      await copy.queue('PSB', 3);
      await copy.logs.flush({ all: true });
      await copy.database.db.deleteFrom('log_heads').execute();
      await copy.database.db.deleteFrom('log_tiles').execute();
      const restored = copy.openAnother();
      await copy.queue('PSB', 1);
      await expect(restored.flush({ all: true })).rejects.toThrow('DATABASE_BEHIND_LEDGER');
      restored.start();
      await expect
        .poll(() => restored.lag())
        .toContainEqual(expect.objectContaining({ log: 'PSB', problem: 'DATABASE_BEHIND_LEDGER' }));
      expect((await copy.ledger.head('PSB')).size).toBe(3);
    } finally {
      await copy.close();
    }
  });

  it('stop the log with its reason where something else landed in the place of a batch', async () => {
    const copy = await openTestLogs();
    try {
      await copy.queue('PSB', 2);
      const away = {
        ...copy.ledger,
        head: copy.ledger.head.bind(copy.ledger),
        append: () => Promise.reject(new CityError('LEDGER_UNREACHABLE')),
      };
      await expect(copy.openAnother(away).flush({ all: true })).rejects.toThrow('LEDGER_UNREACHABLE');
      await copy.ledger.append({ log: 'PSB', expectedSize: 0, leaves: [randomBytes(32), randomBytes(32)] });
      await expect(copy.logs.flush({ all: true })).rejects.toThrow('LEDGER_FORKED');
      await copy.ledger.append({ log: 'PSB', expectedSize: 2, leaves: [randomBytes(32)] });
      await expect(copy.logs.flush({ all: true })).rejects.toThrow('DATABASE_BEHIND_LEDGER');
      expect((await copy.logs.reader.head('PSB')).size).toBe(0);
    } finally {
      await copy.close();
    }
  });

  it('stop the log with its reason where the ledger has less, or something else', async () => {
    const [one, other] = [await openTestLogs(), await openTestLogs()];
    try {
      await one.queue('PSB', 4);
      await one.logs.flush({ all: true });
      await other.queue('PSB', 2);
      await other.logs.flush({ all: true });
      const mixed = () => one.openAnother(other.ledger);
      await expect(mixed().flush()).rejects.toThrow('LEDGER_FORKED');
      await other.queue('PSB', 2);
      await other.logs.flush({ all: true });
      await expect(mixed().flush()).rejects.toThrow('LEDGER_FORKED');
    } finally {
      await one.close();
      await other.close();
    }
  });
});
