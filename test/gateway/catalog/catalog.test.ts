/** The catalogue holds together, and says so when it doesn't. */
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { askedRows, conditionsOf, neededConsents } from '../../../gateway/catalog/ask.ts';
import { CatalogFaults, openCatalog } from '../../../gateway/catalog/catalog.ts';
import { isLicenceIdentifier, licenceIdentifier } from '../../../gateway/catalog/licence-identifier.ts';
import { type CatalogData, readCatalog } from '../../../gateway/catalog/read.ts';

const catalog = openCatalog();

function matterOf(code: string) {
  const matter = catalog.findMatter(code);
  if (matter === undefined) throw new Error(`no matter ${code}`);
  return matter;
}

test('nine departments, ten credential types and 127 matters stand without a fault', () => {
  expect([catalog.departments.length, catalog.credentialTypes.length, catalog.matters.length]).toEqual([
    9, 10, 127,
  ]);
  expect(catalog.windows).toHaveLength(27);
  expect(catalog.matters.flatMap((matter) => matter.addition.conditions)).toHaveLength(54);
});

describe('a fault in the data is named', () => {
  const faults: [string, (data: CatalogData) => void][] = [
    [
      'is not a credit code',
      (data) => Object.assign(first(data.departments), { uscc: '11430112FAKE00021K' }),
    ],
    [
      'has no field shoeSize',
      (data) => Object.assign(first(first(data.matters).requiredCredentials), { fields: ['shoeSize'] }),
    ],
    [
      'nobody consents for stranger',
      (data) => Object.assign(first(first(data.matters).requiredCredentials), { subject: 'stranger' }),
    ],
    ['unknown department ZZZ', (data) => Object.assign(first(data.matters), { departmentCode: 'ZZZ' })],
    [
      'implementation code is not',
      (data) => Object.assign(first(data.matters), { implementationCode: 'x'.repeat(31) }),
    ],
    [
      'unknown credential type paper',
      (data) => Object.assign(first(first(data.matters).requiredCredentials), { credentialType: 'paper' }),
    ],
    ['no legal basis for applicant', (data) => Object.assign(first(data.matterAdditions), { basis: [] })],
    ['has no condition', (data) => Object.assign(first(data.matterAdditions), { conditions: [] })],
    ['has no addition', (data) => void data.matterAdditions.shift()],
    ['derived field isParentOf has no class', (data) => void data.derivedFields.shift()],
    [
      'is compared with nobody',
      (data) => void data.matterAdditions.map((row) => Object.assign(row, { comparedWith: [] })),
    ],
    ['has no import rule', (data) => void data.importRules.shift()],
    [
      'import rule names unknown column',
      (data) => Object.assign(first(data.importRules), { recordColumn: 'nothing' }),
    ],
    ['is not its department’s', (data) => Object.assign(first(data.clients), { windows: ['PSB-W1'] })],
    ['stands twice', (data) => void data.windows.push(first(data.windows))],
    [
      'no officer reason is for the deceased',
      (data) =>
        Object.assign(data, { officerReasons: data.officerReasons.filter((row) => !row.isForDeceased) }),
    ],
    [
      'no officer reason is for the living',
      (data) =>
        Object.assign(data, { officerReasons: data.officerReasons.filter((row) => row.isForDeceased) }),
    ],
    ['is not sorted', (data) => void data.departments.reverse()],
    [
      'type code does not start with',
      (data) => Object.assign(first(data.credentialTypes), { demoTypeCode: '1' }),
    ],
    [
      'there is no such matter',
      (data) => Object.assign(first(data.matterAdditions), { code: 'WCM-AAA-001' }),
    ],
    [
      'a legal basis for unknown stranger',
      (data) =>
        void first(data.matterAdditions).basis.push({
          subject: 'stranger',
          kind: 'duty',
          articleZh: '',
          articleEn: '',
        }),
    ],
    [
      'condition always asks for nothing',
      (data) =>
        void first(data.matterAdditions).conditions.push({
          id: 'always',
          credentialType: 'resident-identity-card',
          subject: 'applicant',
          textZh: '',
          textEn: '',
        }),
    ],
    [
      'compares isSpouseOf of applicant, which it does not ask for',
      (data) =>
        void first(data.matterAdditions).comparedWith.push({
          credentialType: 'marriage-certificate',
          subject: 'applicant',
          field: 'isSpouseOf',
          with: 'partner',
        }),
    ],
    [
      'is compared with unknown stranger',
      (data) =>
        void data.matterAdditions.flatMap((row) =>
          row.comparedWith.map((found) => Object.assign(found, { with: 'stranger' })),
        ),
    ],
    [
      'unknown condition never',
      (data) =>
        void data.matterAdditions.flatMap((row) =>
          row.requiredCredentials.map((asked) => Object.assign(asked, { conditions: ['never'] })),
        ),
    ],
    [
      'accepts business-licence, which it does not ask for',
      (data) =>
        void first(data.matterAdditions).accepts.push({
          credentialType: 'business-licence',
          states: ['expired'],
        }),
    ],
    [
      'is derived from unknown nothing',
      (data) => Object.assign(first(data.derivedFields), { inputs: ['nothing'] }),
    ],
    [
      'shoeSize is no derived field',
      (data) => Object.assign(first(data.derivedFields), { field: 'shoeSize' }),
    ],
    [
      'a rule for unknown credential type paper',
      (data) => Object.assign(first(data.derivedFields), { credentialType: 'paper' }),
    ],
    [
      'import rule reads unknown column until',
      (data) => Object.assign(first(data.importRules), { validUntilColumn: 'until' }),
    ],
    ['not of department', (data) => Object.assign(first(data.windows), { departmentCode: 'PSB' })],
    [
      'does not see resident-identity-card.validFrom',
      (data) => registerFirst(data, { fields: ['validFrom'] }),
    ],
    ['ends before it begins', (data) => registerFirst(data, { until: '2020-12-31' })],
    [
      'comes after nowhere, which is no step before it',
      (data) => void firstSteps(data).map((step) => Object.assign(step, { after: ['nowhere'] })),
    ],
    [
      'is unknown matter WCM-AAA-001',
      (data) => void firstSteps(data).map((step) => Object.assign(step, { matterCode: 'WCM-AAA-001' })),
    ],
    [
      'theme construction-project: unknown department ZZZ',
      (data) => void firstSteps(data).map((step) => Object.assign(step, { departmentCode: 'ZZZ' })),
    ],
    [
      'a fast track names unknown step nowhere',
      (data) =>
        Object.assign(first(data.themes), { fastTracks: [{ parallelSteps: ['nowhere'], requiresDone: [] }] }),
    ],
    [
      'the form reads unknown business-licence.shoeSize',
      (data) =>
        void first(data.themes).form.fields.push({
          name: 'shoeSize',
          labelZh: '鞋码',
          source: 'credential:business-licence.shoeSize',
        }),
    ],
    [
      'is not of division 430122',
      (data) => Object.assign(first(data.departments), { administrativeDivision: '430122' }),
    ],
    [
      'another type’s too',
      (data) => {
        const [one, other] = data.credentialTypes;
        Object.assign(one ?? {}, { demoTypeCode: other?.demoTypeCode });
      },
    ],
    [
      'no licence identifier can be made',
      (data) => Object.assign(first(data.credentialTypes), { demoTypeCode: '11430112FAKE00048A.x!' }),
    ],
    ['is not a credit code and three digits', (data) => setNationalCode(data, '11100000000013127E001')],
    ['national type code zzz', (data) => setNationalCode(data, 'zzz')],
    [
      'unknown department ZZZ',
      (data) => Object.assign(first(data.credentialTypes), { issuingDepartmentCode: 'ZZZ' }),
    ],
    [
      'gaurdian can’t consent for',
      (data) => Object.assign(first(first(data.matters).authorisation.consents), { givenBy: 'gaurdian' }),
    ],
    [
      'consents twice',
      (data) =>
        void first(data.matters).authorisation.consents.push(
          first(first(data.matters).authorisation.consents),
        ),
    ],
    [
      'the basis for applicant is not consent',
      (data) => Object.assign(first(first(data.matterAdditions).basis), { kind: 'duty' }),
    ],
    [
      'the basis for applicant is not duty',
      (data) => Object.assign(first(first(data.matters).authorisation.consents), { givenBy: 'none' }),
    ],
    [
      'several legal bases for applicant',
      (data) => void first(data.matterAdditions).basis.push(first(first(data.matterAdditions).basis)),
    ],
    [
      'two matters have the code',
      (data) => Object.assign(first(data.matters), { basicCode: data.matters[1]?.basicCode }),
    ],
    ['is not the kind in its basic code', (data) => Object.assign(first(data.matters).kind, { code: '01' })],
    [
      'its code is not one of department PSB',
      (data) => Object.assign(first(data.matters), { departmentCode: 'PSB' }),
    ],
    [
      'a legal limit of null workday is none',
      (data) => Object.assign(first(data.matters).legalTimeLimit, { unit: 'workday', value: null }),
    ],
    [
      'stands there in two ways',
      (data) => Object.assign(first(data.matters), { legalTimeLimitWorkingDays: 3 }),
    ],
    [
      'promises 9 working days where the law allows 0',
      (data) => Object.assign(first(data.matters), { promisedTimeLimitWorkingDays: 9 }),
    ],
    [
      'the rule age-at-least of isAge18OrOver takes number, not none',
      (data) => void Object.assign(derivedOf(data, 'isAge18OrOver'), { parameter: undefined }),
    ],
    [
      'takes number, not texts',
      (data) => void Object.assign(derivedOf(data, 'isAge18OrOver'), { parameter: ['18'] }),
    ],
    [
      'isAge18OrOver is computed from nothing',
      (data) => void Object.assign(derivedOf(data, 'isAge18OrOver'), { inputs: [] }),
    ],
    [
      'isAge18OrOver is compared and has a rule',
      (data) => void Object.assign(derivedOf(data, 'isAge18OrOver'), { class: 'compared' }),
    ],
    [
      'isEncumbered is asserted from other fields',
      (data) => void Object.assign(derivedOf(data, 'isEncumbered'), { inputs: ['usage'] }),
    ],
    [
      'has no condition',
      (data) =>
        void data.matterAdditions.flatMap((row) =>
          row.requiredCredentials.map((asked) => Object.assign(asked, { conditions: [] })),
        ),
    ],
    [
      'field name stands twice',
      (data) =>
        void typeOf(data, 'resident-identity-card').fields.push(
          fieldOf(data, 'resident-identity-card', 'name'),
        ),
    ],
    [
      'asks for a field of resident-identity-card twice',
      (data) => void first(first(data.matters).requiredCredentials).fields.push('name'),
    ],
    [
      'asks for resident-identity-card of applicant twice',
      (data) =>
        void first(data.matters).requiredCredentials.push(first(first(data.matters).requiredCredentials)),
    ],
    [
      'condition household-book-still-required stands twice',
      (data) =>
        void first(data.matterAdditions).conditions.push(first(first(data.matterAdditions).conditions)),
    ],
    ['stage', (data) => void first(data.themes).stages?.push(first(first(data.themes).stages ?? []))],
    ['has no steps', (data) => Object.assign(first(data.themes), { stages: undefined })],
    ['has steps beside its stages', (data) => Object.assign(first(data.themes), { steps: firstSteps(data) })],
    [
      'the form is filled in from unknown credentail',
      (data) =>
        Object.assign(first(first(data.themes).form.fields), { source: 'credentail:business-licence.uscc' }),
    ],
    [
      'external department PSB: a department has this code',
      (data) => Object.assign(first(data.externalDepartments), { code: 'PSB' }),
    ],
    ['does not see business-licence', (data) => registerFirst(data, { credentialType: 'business-licence' })],
    [
      'is registered twice for one day',
      (data) => {
        registerFirst(data, { until: '2026-12-31' });
        registerFirst(data, { from: '2026-12-31' });
      },
    ],
  ];

  test.each(faults)('%s', (sentence, plant) => {
    const data = structuredClone(readCatalog());
    plant(data);
    expect(() => openCatalog(data)).toThrow(CatalogFaults);
    expect(() => openCatalog(data)).toThrow(sentence);
  });

  test('and so is every other fault beside it', () => {
    const data = structuredClone(readCatalog());
    for (const [, plant] of faults.slice(0, 3)) plant(data);
    for (const [sentence] of faults.slice(0, 3)) expect(() => openCatalog(data)).toThrow(sentence);
  });

  test('with file and line where a line has another shape or is no JSON', () => {
    const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
    cpSync(new URL('../../../gateway/catalog/data/', import.meta.url), folder, { recursive: true });
    appendFileSync(join(folder, 'windows.jsonl'), '{"code":"PSB-W9"}\n');
    appendFileSync(join(folder, 'clients.jsonl'), 'not JSON\n');
    const read = () => readCatalog(pathToFileURL(`${folder}/`));
    expect(read).toThrow(CatalogFaults);
    expect(read).toThrow('windows.jsonl line 28');
    expect(read).toThrow('clients.jsonl line 10');
    // A key that no shape names is misspelt, and what doesn't hold together is told beside it.
    const rules = readFileSync(join(folder, 'import-rules.jsonl'), 'utf8');
    writeFileSync(
      join(folder, 'import-rules.jsonl'),
      rules.replace('"validUntilColumn"', '"validUntilColum"'),
    );
    const departments = readFileSync(join(folder, 'departments.jsonl'), 'utf8');
    writeFileSync(
      join(folder, 'departments.jsonl'),
      departments.replace('11430112FAKE00021J', '11430112FAKE00021K'),
    );
    expect(read).toThrow('import-rules.jsonl line 2');
    expect(read).toThrow('11430112FAKE00021K is not a credit code');
    rmSync(join(folder, 'themes.jsonl'));
    expect(read).toThrow('themes.jsonl can’t be read');
    rmSync(folder, { recursive: true });
  });
});

describe('what a matter asks for', () => {
  test('is what it always requires, and what the named conditions add', () => {
    const matter = matterOf('WCM-NRB-002');
    const always = askedRows(matter, []);
    expect(always.some((row) => row.credentialType === 'marriage-certificate')).toBe(false);
    expect(neededConsents(matter, always).map((row) => row.subject)).toEqual(['buyer', 'seller']);
    const joint = askedRows(matter, ['joint-property']);
    expect(joint.find((row) => row.credentialType === 'marriage-certificate')?.because).toMatchObject([
      { id: 'joint-property' },
    ]);
    expect(neededConsents(matter, joint).map((row) => row.subject)).toEqual(['buyer', 'seller', 'spouse']);
  });

  test('adds the other side of a comparison exactly where the comparison is asked for', () => {
    for (const matter of catalog.matters)
      for (const conditions of [[], conditionsOf(matter), ...conditionsOf(matter).map((id) => [id])]) {
        const rows = askedRows(matter, conditions);
        const subjects = new Set(neededConsents(matter, rows).map((row) => row.subject));
        for (const { credentialType, subject, field, with: other } of matter.addition.comparedWith) {
          const asked = rows.some(
            (row) =>
              row.subject === subject && row.credentialType === credentialType && row.fields.includes(field),
          );
          if (asked) expect(subjects, `${matter.code} ${field}`).toContain(other);
        }
      }
  });

  test('takes an expired card where it is the card’s own renewal, and nowhere else', () => {
    const accepts = (code: string) =>
      askedRows(matterOf(code), []).find((row) => row.credentialType === 'resident-identity-card')?.accepts;
    expect(accepts('WCM-PSB-002')).toEqual(['expired', 'suspended']);
    expect(accepts('WCM-CAB-001')).toEqual([]);
  });
});

test('a licence identifier has a check character that no single changed digit keeps', () => {
  const identifier = licenceIdentifier({
    typeCode: '11100000000013127D001',
    issuerCode: '11430112FAKE00013P',
    serial: '000000042',
    version: 1,
  });
  expect(isLicenceIdentifier(identifier)).toBe(true);
  for (let place = 15; place < identifier.length; place++) {
    const letter = identifier.charAt(place);
    if (letter === '.') continue;
    const changed = identifier.slice(0, place) + (letter === '7' ? '8' : '7') + identifier.slice(place + 1);
    expect(isLicenceIdentifier(changed), changed).toBe(false);
  }
  expect(() => licenceIdentifier({ typeCode: '1', issuerCode: '2', serial: 'short', version: 1 })).toThrow(
    RangeError,
  );
});

function first<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('empty');
  return row;
}

function registerFirst(data: CatalogData, other: object): void {
  const row = { matter: 'WCM-CAB-001', credentialType: 'resident-identity-card', fields: ['name'] };
  first(data.clients).registered.push({ ...row, from: '2021-01-01', until: null, ...other });
}

const firstSteps = (data: CatalogData) => first(first(data.themes).stages ?? []).steps;

function typeOf(data: CatalogData, id: string) {
  const found = data.credentialTypes.find((row) => row.id === id);
  if (found === undefined) throw new Error(`no credential type ${id}`);
  return found;
}

function fieldOf(data: CatalogData, id: string, name: string) {
  const found = typeOf(data, id).fields.find((field) => field.name === name);
  if (found === undefined) throw new Error(`no field ${name}`);
  return found;
}

const derivedOf = (data: CatalogData, field: string) =>
  data.derivedFields.find((row) => row.field === field) ?? {};

const setNationalCode = (data: CatalogData, nationalTypeCode: string) =>
  Object.assign(typeOf(data, 'resident-identity-card'), { nationalTypeCode });
