/** Reads the catalogue's data files, shapes checked. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import * as shapes from './shapes.ts';

/** The catalogue as its files have it; one member a file. */
export type CatalogData = ReturnType<typeof readCatalog>;

/** All faults of the data files, told at once. */
export class CatalogFaults extends Error {
  override readonly name = 'CatalogFaults';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`the catalogue does not hold together:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** @throws CatalogFaults naming file and line of every line that is not JSON or has another shape. */
export function readCatalog(folder = new URL('data/', import.meta.url)) {
  const faults: string[] = [];
  const readLines = <T>(name: string, shape: z.ZodType<T>): T[] =>
    readFileSync(new URL(`${name}.jsonl`, folder), 'utf8')
      .trimEnd()
      .split('\n')
      .flatMap((line, index) => {
        const parsed = shape.safeParse(parseLine(line));
        if (parsed.success) return [parsed.data];
        faults.push(`${name}.jsonl line ${index + 1}: ${z.prettifyError(parsed.error)}`);
        return [];
      });
  const data = {
    departments: readLines('departments', shapes.department),
    credentialTypes: readLines('credential-types', shapes.credentialType),
    matters: readLines('matters', shapes.matter),
    matterAdditions: readLines('matter-additions', shapes.matterAddition),
    windows: readLines('windows', shapes.window),
    clients: readLines('clients', shapes.client),
    derivedFields: readLines('derived-fields', shapes.derivedField),
    importRules: readLines('import-rules', shapes.importRule),
    themes: readLines('themes', shapes.theme),
    externalDepartments: readLines('external-departments', shapes.externalDepartment),
  };
  if (faults.length > 0) throw new CatalogFaults(faults);
  return data;
}

/** Undefined, which no shape takes, where a line is no JSON. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
