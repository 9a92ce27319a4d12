/** Every fault in the catalogue's codes and cross references, a sentence each. */
import { isCreditCode } from './check-digits.ts';
import type { CatalogData } from './read.ts';
import { findRuleFaults } from './rule-faults.ts';
import type { Matter, MatterAddition, Requirement } from './shapes.ts';
import { findThemeFaults } from './theme-faults.ts';

type Known = {
  readonly creditCodes: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
  readonly windows: ReadonlyMap<string, string>;
  readonly matters: ReadonlyMap<string, Matter>;
  readonly compared: ReadonlySet<string>;
};

/** Empty when the catalogue holds together. */
export function findCatalogFaults(data: CatalogData): string[] {
  const known: Known = {
    creditCodes: new Map(data.departments.map((row) => [row.code, row.uscc])),
    fields: new Map(
      data.credentialTypes.map((row) => [row.id, new Set(row.fields.map((field) => field.name))]),
    ),
    windows: new Map(data.windows.map((row) => [row.code, row.departmentCode])),
    matters: new Map(data.matters.map((row) => [row.code, row])),
    compared: new Set(data.derivedFields.filter((row) => row.class === 'compared').map((row) => row.field)),
  };
  return [
    ...findRepeats(data),
    ...data.departments
      .filter((row) => !isCreditCode(row.uscc))
      .map((row) => `department ${row.code}: ${row.uscc} is not a credit code (GB 32100)`),
    ...findTypeFaults(data, known),
    ...data.matters.flatMap((row) => findMatterFaults(row, known)),
    ...findAdditionFaults(data, known),
    ...findClientFaults(data, known),
    ...findRuleFaults(data),
    ...findThemeFaults(data),
  ];
}

function findRepeats(data: CatalogData): string[] {
  const names = {
    department: data.departments.map((row) => row.code),
    'credential type': data.credentialTypes.map((row) => row.id),
    matter: data.matters.map((row) => row.code),
    'matter addition': data.matterAdditions.map((row) => row.code),
    window: data.windows.map((row) => row.code),
    client: data.clients.map((row) => row.id),
    'derived field': data.derivedFields.map((row) => `${row.credentialType}.${row.field}`),
    'import rule': data.importRules.map((row) => row.credentialType),
    'external department': data.externalDepartments.map((row) => row.code),
    theme: data.themes.map((row) => row.id),
  };
  return Object.entries(names).flatMap(([kind, all]) => {
    const sorted = all.every((name, place) => place === 0 || (all[place - 1] ?? '') < name);
    const repeated = all.filter((name, place) => all.indexOf(name) !== place);
    return [
      ...(sorted ? [] : [`the file of each ${kind} is not sorted`]),
      ...repeated.map((name) => `${kind} ${name} stands twice`),
    ];
  });
}

function findTypeFaults(data: CatalogData, { creditCodes, fields }: Known): string[] {
  const derived = new Map(data.derivedFields.map((row) => [`${row.credentialType}.${row.field}`, row]));
  const rules = new Map(data.importRules.map((row) => [row.credentialType, row]));
  return data.credentialTypes.flatMap((type) => {
    const faults: string[] = [];
    if (!type.demoTypeCode.startsWith(creditCodes.get(type.issuingDepartmentCode) ?? '?'))
      faults.push('type code does not start with its issuing department’s credit code');
    for (const field of type.fields.filter((row) => row.derived === true)) {
      const rule = derived.get(`${type.id}.${field.name}`);
      if (rule === undefined) faults.push(`derived field ${field.name} has no class`);
      for (const input of rule?.inputs ?? [])
        if (!fields.get(type.id)?.has(input)) faults.push(`${field.name} is derived from unknown ${input}`);
      if (rule?.class === 'computed' && rule.rule === undefined) faults.push(`${field.name} has no rule`);
    }
    const rule = rules.get(type.id);
    if (rule === undefined) faults.push('has no import rule');
    const columns = new Set([...(fields.get(type.id) ?? []), ...(rule?.importOnly ?? [])]);
    for (const column of rule
      ? [rule.holderColumn, rule.recordColumn, ...(rule.authority?.givers ?? [])]
      : [])
      if (!columns.has(column)) faults.push(`import rule names unknown column ${column}`);
    return faults.map((fault) => `credential type ${type.id}: ${fault}`);
  });
}

function findRequirementFaults(
  rows: readonly Requirement[],
  subjects: ReadonlySet<string>,
  { fields }: Known,
): string[] {
  return rows.flatMap((row) => {
    const faults: string[] = [];
    const known = fields.get(row.credentialType);
    if (known === undefined) faults.push(`unknown credential type ${row.credentialType}`);
    for (const field of row.fields)
      if (known && !known.has(field)) faults.push(`${row.credentialType} has no field ${field}`);
    if (!subjects.has(row.subject)) faults.push(`nobody consents for ${row.subject}`);
    return faults;
  });
}

function findMatterFaults(row: Matter, known: Known): string[] {
  const faults: string[] = [];
  const creditCode = known.creditCodes.get(row.departmentCode);
  if (creditCode === undefined) faults.push(`unknown department ${row.departmentCode}`);
  else if (row.implementationCode !== `${creditCode}4${row.basicCode}`)
    faults.push('implementation code is not credit code, level 4 and basic code');
  if (row.issuesCredential !== null && !known.fields.has(row.issuesCredential))
    faults.push(`issues unknown credential type ${row.issuesCredential}`);
  const subjects = new Set(row.authorisation.consents.map((consent) => consent.subject));
  faults.push(...findRequirementFaults(row.requiredCredentials, subjects, known));
  return faults.map((fault) => `matter ${row.code}: ${fault}`);
}

function findAdditionFaults(data: CatalogData, known: Known): string[] {
  const additions = new Map(data.matterAdditions.map((row) => [row.code, row]));
  return [
    ...data.matterAdditions
      .filter((row) => !known.matters.has(row.code))
      .map((row) => `matter addition ${row.code}: there is no such matter`),
    ...data.matters.flatMap((matter) => {
      const addition = additions.get(matter.code);
      const faults = addition === undefined ? ['has no addition'] : faultsOfAddition(matter, addition, known);
      return faults.map((fault) => `matter addition ${matter.code}: ${fault}`);
    }),
  ];
}

function faultsOfAddition(matter: Matter, addition: MatterAddition, known: Known): string[] {
  const faults: string[] = [];
  const consents = [...matter.authorisation.consents, ...addition.consents];
  const subjects = new Set(consents.map((row) => row.subject));
  const rows = [...matter.requiredCredentials, ...addition.requiredCredentials];
  const conditions = new Set(addition.conditions.map((row) => row.id));
  for (const subject of subjects)
    if (!addition.basis.some((row) => row.subject === subject)) faults.push(`no legal basis for ${subject}`);
  faults.push(...findRequirementFaults(addition.requiredCredentials, subjects, known));
  for (const row of matter.requiredCredentials.filter((asked) => asked.necessity === 'conditional'))
    if (!addition.conditions.some((found) => isFor(found, row)))
      faults.push(`${row.credentialType} of ${row.subject} has no condition`);
  for (const name of addition.requiredCredentials.flatMap((row) => row.conditions ?? []))
    if (!conditions.has(name)) faults.push(`unknown condition ${name}`);
  for (const row of rows)
    for (const field of row.fields.filter((name) => known.compared.has(name))) {
      const other = addition.comparedWith.find((found) => isFor(found, row) && found.field === field)?.with;
      if (other === undefined) faults.push(`${field} of ${row.subject} is compared with nobody`);
      else if (!subjects.has(other)) faults.push(`${field} is compared with unknown ${other}`);
    }
  for (const row of addition.basis)
    if (!subjects.has(row.subject)) faults.push(`a legal basis for unknown ${row.subject}`);
  for (const row of addition.conditions)
    if (!rows.some((asked) => asked.necessity === 'conditional' && isFor(row, asked)))
      faults.push(`condition ${row.id} asks for nothing`);
  for (const row of addition.comparedWith)
    if (!rows.some((asked) => isFor(row, asked) && asked.fields.includes(row.field)))
      faults.push(`compares ${row.field} of ${row.subject}, which it does not ask for`);
  for (const row of addition.accepts)
    if (!rows.some((asked) => asked.credentialType === row.credentialType))
      faults.push(`accepts ${row.credentialType}, which it does not ask for`);
  return faults;
}

const isFor = (found: { credentialType: string; subject: string }, row: Requirement): boolean =>
  found.credentialType === row.credentialType && found.subject === row.subject;

function findClientFaults(data: CatalogData, { creditCodes, windows, matters }: Known): string[] {
  const additions = new Map(data.matterAdditions.map((row) => [row.code, row]));
  return [
    ...data.windows
      .filter((row) => !creditCodes.has(row.departmentCode) || !row.code.startsWith(`${row.departmentCode}-`))
      .map((row) => `window ${row.code}: not of department ${row.departmentCode}`),
    ...data.clients.flatMap((client) => {
      const faults: string[] = [];
      if (!creditCodes.has(client.departmentCode)) faults.push(`unknown department ${client.departmentCode}`);
      for (const code of client.windows)
        if (windows.get(code) !== client.departmentCode)
          faults.push(`window ${code} is not its department’s`);
      for (const row of client.registered) {
        const matter = matters.get(row.matter);
        const added = additions.get(row.matter)?.requiredCredentials ?? [];
        const asked = [...(matter?.requiredCredentials ?? []), ...added].filter(
          (found) => found.credentialType === row.credentialType,
        );
        const allowed = new Set(asked.flatMap((found) => found.fields));
        if (matter?.departmentCode !== client.departmentCode)
          faults.push(`matter ${row.matter} is not its department’s`);
        for (const field of row.fields)
          if (!allowed.has(field)) faults.push(`${row.matter} does not see ${row.credentialType}.${field}`);
        if (row.until !== null && row.until < row.from) faults.push(`${row.matter} ends before it begins`);
      }
      return faults.map((fault) => `client ${client.id}: ${fault}`);
    }),
  ];
}
