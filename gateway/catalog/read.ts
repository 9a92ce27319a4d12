/** Reads the catalogue's data files and reports every fault in their codes and cross references at once. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isCreditCode } from './check-digits.ts';

const department = z.object({
  code: z.string().regex(/^[A-Z]{2,4}$/),
  nameZh: z.string(),
  nameEn: z.string(),
  uscc: z.string(),
  usccFictional: z.literal(true),
  administrativeDivision: z.string().regex(/^\d{6}$/),
});

const credentialType = z.object({
  id: z.string().regex(/^[a-z-]+$/),
  nameZh: z.string(),
  nameEn: z.string(),
  issuingDepartmentCode: z.string(),
  demoTypeCode: z.string(),
  fields: z
    .array(z.object({ name: z.string(), labelZh: z.string(), labelEn: z.string(), type: z.string() }))
    .min(1),
});

const matter = z.object({
  code: z.string().regex(/^WCM-[A-Z]+-\d{3}$/),
  implementationCode: z.string().length(31),
  basicCode: z.string().length(12),
  codesFictional: z.literal(true),
  nameZh: z.string(),
  nameEn: z.string(),
  departmentCode: z.string(),
  requiredCredentials: z.array(
    z.object({
      credentialType: z.string(),
      subject: z.string(),
      necessity: z.enum(['required', 'conditional', 'optional']),
      fields: z.array(z.string()).min(1),
    }),
  ),
  authorisation: z.object({ consents: z.array(z.object({ subject: z.string(), givenBy: z.string() })) }),
});

export type Department = z.infer<typeof department>;
export type CredentialType = z.infer<typeof credentialType>;
export type Matter = z.infer<typeof matter>;

export type CatalogData = {
  readonly departments: readonly Department[];
  readonly credentialTypes: readonly CredentialType[];
  readonly matters: readonly Matter[];
};

/**
 * The catalogue as it stands in the data folder, shapes checked.
 * @throws when a line is not JSON or lacks a member; the message names file and line.
 */
export function readCatalog(): CatalogData {
  return {
    departments: readLines('departments', department),
    credentialTypes: readLines('credential-types', credentialType),
    matters: readLines('matters', matter),
  };
}

/** Every fault in codes and cross references, one sentence each; empty when the catalogue holds together. */
export function findCatalogFaults({ departments, credentialTypes, matters }: CatalogData): string[] {
  const uscc = new Map(departments.map((row) => [row.code, row.uscc]));
  const fields = new Map(
    credentialTypes.map((row) => [row.id, new Set(row.fields.map((field) => field.name))]),
  );
  return [
    ...departments
      .filter((row) => !isCreditCode(row.uscc))
      .map((row) => `department ${row.code}: ${row.uscc} is not a credit code (GB 32100)`),
    ...credentialTypes
      .filter((row) => !row.demoTypeCode.startsWith(uscc.get(row.issuingDepartmentCode) ?? '?'))
      .map(
        (row) =>
          `credential type ${row.id}: type code does not start with its issuing department's credit code`,
      ),
    ...matters.flatMap((row) => findMatterFaults(row, uscc, fields)),
  ];
}

function findMatterFaults(
  row: Matter,
  uscc: ReadonlyMap<string, string>,
  fields: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const faults: string[] = [];
  const code = uscc.get(row.departmentCode);
  if (code === undefined) faults.push(`matter ${row.code}: unknown department ${row.departmentCode}`);
  else if (row.implementationCode !== `${code}4${row.basicCode}`)
    faults.push(`matter ${row.code}: implementation code is not credit code, level 4 and basic code`);
  const consents = new Set(row.authorisation.consents.map((consent) => consent.subject));
  for (const asked of row.requiredCredentials) {
    const known = fields.get(asked.credentialType);
    if (known === undefined)
      faults.push(`matter ${row.code}: unknown credential type ${asked.credentialType}`);
    for (const field of asked.fields)
      if (known && !known.has(field))
        faults.push(`matter ${row.code}: ${asked.credentialType} has no field ${field}`);
    if (!consents.has(asked.subject)) faults.push(`matter ${row.code}: nobody consents for ${asked.subject}`);
  }
  return faults;
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
