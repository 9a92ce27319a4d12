/** Reads the catalogue's data files, shapes checked. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findCatalogFaults } from './faults.ts';
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

/**
 * @throws CatalogFaults naming every file that is missing, file and line of every line that is not JSON or has another
 * shape, and then what doesn't hold together among the lines that could be read, some of it because of the others.
 */
export function readCatalog(folder = new URL('data/', import.meta.url)) {
  const faults: string[] = [];
  const readLines = <T>(name: string, shape: z.ZodType<T>): T[] =>
    linesOf(new URL(`${name}.jsonl`, folder), () => faults.push(`${name}.jsonl can’t be read`)).flatMap(
      (line, index) => {
        const parsed = shape.safeParse(parseLine(line));
        if (parsed.success) return [parsed.data];
        faults.push(`${name}.jsonl line ${index + 1}: ${z.prettifyError(parsed.error)}`);
        return [];
      },
    );
  const data = {
    departments: readLines('departments', shapes.department),
    credentialTypes: readLines('credential-types', shapes.credentialType),
    matters: readLines('matters', shapes.matter),
    matterAdditions: readLines('matter-additions', shapes.matterAddition),
    windows: readLines('windows', shapes.serviceWindow),
    clients: readLines('clients', shapes.client),
    derivedFields: readLines('derived-fields', shapes.derivedField),
    importRules: readLines('import-rules', shapes.importRule),
    themes: readLines('themes', shapes.theme),
    officerReasons: readLines('officer-reasons', shapes.officerReason),
    externalDepartments: readLines('external-departments', shapes.externalDepartment),
  };
  if (faults.length > 0) throw new CatalogFaults([...faults, ...findCatalogFaults(data)]);
  return data;
}

function linesOf(file: URL, onFault: () => void): string[] {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n');
  } catch {
    onFault();
    return [];
  }
}

/** Undefined, which no shape takes, where a line is no JSON. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
