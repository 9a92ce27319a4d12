/** Faults in matters and in what this project adds to them. */
import type { CatalogData } from './read.ts';
import { actingKind, NOBODY } from './roles.ts';
import type { Consent, Matter, MatterAddition, Requirement } from './shapes.ts';

type Known = {
  /** Credit code by department. */
  readonly creditCodes: ReadonlyMap<string, string>;
  /** Fields by credential type. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
  readonly additions: ReadonlyMap<string, MatterAddition>;
  readonly isCompared: (credentialType: string, field: string) => boolean;
};

/** A sentence for each code, limit, role, field or condition of a matter that doesn't fit the others. */
export function findMatterFaults(data: CatalogData): string[] {
  const compared = new Set(
    data.derivedFields
      .filter((row) => row.class === 'compared')
      .map((row) => `${row.credentialType}.${row.field}`),
  );
  const known: Known = {
    creditCodes: new Map(data.departments.map((row) => [row.code, row.uscc])),
    fields: new Map(
      data.credentialTypes.map((row) => [row.id, new Set(row.fields.map((field) => field.name))]),
    ),
    additions: new Map(data.matterAdditions.map((row) => [row.code, row])),
    isCompared: (credentialType, field) => compared.has(`${credentialType}.${field}`),
  };
  const matters = new Set(data.matters.map((row) => row.code));
  return [
    ...sharedCodes(data.matters),
    ...data.matters.flatMap((row) =>
      faultsOfMatter(row, known).map((fault) => `matter ${row.code}: ${fault}`),
    ),
    ...data.matterAdditions
      .filter((row) => !matters.has(row.code))
      .map((row) => `matter addition ${row.code}: there is no such matter`),
    ...data.matters.flatMap((matter) => {
      const addition = known.additions.get(matter.code);
      const faults = addition === undefined ? ['has no addition'] : faultsOfAddition(matter, addition, known);
      return faults.map((fault) => `matter addition ${matter.code}: ${fault}`);
    }),
  ];
}

function sharedCodes(matters: readonly Matter[]): string[] {
  return (['implementationCode', 'basicCode'] as const).flatMap((name) => {
    const codes = matters.map((row) => row[name]);
    return codes
      .filter((code, place) => codes.indexOf(code) !== place)
      .map((code) => `two matters have the code ${code}`);
  });
}

function faultsOfMatter(row: Matter, known: Known): string[] {
  const faults: string[] = [];
  const creditCode = known.creditCodes.get(row.departmentCode);
  if (creditCode === undefined) faults.push(`unknown department ${row.departmentCode}`);
  else if (row.implementationCode !== `${creditCode}4${row.basicCode}`)
    faults.push('implementation code is not credit code, level 4 and basic code');
  if (!row.code.startsWith(`WCM-${row.departmentCode}-`))
    faults.push(`its code is not one of department ${row.departmentCode}`);
  // Province, kind, main item and sub-item (GB/T 39554.1).
  if (row.basicCode.slice(2, 4) !== row.kind.code)
    faults.push(`kind ${row.kind.code} is not the kind in its basic code`);
  if (row.issuesCredential !== null && !known.fields.has(row.issuesCredential))
    faults.push(`issues unknown credential type ${row.issuesCredential}`);
  faults.push(...limitFaults(row), ...consentFaults(row.authorisation.consents));
  const subjects = new Set(row.authorisation.consents.map((consent) => consent.subject));
  faults.push(...requirementFaults(row.requiredCredentials, subjects, known));
  return faults;
}

function limitFaults({
  legalTimeLimit,
  legalTimeLimitWorkingDays: legal,
  promisedTimeLimitWorkingDays: promised,
}: Matter): string[] {
  const { value, unit, workingDays } = legalTimeLimit;
  const faults: string[] = [];
  if (legal !== workingDays) faults.push('its legal limit in working days stands there in two ways');
  if ((unit === 'none') !== (value === null) || (unit === 'immediate' && value !== 0))
    faults.push(`a legal limit of ${value} ${unit} is none`);
  if (legal !== null && promised > legal)
    faults.push(`promises ${promised} working days where the law allows ${legal}`);
  return faults;
}

function consentFaults(rows: readonly Consent[]): string[] {
  const subjects = rows.map((row) => row.subject);
  return [
    ...subjects
      .filter((subject, place) => subjects.indexOf(subject) !== place)
      .map((subject) => `${subject} consents twice`),
    ...rows
      .filter(
        ({ subject, givenBy }) =>
          givenBy !== subject && givenBy !== NOBODY && actingKind(givenBy) === undefined,
      )
      .map(({ subject, givenBy }) => `${givenBy} can’t consent for ${subject}`),
  ];
}

function requirementFaults(
  rows: readonly Requirement[],
  subjects: ReadonlySet<string>,
  { fields }: Known,
): string[] {
  return rows.flatMap((row, place) => {
    const faults: string[] = [];
    const known = fields.get(row.credentialType);
    if (known === undefined) faults.push(`unknown credential type ${row.credentialType}`);
    for (const field of row.fields)
      if (known && !known.has(field)) faults.push(`${row.credentialType} has no field ${field}`);
    if (new Set(row.fields).size < row.fields.length)
      faults.push(`asks for a field of ${row.credentialType} twice`);
    if (!subjects.has(row.subject)) faults.push(`nobody consents for ${row.subject}`);
    if (rows.slice(0, place).some((earlier) => isFor(earlier, row)))
      faults.push(`asks for ${row.credentialType} of ${row.subject} twice`);
    return faults;
  });
}

type Parts = {
  readonly addition: MatterAddition;
  readonly consents: readonly Consent[];
  readonly subjects: ReadonlySet<string>;
  readonly rows: readonly Requirement[];
};

function faultsOfAddition(matter: Matter, addition: MatterAddition, known: Known): string[] {
  const consents = [...matter.authorisation.consents, ...addition.consents];
  const parts = {
    addition,
    consents,
    subjects: new Set(consents.map((row) => row.subject)),
    rows: [...matter.requiredCredentials, ...addition.requiredCredentials],
  };
  return [
    ...basisFaults(parts),
    ...(addition.consents.length === 0 ? [] : consentFaults(consents)),
    ...requirementFaults(addition.requiredCredentials, parts.subjects, known),
    ...conditionFaults(parts, matter),
    ...comparisonFaults(parts, known),
    ...addition.accepts
      .filter((row) => !parts.rows.some((asked) => asked.credentialType === row.credentialType))
      .map((row) => `accepts ${row.credentialType}, which it does not ask for`),
  ];
}

/** For the dead nobody consents: what is seen of them is seen on the ground of a duty, and of the living never. */
function basisFaults({ addition: { basis }, consents, subjects }: Parts): string[] {
  const faults = basis
    .filter((row) => !subjects.has(row.subject))
    .map((row) => `a legal basis for unknown ${row.subject}`);
  for (const { subject, givenBy } of consents) {
    const own = basis.filter((row) => row.subject === subject);
    if (own.length === 0) faults.push(`no legal basis for ${subject}`);
    if (own.length > 1) faults.push(`several legal bases for ${subject}`);
    const wanted = givenBy === NOBODY ? 'duty' : 'consent';
    if (own.some((row) => row.kind !== wanted)) faults.push(`the basis for ${subject} is not ${wanted}`);
  }
  return faults;
}

function conditionFaults({ addition, rows }: Parts, { requiredCredentials }: Matter): string[] {
  const ids = addition.conditions.map((row) => row.id);
  const isConditional = ({ necessity }: Requirement): boolean => necessity === 'conditional';
  const faults = ids
    .filter((id, place) => ids.indexOf(id) !== place)
    .map((id) => `condition ${id} stands twice`);
  for (const row of requiredCredentials.filter(isConditional))
    if (!addition.conditions.some((found) => isFor(found, row)))
      faults.push(`${row.credentialType} of ${row.subject} has no condition`);
  for (const row of addition.requiredCredentials.filter(isConditional))
    if ((row.conditions ?? []).length === 0 && !addition.conditions.some((found) => isFor(found, row)))
      faults.push(`${row.credentialType} of ${row.subject} has no condition`);
  for (const name of addition.requiredCredentials.flatMap((row) => row.conditions ?? []))
    if (!ids.includes(name)) faults.push(`unknown condition ${name}`);
  for (const row of addition.conditions)
    if (!rows.some((asked) => isConditional(asked) && isFor(row, asked)))
      faults.push(`condition ${row.id} asks for nothing`);
  return faults;
}

function comparisonFaults({ addition, subjects, rows }: Parts, { isCompared }: Known): string[] {
  const faults: string[] = [];
  for (const row of rows)
    for (const field of row.fields.filter((name) => isCompared(row.credentialType, name))) {
      const other = addition.comparedWith.find((found) => isFor(found, row) && found.field === field)?.with;
      if (other === undefined) faults.push(`${field} of ${row.subject} is compared with nobody`);
      else if (!subjects.has(other)) faults.push(`${field} is compared with unknown ${other}`);
    }
  for (const row of addition.comparedWith)
    if (!rows.some((asked) => isFor(row, asked) && asked.fields.includes(row.field)))
      faults.push(`compares ${row.field} of ${row.subject}, which it does not ask for`);
  return faults;
}

const isFor = (
  found: Pick<Requirement, 'credentialType' | 'subject'>,
  row: Pick<Requirement, 'credentialType' | 'subject'>,
): boolean => found.credentialType === row.credentialType && found.subject === row.subject;
