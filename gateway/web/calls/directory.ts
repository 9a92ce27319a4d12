/** What the catalogue calls matters and windows; read once for all pages of an area. */
import type { MatterSummary, ServiceWindow } from '../../../sdk/schemas/catalog.ts';
import { call } from './call.ts';
import type { Items } from './catalogue.ts';

export type Directory = {
  readonly windows: readonly ServiceWindow[];
  readonly matter: (code: string) => MatterSummary | undefined;
  readonly window: (code: string) => ServiceWindow | undefined;
};

let known: Promise<Directory> | undefined;

/** @throws CallProblem, Unreached */
export function readDirectory(): Promise<Directory> {
  known ??= read().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function read(): Promise<Directory> {
  const [matters, windows] = await Promise.all([
    readAll<MatterSummary>('/catalog/matters'),
    readAll<ServiceWindow>('/catalog/windows'),
  ]);
  const matterOf = new Map(matters.map((row) => [row.code, row]));
  const windowOf = new Map(windows.map((row) => [row.code, row]));
  return { windows, matter: (code) => matterOf.get(code), window: (code) => windowOf.get(code) };
}

async function readAll<Row>(path: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let next: number | null = 0; next !== null; ) {
    const page: Items<Row> = await call<Items<Row>>('GET', `${path}?limit=200&next=${next}`);
    rows.push(...page.items);
    ({ next } = page);
  }
  return rows;
}
