/** Guarantees about single rows of a department's file: what is taken, and why a row is not. */
import { describe, expect, test } from 'vitest';
import { isFault, type RowReason, rowReader } from '../../../gateway/credentials/rows.ts';
import { catalog } from '../../support/city-ground.ts';
import { citizenNumber, firmCode, identityCard } from '../../support/people.ts';

function reader(id: string) {
  const [type, rule] = [catalog.findCredentialType(id), catalog.findImportRule(id)];
  if (type === undefined || rule === undefined) throw new Error(id);
  return rowReader(type, rule, catalog);
}

const person = citizenNumber('1990-01-01', 1);
const firm = firmCode(1);
const card = identityCard('阿黛', '1990-01-01', 1, { cardSerial: 'C-1' });
const birth = {
  certificateNumber: 'B-1',
  newbornIdNumber: citizenNumber('2018-05-05', 3),
  birthDateTime: '2018-05-05T08:00:00+08:00',
  motherIdNumber: person,
};
const household = { memberIdNumber: person, entryNumber: 'H-1' };
const title = { holderNumber: person, certificateNumber: 'T-1' };
const insurance = { idNumber: person, proofNumber: 'I-1' };

const faulty: readonly (readonly [string, string, object, string, RowReason])[] = [
  [
    'a day that its month hasn’t',
    'resident-identity-card',
    { ...card, validFrom: '2023-02-29' },
    'validFrom',
    'NOT_A_DATE',
  ],
  [
    'a thirteenth month',
    'resident-identity-card',
    { ...card, validFrom: '2023-13-01' },
    'validFrom',
    'NOT_A_DATE',
  ],
  [
    'a date of another form',
    'resident-identity-card',
    { ...card, validFrom: '2023/01/01' },
    'validFrom',
    'NOT_A_DATE',
  ],
  [
    'words for a flag of the file',
    'resident-identity-card',
    { ...card, deceased: 'yes' },
    'deceased',
    'NOT_A_BOOLEAN',
  ],
  [
    'a firm where a person is meant',
    'resident-identity-card',
    { ...card, idNumber: firm },
    'idNumber',
    'WRONG_HOLDER',
  ],
  ['a person where a firm is meant', 'business-licence', { uscc: person }, 'uscc', 'WRONG_HOLDER'],
  [
    'a number of nobody',
    'resident-identity-card',
    { ...card, idNumber: `${person.slice(0, -1)}?` },
    'idNumber',
    'NO_SUCH_NUMBER',
  ],
  [
    'a parent that is nobody',
    'birth-medical-certificate',
    { ...birth, motherIdNumber: '1' },
    'motherIdNumber',
    'NO_SUCH_NUMBER',
  ],
  [
    'a time that no clock shows',
    'birth-medical-certificate',
    { ...birth, birthDateTime: '2018-05-05T25:00:00Z' },
    'birthDateTime',
    'NOT_A_DATE',
  ],
  [
    'a time without its zone',
    'birth-medical-certificate',
    { ...birth, birthDateTime: '2018-05-05T08:00:00' },
    'birthDateTime',
    'NOT_A_DATE',
  ],
  [
    'parents of a child without a birth',
    'birth-medical-certificate',
    { ...birth, birthDateTime: '' },
    'birthDateTime',
    'MISSING',
  ],
  [
    'half a gram',
    'birth-medical-certificate',
    { ...birth, birthWeightGrams: '3000.5' },
    'birthWeightGrams',
    'NOT_A_NUMBER',
  ],
  [
    'a word for a number',
    'real-estate-title',
    { ...title, areaSquareMetres: 'large' },
    'areaSquareMetres',
    'NOT_A_NUMBER',
  ],
  [
    'an infinite number',
    'real-estate-title',
    { ...title, areaSquareMetres: 'Infinity' },
    'areaSquareMetres',
    'NOT_A_NUMBER',
  ],
  [
    'a text for a list',
    'household-register',
    { ...household, householdMembers: '阿黛' },
    'householdMembers',
    'NOT_A_LIST',
  ],
  [
    'an object for a list',
    'household-register',
    { ...household, householdMembers: '{}' },
    'householdMembers',
    'NOT_A_LIST',
  ],
  [
    'a number for a flag',
    'household-register',
    { ...household, isDistrictHousehold: 1 },
    'isDistrictHousehold',
    'NOT_A_BOOLEAN',
  ],
  [
    'a month that no year has',
    'social-insurance-proof',
    { ...insurance, firstContributionMonth: '2020-13' },
    'firstContributionMonth',
    'NOT_A_DATE',
  ],
  [
    'a column that a department computes',
    'resident-identity-card',
    { ...card, isAge60OrOver: true },
    'isAge60OrOver',
    'UNKNOWN_COLUMN',
  ],
  [
    'nothing for the record number',
    'household-register',
    { ...household, entryNumber: null },
    'entryNumber',
    'MISSING',
  ],
  [
    'a record number of blanks',
    'resident-identity-card',
    { ...card, cardSerial: '   ' },
    'cardSerial',
    'MISSING',
  ],
  ['an object for a text', 'resident-identity-card', { ...card, name: { a: 1 } }, 'name', 'NOT_A_TEXT'],
  ['a list for a text', 'resident-identity-card', { ...card, name: ['x', 'y'] }, 'name', 'NOT_A_TEXT'],
  ['a flag for a text', 'resident-identity-card', { ...card, gender: true }, 'gender', 'NOT_A_TEXT'],
  [
    'a hexadecimal number',
    'social-insurance-proof',
    { ...insurance, contributionMonths: '0x10' },
    'contributionMonths',
    'NOT_A_NUMBER',
  ],
  [
    'a number with an exponent',
    'social-insurance-proof',
    { ...insurance, contributionMonths: '1e3' },
    'contributionMonths',
    'NOT_A_NUMBER',
  ],
  [
    'a flag for a number',
    'social-insurance-proof',
    { ...insurance, contributionMonths: true },
    'contributionMonths',
    'NOT_A_NUMBER',
  ],
  [
    'a column that has somebody’s name',
    'resident-identity-card',
    { 阿黛: 1, ...card },
    '#1',
    'UNKNOWN_COLUMN',
  ],
  [
    'a column that is computed',
    'resident-identity-card',
    { ...card, isAge18OrOver: true },
    'isAge18OrOver',
    'UNKNOWN_COLUMN',
  ],
];

describe('a row is told of, and nothing of it repeated, for', () => {
  test.each(faulty)('%s', (_what, type, row, column, reason) => {
    expect(reader(type)(row)).toEqual({ column, reason });
  });

  test.each([[null], [undefined], [[]], ['text'], [7]])('being no record at all: %j', (row) => {
    expect(reader('resident-identity-card')(row)).toEqual({ column: null, reason: 'NOT_A_RECORD' });
  });
});

describe('a row is taken', () => {
  test('with a number where a text is meant, and without what is blank', () => {
    const read = reader('social-insurance-proof');
    expect(read({ ...insurance, proofNumber: 77, contributionMonths: '  ' })).toMatchObject({
      record: '77',
      values: expect.not.objectContaining({ contributionMonths: expect.anything() }),
    });
  });

  const take = (type: string, row: object) => {
    const taken = reader(type)(row);
    if (isFault(taken)) throw new Error(`${taken.column} ${taken.reason}`);
    return taken;
  };

  test('with texts that mean numbers, flags and lists, as CSV has them, and without what is empty', () => {
    const row = {
      ...household,
      householdMembers: '["阿黛"]',
      isDistrictHousehold: 'true',
      isRuralHousehold: '',
    };
    expect(take('household-register', row).values).toEqual({
      ...household,
      householdMembers: ['阿黛'],
      isDistrictHousehold: true,
    });
    expect(take('real-estate-title', { ...title, areaSquareMetres: ' 88.5 ' }).values.areaSquareMetres).toBe(
      88.5,
    );
  });

  test.each([
    [{}, false],
    [{ deceased: 'false' }, false],
    [{ deceased: '' }, false],
    [{ deceased: 'true' }, true],
    [{ deceased: true }, true],
  ])('as one of the living unless it says otherwise: %j', (more, isDeceased) => {
    expect(take('resident-identity-card', { ...card, ...more }).isDeceased).toBe(isDeceased);
  });

  test('without an end where it is for long, and with its last day where it has one', () => {
    expect(take('resident-identity-card', { ...card, validUntil: '长期' }).validUntil).toBe(null);
    expect(take('resident-identity-card', { ...card, validUntil: '2024-02-29' }).validUntil).toBe(
      '2024-02-29',
    );
  });

  test('with those who may act for its holder, also where one of them is unknown', () => {
    expect(take('birth-medical-certificate', birth).givers).toEqual([person]);
    const { motherIdNumber: _unknown, birthDateTime: _unsaid, ...rest } = birth;
    expect(take('birth-medical-certificate', rest).givers).toEqual([]);
  });
});
