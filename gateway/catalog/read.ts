/** Reads the catalogue's data files, shapes checked. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import * as shapes from './shapes.ts';

/** The catalogue as its files have it; one member a file. */
export type CatalogData = ReturnType<typeof readCatalog>;

/** @throws when a line is not JSON or has another shape; the message names file and line. */
export function readCatalog() {
  return {
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
}

function readLines<T>(name: string, shape: z.ZodType<T>): T[] {
  const text = readFileSync(new URL(`data/${name}.jsonl`, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      const parsed = shape.safeParse(JSON.parse(line));
      if (!parsed.success)
        throw new Error(`${name}.jsonl line ${index + 1}: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    });
}
