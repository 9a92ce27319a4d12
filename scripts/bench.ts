/** `npm run bench`: measures, compares, and writes docs/benchmarks.md. */
import { browser } from './bench/browser.ts';
import { counter } from './bench/counter.ts';
import { face } from './bench/face.ts';
import { faceBrowser } from './bench/face-browser.ts';
import { faceHttp } from './bench/face-http.ts';
import { faceSearch } from './bench/face-search.ts';
import { gas } from './bench/gas.ts';
import { growth } from './bench/growth.ts';
import { http } from './bench/http.ts';
import { importing } from './bench/import.ts';
import { kill } from './bench/kill.ts';
import { ledger } from './bench/ledger.ts';
import { merkle } from './bench/merkle.ts';
import { pages } from './bench/pages.ts';
import { type Finding, isMet, renderFinding, writeSection } from './bench/report.ts';
import { status } from './bench/status.ts';
import { verify } from './bench/verify.ts';
import { exit, runCommand } from './support/command.ts';

/** One benchmark: `count` makes it smaller or larger than its usual size. */
export type Benchmark = {
  readonly name: string;
  readonly summary: string;
  readonly run: (options: { readonly count?: number }) => Promise<Finding>;
};

const benchmarks: readonly Benchmark[] = [
  browser,
  counter,
  face,
  faceBrowser,
  faceHttp,
  faceSearch,
  gas,
  growth,
  http,
  importing,
  kill,
  ledger,
  merkle,
  pages,
  status,
  verify,
];

await runCommand({
  usage: 'npm run bench [-- name …] [--count n] [--dry-run]',
  summary: `Measures and writes docs/benchmarks.md. Benchmarks: ${benchmarks.map(({ name }) => name).join(', ')}.`,
  options: {
    count: { type: 'string', value: 'n', help: 'how much work; each benchmark has its own default' },
    'dry-run': { type: 'boolean', help: 'print and leave docs/benchmarks.md as it is' },
  },
  takesFiles: true,
  run: async ({ options, files, out }) => {
    const unknown = files.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
    if (unknown.length > 0) {
      out.say('usage', `there is no benchmark ${unknown.join(', ')}`);
      return exit.usage;
    }
    const chosen = benchmarks.filter(({ name }) => files.length === 0 || files.includes(name));
    const count = options.count === undefined ? undefined : Number(options.count);
    if (count !== undefined && !(Number.isSafeInteger(count) && count > 0)) {
      out.say('usage', '--count takes a whole number, 1 or more');
      return exit.usage;
    }
    let met = true;
    for (const { name, summary, run } of chosen) {
      const finding = await run(count === undefined ? {} : { count });
      met = met && finding.goals.every(isMet);
      out.say('measured', `\n${name}\n\n${renderFinding(finding)}`, { name, ...finding });
      if (options['dry-run'] !== true) writeSection(name, summary, finding);
    }
    return met ? exit.done : exit.doesNotHold;
  },
});
