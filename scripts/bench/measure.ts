/** Measuring by turns: contestants run in small slices one after the other, so that a noisy machine disturbs all alike. */

/** Work to measure; `operations` is how many units one call does (1 where not said). */
export type Contestant = { readonly run: () => unknown; readonly operations?: number };

/** Microseconds of CPU time for one unit: the median of all slices. */
export type Times<Name extends string> = Readonly<Record<Name, number>>;

/** `of` says whose CPU time: this thread's, or the whole process's where a contestant works in other threads too. */
export type MeasureOptions = {
  readonly slices?: number;
  readonly sliceMilliseconds?: number;
  readonly of?: 'thread' | 'process';
};

/** Runs every contestant for at least `sliceMilliseconds` in each of `slices` turns, after one turn that isn't counted. */
export async function measureByTurns<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  { slices = 15, sliceMilliseconds = 60, of = 'thread' }: MeasureOptions = {},
): Promise<Times<Name>> {
  const names = Object.keys(contestants) as Name[];
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let slice = 0; slice <= slices; slice++) {
    for (const name of names) {
      const sample = await measureSlice(contestants[name], { milliseconds: sliceMilliseconds, of });
      if (slice > 0) samples.get(name)?.push(sample);
    }
  }
  return Object.fromEntries(names.map((name) => [name, medianOf(samples.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}

type Slice = { readonly milliseconds: number; readonly of: 'thread' | 'process' };

async function measureSlice(
  { run, operations = 1 }: Contestant,
  { milliseconds, of }: Slice,
): Promise<number> {
  const until = performance.now() + milliseconds;
  const before = of === 'thread' ? process.threadCpuUsage() : process.cpuUsage();
  let count = 0;
  do {
    const outcome = run();
    if (outcome instanceof Promise) await outcome;
    count++;
  } while (performance.now() < until);
  const { user, system } = of === 'thread' ? process.threadCpuUsage(before) : process.cpuUsage(before);
  return (user + system) / (count * operations);
}

/** Middle value; the mean of the two middle ones for an even count. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}

/** The value below which `share` (0 to 1) of the values lie. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
