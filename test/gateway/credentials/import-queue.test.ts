/** Guarantees about imports in the background and the files that they wait in. */
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ImportQueue } from '../../../gateway/credentials/import-queue.ts';
import { openSpool } from '../../../gateway/credentials/spool.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { identityCard } from '../../support/people.ts';

const ROWS = 1_200;
let city: CityGround;
let queue: ImportQueue;
beforeEach(async () => {
  city = await openCityGround();
  queue = newQueue();
});
afterEach(async () => {
  await queue.stop();
  await city.close();
});

const newQueue = (): ImportQueue =>
  new ImportQueue({
    imports: city.credentials.imports,
    spool: openSpool(join(city.folder, 'spool'), city.keys),
    clock: city.clock,
  });

/** Rows as one file; their sum is several segments long. */
const accept = (prefix: string, serials = ROWS): Promise<string> =>
  city.credentials.imports.accept(
    { department: 'PSB', credentialType: 'resident-identity-card', format: 'jsonl' },
    Readable.from(
      (function* () {
        for (let serial = 0; serial < serials; serial++)
          yield `${JSON.stringify(identityCard('居', '1971-01-01', serial % 1000, { cardSerial: `${prefix}-${serial}` }))}\n`;
      })(),
    ),
  );

const fileOf = (id: string): string => join(city.folder, 'spool', `${id}.spool`);
const reportOf = (id: string) => city.credentials.imports.report(id);

test('what was interrupted is taken up, what begins later follows, and no file stays behind', async () => {
  const first = await accept('A');
  await queue.start();
  const second = await accept('B', 3);
  queue.begin(second);
  await expect.poll(async () => (await reportOf(second)).state, { timeout: 20_000 }).toBe('done');
  expect(await reportOf(first)).toMatchObject({ state: 'done', rowsRead: ROWS, faulty: 0 });
  expect(queue.state()).toEqual({ waiting: 0, errors: 0, problem: undefined });
  expect(readdirSync(join(city.folder, 'spool'))).toEqual([]);
});

test('stopping waits for the rows under way, and the next start goes on behind them', async () => {
  const id = await accept('A');
  await queue.start();
  await expect
    .poll(async () => (await reportOf(id)).rowsRead, { timeout: 20_000, interval: 1 })
    .toBeGreaterThan(0);
  await queue.stop();
  const { rowsRead, state } = await reportOf(id);
  expect([state, rowsRead % 500]).toEqual(['running', 0]);
  await queue.start();
  await expect.poll(async () => (await reportOf(id)).state, { timeout: 20_000 }).toBe('done');
  expect(await reportOf(id)).toMatchObject({ rowsRead: ROWS, issued: ROWS, unchanged: 0 });
});

test('one whose file is missing is told of and holds up no other', async () => {
  const [lost, good] = [await accept('A', 3), await accept('B', 3)];
  const bytes = readFileSync(fileOf(lost));
  rmSync(fileOf(lost));
  await queue.start();
  await expect.poll(async () => (await reportOf(good)).state).toBe('done');
  await expect.poll(() => queue.state().problem).toBe('SPOOL_FILE_MISSING');
  expect(queue.state().waiting).toBe(1);
  writeFileSync(fileOf(lost), bytes);
  await expect.poll(async () => (await reportOf(lost)).state, { timeout: 5_000 }).toBe('done');
  await expect.poll(() => queue.state().problem).toBe(undefined);
});

test.each([
  ['changed', (file: string) => flip(file, 160_000)],
  ['cut off', (file: string) => truncateSync(file, 150_000)],
  ['cut off between two segments', (file: string) => truncateSync(file, 1 + 60 + 2 * (65_536 + 16))],
  ['emptied', (file: string) => truncateSync(file, 0)],
  ['continued', (file: string) => appendFileSync(file, Buffer.alloc(40))],
  ['put in another order', swap],
])('of a kept file that was %s nothing behind the change is taken', async (_how, spoil) => {
  const id = await accept('A', 700);
  expect(readFileSync(fileOf(id)).length).toBeGreaterThan(170_000);
  spoil(fileOf(id));
  const report = await city.credentials.imports.run(id);
  expect(report).toMatchObject({ state: 'failed', errorCode: 'SPOOL_FILE_CHANGED', faulty: 0 });
  expect(report.rowsRead).toBeLessThan(700);
  expect(report.issued).toBe(report.rowsRead);
  expect(existsSync(fileOf(id))).toBe(false);
});

test('a file that a crash left without its import goes a day later, one that is needed stays', async () => {
  const needed = await accept('A', 3);
  const orphan = fileOf('orphan');
  writeFileSync(orphan, 'x');
  const before = new Date(city.clock.now().getTime() - 2 * 86_400_000);
  utimesSync(fileOf(needed), before, before);
  const spool = openSpool(join(city.folder, 'spool'), city.keys);
  utimesSync(orphan, city.clock.now(), city.clock.now());
  await spool.sweep([needed], city.clock.now());
  expect([existsSync(orphan), existsSync(fileOf(needed))]).toEqual([true, true]);
  utimesSync(orphan, before, before);
  await spool.sweep([needed], city.clock.now());
  expect([existsSync(orphan), existsSync(fileOf(needed))]).toEqual([false, true]);
});

test('a file that breaks off while it is sent leaves nothing behind', async () => {
  const broken = Readable.from(
    (function* () {
      yield 'x'.repeat(100_000);
      throw new Error('the line went dead');
    })(),
  );
  const wish = { department: 'PSB', credentialType: 'resident-identity-card', format: 'jsonl' } as const;
  await expect(city.credentials.imports.accept(wish, broken)).rejects.toThrow('the line went dead');
  expect(readdirSync(join(city.folder, 'spool'))).toEqual([]);
  expect(await city.credentials.imports.interrupted()).toEqual([]);
});

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

/** Moves the first segment to the end. */
function swap(file: string): void {
  const bytes = readFileSync(file);
  writeFileSync(
    file,
    Buffer.concat([bytes.subarray(0, 61), bytes.subarray(61 + 65_552), bytes.subarray(61, 61 + 65_552)]),
  );
}
