/** Faults in credential types: their codes, their fields, how derived fields come about and how files are read. */
import { isCreditCode } from './check-digits.ts';
import { isLicenceIdentifier, licenceIdentifier } from './licence-identifier.ts';
import type { CatalogData } from './read.ts';
import type { CredentialType, DerivedField, ImportRule } from './shapes.ts';

type Known = {
  /** Credit code by department. */
  readonly creditCodes: ReadonlyMap<string, string>;
  readonly rules: ReadonlyMap<string, ImportRule>;
  readonly derived: ReadonlyMap<string, DerivedField>;
};

/** A sentence for each code, name or rule of a credential type that doesn't fit the others. */
export function findTypeFaults(data: CatalogData): string[] {
  const known: Known = {
    creditCodes: new Map(data.departments.map((row) => [row.code, row.uscc])),
    rules: new Map(data.importRules.map((row) => [row.credentialType, row])),
    derived: new Map(data.derivedFields.map((row) => [`${row.credentialType}.${row.field}`, row])),
  };
  const types = new Map(data.credentialTypes.map((row) => [row.id, row]));
  const nameless = [...data.derivedFields, ...data.importRules]
    .filter((row) => !types.has(row.credentialType))
    .map((row) => `a rule for unknown credential type ${row.credentialType}`);
  const underived = data.derivedFields
    .filter(({ credentialType, field }) => {
      const type = types.get(credentialType);
      return type !== undefined && !type.fields.some((row) => row.name === field && row.derived === true);
    })
    .map((row) => `credential type ${row.credentialType}: ${row.field} is no derived field of it`);
  const codes = data.credentialTypes.map((row) => row.demoTypeCode);
  const own = data.credentialTypes.flatMap((type) => {
    const shared = codes.filter((code) => code === type.demoTypeCode).length > 1;
    return [
      ...(shared ? [`type code ${type.demoTypeCode} is another type’s too`] : []),
      ...codeFaults(type, known),
      ...fieldFaults(type, known),
      ...importFaults(type, known.rules.get(type.id)),
    ].map((fault) => `credential type ${type.id}: ${fault}`);
  });
  return [...nameless, ...underived, ...own];
}

function codeFaults(type: CredentialType, { creditCodes }: Known): string[] {
  const issuerCode = creditCodes.get(type.issuingDepartmentCode);
  if (issuerCode === undefined) return [`unknown department ${type.issuingDepartmentCode}`];
  const faults: string[] = [];
  if (type.nationalTypeCode !== null && !isTypeCode(type.nationalTypeCode))
    faults.push(`national type code ${type.nationalTypeCode} is not a credit code and three digits`);
  if (!type.demoTypeCode.startsWith(issuerCode))
    faults.push('type code does not start with its issuing department’s credit code');
  else if (!isTypeCode(type.demoTypeCode)) faults.push('type code is not a credit code and three digits');
  const parts = { typeCode: type.demoTypeCode, issuerCode, serial: '000000001', version: 1 };
  if (!isTypeCode(type.demoTypeCode) || !isLicenceIdentifier(licenceIdentifier(parts)))
    faults.push('no licence identifier can be made (GB/T 36904)');
  return faults;
}

/** The credit code of the authority that defined the type, and three digits. */
const isTypeCode = (code: string): boolean => /^.{18}\d{3}$/.test(code) && isCreditCode(code.slice(0, 18));

function fieldFaults(type: CredentialType, { derived }: Known): string[] {
  const names = type.fields.map((field) => field.name);
  const faults = names
    .filter((name, place) => names.indexOf(name) !== place)
    .map((name) => `field ${name} stands twice`);
  for (const { name } of type.fields.filter((row) => row.derived === true)) {
    const row = derived.get(`${type.id}.${name}`);
    if (row === undefined) {
      faults.push(`derived field ${name} has no class`);
      continue;
    }
    for (const input of row.inputs)
      if (!names.includes(input)) faults.push(`${name} is derived from unknown ${input}`);
    faults.push(...classFaults(row));
  }
  return faults;
}

/** What each rule computes with. */
const PARAMETERS = {
  'age-at-least': 'number',
  'one-of': 'texts',
  'date-not-passed': 'none',
  'insured-within-months': 'number',
  'number-at-least': 'number',
} as const satisfies Record<NonNullable<DerivedField['rule']>, 'number' | 'texts' | 'none'>;

function classFaults({ field, class: kind, rule, inputs, parameter }: DerivedField): string[] {
  const faults: string[] = [];
  if (kind === 'computed' && rule === undefined) faults.push(`${field} has no rule`);
  if (kind !== 'computed' && (rule !== undefined || parameter !== undefined))
    faults.push(`${field} is ${kind} and has a rule`);
  if (kind === 'asserted' ? inputs.length > 0 : inputs.length === 0)
    faults.push(`${field} is ${kind} from ${inputs.length === 0 ? 'nothing' : 'other fields'}`);
  const given = parameter === undefined ? 'none' : typeof parameter === 'number' ? 'number' : 'texts';
  if (rule !== undefined && PARAMETERS[rule] !== given)
    faults.push(`the rule ${rule} of ${field} takes ${PARAMETERS[rule]}, not ${given}`);
  return faults;
}

function importFaults(type: CredentialType, rule: ImportRule | undefined): string[] {
  if (rule === undefined) return ['has no import rule'];
  const columns = new Set([...type.fields.map((field) => field.name), ...rule.importOnly]);
  const named = [rule.holderColumn, rule.recordColumn, ...(rule.authority?.givers ?? [])];
  const read = [rule.validUntilColumn, rule.deceasedColumn, rule.authority?.bornOn];
  return [
    ...named
      .filter((column) => !columns.has(column))
      .map((column) => `import rule names unknown column ${column}`),
    ...read
      .filter((column) => column !== undefined && !columns.has(column))
      .map((column) => `import rule reads unknown column ${column}`),
  ];
}
