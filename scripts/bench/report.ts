/** The benchmark document: one section a benchmark, each rewritten when it is measured again. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const FILE = new URL('../../docs/benchmarks.md', import.meta.url);

const PREFACE = `# Benchmarks

Measured by \`npm run bench\` (\`npm run bench -- <name>\` for one). Figures of one table come from one run. Where
contestants are compared they take turns, so that ratios hold on a noisy machine where absolute times do not. A goal that
was missed is listed like one that was met, and a run that was smaller than usual says so.
`;

/** What a benchmark found: a table of cells, and goals with whether they were reached. */
export type Finding = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly goals: readonly Goal[];
  readonly notes?: readonly string[];
};

/** A figure and the bound that it was held against. */
export type Goal = {
  readonly what: string;
  readonly measured: number;
  readonly bound: number;
  readonly kind: 'at least' | 'at most';
};

/** True where the figure keeps its bound. */
export const isMet = ({ measured, bound, kind }: Goal): boolean =>
  kind === 'at least' ? measured >= bound : measured <= bound;

/** Puts a benchmark's section into the document, in the place of its former one. */
export function writeSection(name: string, summary: string, finding: Finding): void {
  const document = existsSync(FILE) ? readFileSync(FILE, 'utf8') : PREFACE;
  const sections = document.split(/^(?=## )/m);
  const section = `## ${name}\n\n${summary}\n\n${renderFinding(finding)}\n\n${machine()}\n\n`;
  const place = sections.findIndex((text) => text.startsWith(`## ${name}\n`));
  if (place === -1) sections.push(section);
  else sections[place] = section;
  const [preface = PREFACE, ...rest] = sections;
  writeFileSync(
    FILE,
    `${[preface.trimEnd(), ...rest.toSorted().map((text) => text.trimEnd())].join('\n\n')}\n`,
  );
}

/** A finding as Markdown. */
export function renderFinding({ columns, rows, goals, notes = [] }: Finding): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.map(show).join(' | ')} |`;
  return [
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map(line),
    '',
    ...goals.map(
      (goal) =>
        `- ${isMet(goal) ? 'met' : '**missed**'}: ${goal.what} ${show(goal.measured)} (${goal.kind} ${show(goal.bound)})`,
    ),
    ...notes.map((note) => `- ${note}`),
  ].join('\n');
}

function show(cell: string | number): string {
  if (typeof cell === 'string') return cell;
  if (Number.isInteger(cell) || Math.abs(cell) >= 1000) return Math.round(cell).toLocaleString('en');
  return cell.toPrecision(3);
}

function machine(): string {
  const [first] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `*${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, OpenSSL ${process.versions.openssl}, ${cpus().length} × ${first?.model ?? 'unknown processor'}, ${gigabytes} GB.*`;
}
