import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../../../gateway/ledger/ledger.ts';
import { compareLogs, type LogFinding as Finding } from '../../../sdk/audit/rebuild.ts';
import type { TileAddress } from '../../../sdk/log/tile-paths.ts';
import { openTestLogs, type TestLogs } from '../../gateway/log/support.ts';

let test: TestLogs;
type LogFinding = Finding<string>;
type Served = {
  size: number;
  root: Uint8Array;
  tile: (address: TileAddress) => Promise<Uint8Array | undefined>;
};
let served: Map<string, Served>;

beforeAll(async () => {
  test = await openTestLogs();
  for (const count of [200, 350]) {
    await test.queue('PSB', count);
    await test.queue('access', 40);
    await test.logs.flush({ all: true });
  }
});
afterAll(() => test.close());

beforeEach(async () => {
  served = new Map();
  for (const log of test.logs.names) {
    const { size, root } = await test.logs.reader.head(log);
    served.set(log, { size, root, tile: (address) => test.logs.reader.tile(log, address) });
  }
});

async function findingsOf(events: AsyncIterable<LedgerEvent> = test.ledger.events()): Promise<LogFinding[]> {
  const findings: LogFinding[] = [];
  const logs = new Map(
    [...served].map(([log, { size, root, tile }]) => [
      log,
      { heads: [{ by: 'gateway', size, root }], tiles: { size, tile } },
    ]),
  );
  for await (const finding of compareLogs({ events, logs })) findings.push(finding);
  return findings;
}

async function appendedAt(first: number) {
  const found: Extract<LedgerEvent, { kind: 'appended' }>[] = [];
  for await (const event of test.ledger.events())
    if (event.kind === 'appended' && event.log === 'PSB' && event.first === first) found.push(event);
  return found;
}

/** Changes what the database holds, for the length of a test. */
async function changed(
  tile: { log: string; level: number; index: number },
  change: (bytes: Buffer) => Buffer,
): Promise<LogFinding[]> {
  const { log, level, index } = tile;
  const row = () =>
    test.database.db
      .updateTable('log_tiles')
      .where('log', '=', log)
      .where('level', '=', level)
      .where('index', '=', index);
  const { rows } = await sql<{ bytes: Buffer }>`
    select bytes from log_tiles where log = ${log} and level = ${level} and index = ${index}
  `.execute(test.database.db);
  const bytes = rows[0]?.bytes ?? Buffer.alloc(0);
  await row()
    .set({ bytes: change(Buffer.from(bytes)) })
    .execute();
  try {
    return await findingsOf();
  } finally {
    await row().set({ bytes }).execute();
  }
}

const flip =
  (place: number) =>
  (bytes: Buffer): Buffer => {
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
    return bytes;
  };

describe('logs rebuilt from the ledger alone', () => {
  it('are the ones that are served', async () => {
    expect(await findingsOf()).toEqual([]);
  });

  it('differ where a hash, an entry or the roots above were changed', async () => {
    const psb = { log: 'PSB', index: 0 };
    expect(await changed({ ...psb, level: 0 }, flip(70))).toEqual([
      { ...psb, level: 0, code: 'TILE_DIFFERS' },
    ]);
    expect(await changed({ ...psb, level: 1 }, flip(3))).toEqual([
      { ...psb, level: 1, code: 'TILE_DIFFERS' },
    ]);
    expect(await changed({ ...psb, level: -1 }, flip(40))).toEqual([
      { ...psb, level: 0, code: 'ENTRIES_DIFFER' },
    ]);
    expect(await changed({ ...psb, level: -1 }, flip(0))).toEqual([
      { ...psb, level: 0, code: 'ENTRIES_DIFFER' },
    ]);
  });

  it('differ where an entry was taken out or a tile is missing', async () => {
    const bundle = { log: 'PSB', level: -1, index: 2 };
    const expected = { log: 'PSB', level: 0, index: 2, code: 'ENTRIES_DIFFER' };
    expect(await changed(bundle, (bytes) => bytes.subarray(44))).toEqual([expected]);
    const psb = served.get('PSB');
    if (psb !== undefined)
      served.set('PSB', {
        ...psb,
        tile: async (address) => (address.index === 1 ? undefined : psb.tile(address)),
      });
    expect((await findingsOf()).map(({ code }) => code)).toEqual(['TILE_DIFFERS', 'ENTRIES_DIFFER']);
  });

  it('differ where the head is another, or beyond the ledger', async () => {
    const access = served.get('access');
    if (access === undefined) throw new Error('the access log is served');
    served.set('access', { ...access, root: randomBytes(32) });
    expect(await findingsOf()).toEqual([
      { log: 'access', level: 0, index: 80, code: 'HEAD_DIFFERS', by: 'gateway' },
    ]);
    served.set('access', { ...access, size: 81 });
    expect(await findingsOf()).toContainEqual({
      log: 'access',
      level: 0,
      index: 81,
      code: 'HEAD_DIFFERS',
      by: 'gateway',
    });
  });

  it('tell in which block they left a head behind, and compare what is served up to it', async () => {
    const { size } = await test.ledger.head('PSB');
    await test.queue('PSB', 20);
    await test.logs.flush({ all: true });
    const [landed] = await appendedAt(size);
    const expected = { log: 'PSB', level: 0, index: size, code: 'HEAD_PASSED', by: 'gateway' };
    expect(await findingsOf()).toEqual([{ ...expected, block: landed?.position.block }]);
  });

  it('give the entries that are theirs, once each and at their places', async () => {
    const { size } = await test.ledger.head('PSB');
    const tiles = { size, tile: test.logs.reader.tile.bind(test.logs.reader, 'PSB') };
    const places: number[] = [];
    const logs = new Map([['PSB', { heads: [], tiles }]]);
    const onEntries = (_log: string, first: number, entries: readonly Uint8Array[]): void =>
      void places.push(...entries.map((_entry, place) => first + place));
    for await (const finding of compareLogs({ events: test.ledger.events(), logs, onEntries }))
      expect(finding).toBeUndefined();
    expect(places.toSorted((one, other) => one - other)).toEqual(Array.from({ length: size }, (_, at) => at));
  });

  it('differ where a bundle was cut within an entry or within a length', async () => {
    const psb = served.get('PSB');
    if (psb === undefined) throw new Error('the log PSB is served');
    const changes = [
      (bytes: Buffer) => bytes.subarray(0, -3),
      (bytes: Buffer) => Buffer.concat([bytes, Buffer.of(0)]),
      (bytes: Buffer) => Buffer.concat([Buffer.of(0xff), bytes.subarray(1)]),
    ];
    for (const change of changes) {
      const tile = async (address: TileAddress): Promise<Uint8Array | undefined> => {
        const bytes = await psb.tile(address);
        return bytes && address.level === -1 && address.index === 0 ? change(Buffer.from(bytes)) : bytes;
      };
      served.set('PSB', { ...psb, tile });
      expect(await findingsOf()).toEqual([{ log: 'PSB', level: 0, index: 0, code: 'ENTRIES_DIFFER' }]);
    }
  });

  it('show that the ledger gave no continuous record', async () => {
    async function* withoutFirst(): AsyncGenerator<LedgerEvent> {
      for await (const event of test.ledger.events())
        if (event.kind !== 'appended' || event.log !== 'PSB' || event.first !== 0) yield event;
    }
    expect(await findingsOf(withoutFirst())).toContainEqual({
      log: 'PSB',
      level: 0,
      index: 0,
      code: 'LEAVES_MISSING',
    });
  });
});
