/** A department's file becoming credentials, and these reaching the ledger. */
import type { City } from '../../gateway/city.ts';
import type { Benchmark } from '../bench.ts';
import { acceptCards, anchor, inCity, issueCards } from './city.ts';
import { primitivesOfRow } from './import-primitives.ts';
import { medianOf } from './measure.ts';

const ROWS = 1_000_000;
const TENTHS = 10;

/** One tenth of the file; microseconds a row. */
type Tenth = {
  readonly rows: number;
  readonly cpu: number;
  readonly wall: number;
  readonly megabytes: number;
};

export const importing: Benchmark = {
  name: 'import',
  summary: `A file of identity cards (${ROWS.toLocaleString('en')} where no count is given) through the gateway's own import: read, checked, signed, sealed, stored in PostgreSQL and queued for the log, tenth by tenth, each followed by a turn of bare ES256 signing on the same thread. Then everything queued is anchored on the embedded ledger.`,
  run: ({ count = ROWS }) =>
    inCity(async (city) => {
      const id = await acceptCards(city, count);
      const bare = [primitivesOfRow()];
      const tenths = await measureTenths(city, {
        id,
        count,
        between: () => void bare.push(primitivesOfRow()),
      });
      const began = performance.now();
      await anchor(city);
      const seconds = (performance.now() - began) / 1000;
      const signing = medianOf(bare.map((one) => one.signing));
      const primitives = medianOf(bare.map(({ all }) => all));
      const cpu = medianOf(tenths.map((tenth) => tenth.cpu));
      const wall = medianOf(tenths.map((tenth) => tenth.wall));
      const megabytesAt = (place: number): number => tenths[place]?.megabytes ?? Number.NaN;
      return {
        columns: ['rows', 'µs main thread a row', 'µs elapsed a row', 'MB resident'],
        rows: tenths.map((tenth) => [tenth.rows, tenth.cpu, tenth.wall, tenth.megabytes]),
        goals: [
          {
            what: 'rate of bare signing, by CPU of the main thread',
            measured: signing / cpu,
            bound: 0.25,
            kind: 'at least',
          },
          {
            what: 'memory at the end, of that at half',
            measured: megabytesAt(tenths.length - 1) / megabytesAt(tenths.length >> 1),
            bound: 1.2,
            kind: 'at most',
          },
          { what: 'leaves anchored a second', measured: count / seconds, bound: 3000, kind: 'at least' },
        ],
        notes: [
          ...(count < ROWS ? [`This run had ${count.toLocaleString('en')} rows.`] : []),
          `Bare signing ${signing.toFixed(1)} µs; by elapsed time, with PostgreSQL on the same machine, ${(signing / wall).toFixed(2)} of its rate.`,
          `A row's signature, key for its holder, encryption, keyed hashes and digests take ${primitives.toFixed(1)} µs bare: ${(primitives / cpu).toFixed(2)} of its time, and no more than ${(signing / primitives).toFixed(2)} of bare signing could be reached beside them.`,
          `All ${count.toLocaleString('en')} leaves were anchored ${seconds.toFixed(1)} s after the last row was stored; anchoring was not running before.`,
        ],
      };
    }),
};

type Work = { readonly id: string; readonly count: number; readonly between: () => void };

async function measureTenths(city: City, { id, count, between }: Work): Promise<Tenth[]> {
  const tenths: Tenth[] = [];
  let done = 0;
  let [cpu, wall] = [process.threadCpuUsage(), performance.now()];
  await issueCards(city, id, ({ rowsRead }) => {
    if (rowsRead < ((tenths.length + 1) * count) / TENTHS) return;
    const { user, system } = process.threadCpuUsage(cpu);
    const rows = rowsRead - done;
    tenths.push({
      rows: rowsRead,
      cpu: (user + system) / rows,
      wall: ((performance.now() - wall) * 1000) / rows,
      megabytes: Math.round(process.memoryUsage.rss() / 2 ** 20),
    });
    between();
    done = rowsRead;
    [cpu, wall] = [process.threadCpuUsage(), performance.now()];
  });
  return tenths;
}
