/** The fictional town: the same for the same day zero, taken whole by the imports, and nobody's real number in it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { openCatalog } from '../../../gateway/catalog/catalog.ts';
import { isCitizenNumber, isCreditCode } from '../../../gateway/catalog/check-digits.ts';
import { readRows } from '../../../gateway/credentials/file-rows.ts';
import { type GoodRow, isFault, rowReader } from '../../../gateway/credentials/rows.ts';
import { statusReasons } from '../../../gateway/credentials/status-changes.ts';
import { makeTown, type Town, writeTown } from '../../../scripts/town/town.ts';
import { makeFolder } from '../../support/ledger-folder.ts';

const DAY_ZERO = '2026-03-01';
// Where reckoning with dates goes wrong: a leap day and the turn of a year.
const AWKWARD_DAYS = ['2028-02-29', '2027-12-31', '2026-01-01'];
const catalog = openCatalog();

const hashOf = ({ files }: Town): string => {
  const hash = createHash('sha256');
  for (const { name, text } of files) for (const line of text()) hash.update(name).update(line);
  return hash.digest('hex');
};

/** Rows of a file as an import reads them; a fault fails the test. */
async function importedRows({ files }: Town, credentialType: string): Promise<GoodRow[]> {
  const file = files.find((one) => one.credentialType === credentialType);
  const type = catalog.findCredentialType(credentialType);
  const rule = catalog.findImportRule(credentialType);
  if (file === undefined || type === undefined || rule === undefined) throw new Error(credentialType);
  const read = rowReader(type, rule, catalog);
  const bytes = Readable.from(
    (function* () {
      for (const line of file.text()) yield Buffer.from(line);
    })(),
  );
  const rows: GoodRow[] = [];
  for await (const numbered of readRows(bytes, file.format)) {
    if ('fault' in numbered) throw new Error(`${file.name}:${numbered.line} ${numbered.fault}`);
    const good = read(numbered.row);
    if (isFault(good)) throw new Error(`${file.name}:${numbered.line} ${good.column} ${good.reason}`);
    rows.push(good);
  }
  return rows;
}

describe('the same town', () => {
  test('comes of the same day zero, to the byte', () => {
    expect(hashOf(makeTown(DAY_ZERO))).toBe(hashOf(makeTown(DAY_ZERO)));
  });

  test('has other dates and numbers with another day zero, and the same people', () => {
    const [one, other] = [makeTown(DAY_ZERO), makeTown('2026-03-02')];
    expect(hashOf(other)).not.toBe(hashOf(one));
    const names = ({ files }: Town) => files[0]?.rows.map(({ name }) => name);
    expect(names(other)).toEqual(names(one));
  });

  test('is not made for what is no date', () => {
    expect(() => makeTown('tomorrow')).toThrow(RangeError);
    expect(() => makeTown('2026-02-30')).toThrow(RangeError);
    expect(() => makeTown('2026-13-01')).toThrow(RangeError);
  });

  test('stands in the folder as it stands in memory', async () => {
    const { folder, remove } = makeFolder();
    const { files } = await writeTown(join(folder, 'town'), DAY_ZERO);
    for (const { name, text } of files)
      expect(readFileSync(join(folder, 'town', name), 'utf8') === [...text()].join('')).toBe(true);
    remove();
  });
});

describe('the departments’ files', () => {
  const town = makeTown(DAY_ZERO);

  test('are one for each credential type of the catalogue, from the department that issues it', () => {
    const wanted = catalog.credentialTypes.map(({ id, issuingDepartmentCode }) => [
      id,
      issuingDepartmentCode,
    ]);
    const given = town.files.map(({ credentialType, department }) => [credentialType, department]);
    expect(given.toSorted()).toEqual(wanted.toSorted());
    expect(new Set(town.files.map(({ format }) => format))).toEqual(new Set(['csv', 'jsonl']));
  });

  test('hold 2,000 people, 200 firms and some 10,000 credentials', async () => {
    const people = await importedRows(town, 'resident-identity-card');
    const firms = await importedRows(town, 'business-licence');
    expect(new Set(people.map(({ holder }) => holder)).size).toBe(2000);
    expect(people).toHaveLength(2000);
    expect(new Set(firms.map(({ holder }) => holder)).size).toBe(200);
    const total = town.files.reduce((sum, { rows }) => sum + rows.length, 0);
    expect(total).toBeGreaterThan(8000);
    expect(total).toBeLessThan(11_000);
  });

  for (const day of [DAY_ZERO, ...AWKWARD_DAYS])
    test(`are taken row by row, every asserted field given, no record twice for one holder (${day})`, async () => {
      const one = makeTown(day);
      for (const { id, fields } of catalog.credentialTypes) {
        const rows = await importedRows(one, id);
        const asserted = fields.filter(({ name }) => catalog.findDerivation(id, name)?.class === 'asserted');
        for (const { values } of rows)
          for (const { name } of asserted) expect(values[name], `${id}.${name}`).toBeDefined();
        expect(new Set(rows.map(({ record, holder }) => `${record} ${holder}`)).size).toBe(rows.length);
      }
    });

  test('name only people of region 99 and firms marked FAKE, all with right check characters', () => {
    const numbers = town.files.flatMap(({ rows }) =>
      rows.flatMap((row) => JSON.stringify(row).match(/(?<![0-9A-Z])\d{17}[\dX](?![0-9A-Z])/g) ?? []),
    );
    expect(numbers.length).toBeGreaterThan(10_000);
    expect(numbers.filter((number) => !number.startsWith('99') || !isCitizenNumber(number))).toEqual([]);
    const codes = town.files.flatMap(({ rows }) =>
      rows.flatMap(({ uscc, employerUscc }) => [uscc, employerUscc].filter((code) => code !== undefined)),
    );
    expect(codes.filter((code) => !String(code).includes('FAKE') || !isCreditCode(String(code)))).toEqual([]);
  });

  test('show birthdays and genders that the numbers agree with', async () => {
    for (const { holder, values } of await importedRows(town, 'resident-identity-card')) {
      expect(holder.slice(6, 14)).toBe(String(values.dateOfBirth).replaceAll('-', ''));
      expect(Number(holder[16]) % 2 === 1 ? '男' : '女').toBe(values.gender);
    }
  });

  test('carry portraits that are rendered faces of nobody, twelve of them, or drawings marked as fictional', async () => {
    const faces = (await importedRows(town, 'resident-identity-card')).filter(({ values }) =>
      String(values.portrait).startsWith('data:image/jpeg;base64,'),
    );
    expect(new Set(faces.map(({ values }) => values.portrait)).size).toBe(12);
    expect(faces.map(({ isDeceased }) => isDeceased)).toEqual(Array(12).fill(false));
    const portraits = town.files.flatMap(({ rows }) =>
      rows.flatMap(({ portrait, couplePhoto }) => [portrait ?? [], couplePhoto ?? []].flat()),
    );
    const drawings = portraits.filter(
      (portrait) => !faces.some(({ values }) => values.portrait === portrait),
    );
    for (const portrait of new Set(drawings.map(String))) {
      expect(portrait.length).toBeLessThan(1024);
      const [, data = ''] = portrait.split('data:image/svg+xml;base64,');
      expect(Buffer.from(data, 'base64').toString()).toContain('虚构 FICTIONAL');
    }
  });

  test('tell who has died, and some papers that have run out', async () => {
    const cards = await importedRows(town, 'resident-identity-card');
    expect(cards.filter(({ isDeceased }) => isDeceased).length).toBeGreaterThan(20);
    for (const id of ['resident-identity-card', 'residence-permit', 'social-security-card'])
      expect(
        (await importedRows(town, id)).some(({ validUntil }) => validUntil !== null && validUntil < DAY_ZERO),
      ).toBe(true);
  });

  test('date nothing before its holder’s birth, and nothing that happened after day zero', async () => {
    const events = ['validFrom', 'issueDate', 'registrationDate', 'establishedDate', 'approvalDate'];
    for (const { id } of catalog.credentialTypes)
      for (const { holder, values } of await importedRows(town, id))
        for (const name of events.filter((event) => values[event] !== undefined)) {
          expect(String(values[name]) <= DAY_ZERO, `${id}.${name}`).toBe(true);
          const happened = String(values[name]).replaceAll('-', '');
          if (isCitizenNumber(holder)) expect(happened > holder.slice(6, 14), `${id}.${name}`).toBe(true);
        }
  });
});

describe('status changes', () => {
  const { files, statusChanges } = makeTown(DAY_ZERO);

  test('are sent by the type’s own department for a record of its file, with a known reason', () => {
    for (const { department, credentialType, record, reason } of statusChanges) {
      const file = files.find((one) => one.credentialType === credentialType);
      expect(file?.department).toBe(department);
      expect(file?.rows.some((row) => row[file.recordColumn] === record)).toBe(true);
      expect(Object.keys(statusReasons)).toContain(reason);
    }
  });

  test('suspend some and revoke some, no record twice', () => {
    const names = statusChanges.map(({ credentialType, record }) => `${credentialType}/${record}`);
    expect(new Set(names).size).toBe(names.length);
    for (const change of ['suspend', 'revoke'])
      expect(statusChanges.filter((one) => one.change === change).length).toBeGreaterThan(5);
  });
});
