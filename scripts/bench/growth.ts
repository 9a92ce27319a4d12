/** Whether a log slows down as it grows: appends and proofs at each power of ten. */
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../gateway/clock.ts';
import { type Database, openDatabase } from '../../gateway/database/open.ts';
import { cityNames } from '../../gateway/ids.ts';
import { openLocalKeys } from '../../gateway/keys/local.ts';
import { Batcher } from '../../gateway/log/batcher.ts';
import { newEntryId, queueEntries } from '../../gateway/log/queue.ts';
import { LogReader } from '../../gateway/log/reader.ts';
import type { Benchmark } from '../bench.ts';
import { GrowingLog, LOG } from './growing-log.ts';
import { medianOf } from './measure.ts';

const LARGEST = 10_000_000;
const FIRST = 10_000;
const BATCH = 256;
const BATCHES = 24;
const PROOFS = 400;
const TREE_STEPS = 20_000;
/** How much slower an append may have become, since caches miss more; a proof may take as much longer as it is. */
const SLOWER = 1.5;

/** Milliseconds of elapsed time, microseconds for what the tree in memory does. */
type Point = {
  readonly size: number;
  readonly query: number;
  readonly append: number;
  readonly proof: number;
} & {
  readonly treeAppend: number;
  readonly treeProof: number;
};

export const growth: Benchmark = {
  name: 'growth',
  summary: `One log grown to ${LARGEST.toLocaleString('en')} entries (or the count given) with its tiles, bundles and places in PostgreSQL: bringing a batch of ${BATCH} from the queue to its places, and the evidence for a random leaf read by a reader that has cached nothing. The path of a proof has as many hashes as the logarithm of the size. Medians of elapsed time; a bare query measured between them shows how busy the machine was. The ledger is left out: it has a section of its own.`,
  run: async ({ count = LARGEST }) => {
    const folder = mkdtempSync(join(tmpdir(), 'city-bench-'));
    const { db, close } = await openDatabase({ dataDir: folder });
    try {
      const points: Point[] = [];
      const log = new GrowingLog(db);
      const parts = partsOf(db, folder, log);
      for (let size = FIRST; size <= count; size *= 10) {
        await log.growTo(size);
        points.push(await measure(parts));
      }
      return { ...tell(points), notes: notesOf(count) };
    } finally {
      await close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const notesOf = (count: number): string[] =>
  count < LARGEST ? [`This run went no further than ${count.toLocaleString('en')} entries.`] : [];

function partsOf(db: Database, folder: string, log: GrowingLog) {
  const names = cityNames('https://wangcheng.invalid');
  const keys = openLocalKeys({ file: join(folder, 'keystore'), secret: 'benchmark' });
  const identity = { id: 'eip155:1337:0x0000000000000000000000000000000000000000' };
  return { db, log, names, keys, clock: systemClock, logs: [LOG], ledger: { ...log.ledger, identity } };
}

function tell(points: readonly Point[]) {
  const [first, last] = [points[0], points.at(-1)];
  const slower = (pick: (point: Point) => number): number =>
    first === undefined || last === undefined ? Number.NaN : pick(last) / pick(first);
  const longer = Math.log2(last?.size ?? 1) / Math.log2(first?.size ?? 1);
  const goal = (what: string, measured: number, bound: number) =>
    ({ what, measured, bound, kind: 'at most' }) as const;
  return {
    columns: [
      'entries',
      'ms bare query',
      'ms append of 256',
      'ms proof',
      'µs append in memory',
      'µs proof in memory',
    ],
    rows: points.map(({ size, query, append, proof, treeAppend, treeProof }) => [
      size,
      query,
      append,
      proof,
      treeAppend,
      treeProof,
    ]),
    goals: [
      goal(
        'time of an append at the end, of that at the beginning',
        slower(({ append }) => append),
        SLOWER,
      ),
      goal(
        'time of a proof at the end, of that at the beginning',
        slower(({ proof }) => proof),
        longer,
      ),
    ],
  };
}

async function measure(parts: ReturnType<typeof partsOf>): Promise<Point> {
  const { db, log } = parts;
  const batcher = new Batcher(parts, LOG);
  const size = log.size;
  const times = { query: [] as number[], append: [] as number[], proof: [] as number[] };
  await timesOf(BATCHES, () => appendBatch(batcher, db));
  for (let turn = 0; turn < BATCHES; turn++) {
    await queueBatch(db);
    times.append.push(...(await timesOf(1, () => batcher.anchorDue(() => {}, true))));
    const reader = new LogReader(parts);
    await reader.head(LOG);
    for (let proof = 0; proof < PROOFS / BATCHES; proof++) {
      times.proof.push(...(await timesOf(1, () => reader.evidence(LOG, [randomInt(size)]))));
      times.query.push(
        ...(await timesOf(1, () => db.selectNoFrom((make) => make.lit(1).as('one')).execute())),
      );
    }
  }
  const { query, append, proof } = times;
  const medians = { query: medianOf(query), append: medianOf(append), proof: medianOf(proof) };
  return { size, ...medians, ...measureTree(log) };
}

async function appendBatch(batcher: Batcher, db: Database): Promise<void> {
  await queueBatch(db);
  await batcher.anchorDue(() => {}, true);
}

async function queueBatch(db: Database): Promise<void> {
  const now = new Date();
  const entries = Array.from({ length: BATCH }, () => ({
    ...({ id: newEntryId(now), log: LOG, kind: 'issued', credentialType: 'resident-identity-card' } as const),
    ...({ commitment: new Uint8Array(randomBytes(32)), release: 'batch' } as const),
  }));
  await queueEntries(db, entries, now);
}

async function timesOf(times: number, run: () => Promise<unknown>): Promise<number[]> {
  const elapsed: number[] = [];
  for (let time = 0; time < times; time++) {
    const before = performance.now();
    await run();
    elapsed.push(performance.now() - before);
  }
  return elapsed;
}

function measureTree({ tree }: GrowingLog): { treeAppend: number; treeProof: number } {
  const leaf = new Uint8Array(randomBytes(32));
  const treeProof = microsecondsOf(() => tree.inclusion(randomInt(tree.size)));
  return { treeAppend: microsecondsOf(() => tree.append(leaf)), treeProof };
}

function microsecondsOf(run: () => unknown): number {
  const before = process.threadCpuUsage();
  for (let step = 0; step < TREE_STEPS; step++) run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / TREE_STEPS;
}
