/** Whether the embedded ledger slows down as its chain grows: appends, reads and opening at each power of ten. */
import { hash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalKeys } from '../../gateway/keys/local.ts';
import type { Ledger } from '../../gateway/ledger/ledger.ts';
import { openLedger } from '../../gateway/ledger/open-ledger.ts';
import type { Benchmark } from '../bench.ts';
import { medianOf } from './measure.ts';

const LARGEST = 1_000_000;
const FIRST = 10_000;
const BATCH = 256;
const TURNS = 40;
const LOG = 'access';
/** How much slower an append or a read may have become: the state's tree grows by a level or two. */
const SLOWER = 1.5;

/** Milliseconds of elapsed time, but for the size in leaves and the megabytes on disk. */
type Point = {
  readonly size: number;
  readonly append: number;
  readonly head: number;
  readonly events: number;
  readonly opening: number;
  readonly megabytes: number;
};

export const ledger: Benchmark = {
  name: 'ledger',
  summary: `The embedded ledger grown to ${LARGEST.toLocaleString('en')} leaves (or the count given), ${BATCH} in a transaction: appending a batch, which returns once its block is durable, reading a log's head with its root, reading the events behind the last ${TURNS} blocks, and opening the chain again. Medians of elapsed time.`,
  run: async ({ count = LARGEST }) => {
    const folder = mkdtempSync(join(tmpdir(), 'city-bench-'));
    const keys = openLocalKeys({ file: join(folder, 'keystore'), secret: 'benchmark' });
    const open = async (): Promise<Ledger> =>
      (
        await openLedger({
          keys,
          config: {
            ...{ LEDGER: 'embedded', LEDGER_URL: undefined, LEDGER_CONTRACTS: undefined },
            ...{ LEDGER_CONFIRMATIONS: 1, DATA_DIR: folder },
          },
        })
      ).ledger;
    let opened = await open();
    try {
      const points: Point[] = [];
      let size = 0;
      for (let wanted = FIRST; wanted <= count; wanted *= 10) {
        while (size < wanted) size = await append(opened, size);
        const measured = await measure(opened, size);
        size += TURNS * BATCH;
        await opened.close();
        const before = performance.now();
        opened = await open();
        points.push({
          ...measured,
          size: wanted,
          opening: performance.now() - before,
          megabytes: megabytesIn(join(folder, 'ledger')),
        });
      }
      return tell(points, count);
    } finally {
      await opened.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function append(opened: Ledger, size: number): Promise<number> {
  const leaves = Array.from(
    { length: BATCH },
    (_, place) => new Uint8Array(hash('sha256', `${size + place}`, 'buffer')),
  );
  await opened.append({ log: LOG, expectedSize: size, leaves });
  return size + BATCH;
}

async function measure(opened: Ledger, from: number) {
  const times = { append: [] as number[], head: [] as number[], events: [] as number[] };
  const start = await opened.newest();
  let size = from;
  for (let turn = 0; turn < TURNS; turn++) {
    times.append.push(
      await millisecondsOf(async () => {
        size = await append(opened, size);
      }),
    );
    times.head.push(await millisecondsOf(() => opened.head(LOG)));
  }
  for (let turn = 0; turn < TURNS / 4; turn++)
    times.events.push(await millisecondsOf(() => readAll(opened.events(start))));
  return {
    append: medianOf(times.append),
    head: medianOf(times.head),
    events: medianOf(times.events),
  };
}

async function readAll(events: AsyncIterable<unknown>): Promise<void> {
  for await (const event of events) void event;
}

async function millisecondsOf(run: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await run();
  return performance.now() - before;
}

const megabytesIn = (folder: string): number =>
  Math.round(readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 2 ** 20);

function tell(points: readonly Point[], count: number) {
  const [first, last] = [points[0], points.at(-1)];
  const goal = (what: string, pick: (point: Point) => number) =>
    ({
      what: `time of ${what} at the end, of that at the beginning`,
      measured: first === undefined || last === undefined ? Number.NaN : pick(last) / pick(first),
      bound: SLOWER,
      kind: 'at most',
    }) as const;
  return {
    columns: [
      'leaves',
      `ms append of ${BATCH}`,
      'ms head',
      `ms events of ${TURNS} blocks`,
      'ms opening',
      'MB on disk',
    ],
    rows: points.map((point) => [
      point.size,
      point.append,
      point.head,
      point.events,
      point.opening,
      point.megabytes,
    ]),
    goals: [
      goal('an append', ({ append }) => append),
      goal('reading a head', ({ head }) => head),
      goal('reading the newest events', ({ events }) => events),
    ],
    notes: count < LARGEST ? [`This run went no further than ${count.toLocaleString('en')} leaves.`] : [],
  };
}
