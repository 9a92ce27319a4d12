/** The catalogue holds together, and says so when it doesn't. */
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
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
    ['unknown department XXX', (data) => Object.assign(first(data.matters), { departmentCode: 'XXX' })],
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
      'theme construction-project: unknown department XXX',
      (data) => void firstSteps(data).map((step) => Object.assign(step, { departmentCode: 'XXX' })),
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
          source: 'credential:business-licence.shoeSize',
        }),
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
