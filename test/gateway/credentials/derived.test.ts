/** Derived fields: on the civil date, to the day. */
import { describe, expect, test } from 'vitest';
import { birthday } from '../../../gateway/credentials/authority.ts';
import { compare, compute } from '../../../gateway/credentials/derived.ts';
import { subjectOf } from '../../../gateway/credentials/subjects.ts';
import { catalog } from '../../support/city-ground.ts';
import { makeFolder, openTestKeys } from '../../support/ledger-folder.ts';
import { citizenNumber } from '../../support/people.ts';

const rule = (type: string, field: string) => {
  const found = catalog.findDerivation(type, field);
  if (found === undefined) throw new Error(`no rule for ${field}`);
  return found;
};
const card = (field: string, born: string, date: string) =>
  compute(rule('resident-identity-card', field), { dateOfBirth: born }, date);

describe('age', () => {
  test('is reached on the birthday and not the day before', () => {
    expect([
      card('isAge80OrOver', '1946-11-23', '2026-11-22'),
      card('isAge80OrOver', '1946-11-23', '2026-11-23'),
    ]).toEqual([false, true]);
    expect([
      card('isAge18OrOver', '2008-11-24', '2026-11-23'),
      card('isAge18OrOver', '2008-11-23', '2026-11-23'),
    ]).toEqual([false, true]);
  });

  test('of one born on 29 February is reached on 1 March of a common year', () => {
    expect(birthday('2008-02-29', 18)).toBe('2026-03-01');
    expect([
      card('isAge18OrOver', '2008-02-29', '2026-02-28'),
      card('isAge18OrOver', '2008-02-29', '2026-03-01'),
    ]).toEqual([false, true]);
  });
});

test.each([
  ['real-estate-title', 'isResidential', { usage: '住宅' }, true],
  ['real-estate-title', 'isResidential', { usage: '商业' }, false],
  ['business-licence', 'isInOperation', { licenceStatus: '存续' }, true],
  ['business-licence', 'isInOperation', { licenceStatus: '吊销' }, false],
  ['residence-permit', 'isFunctionActive', { endorsementValidUntil: '2026-11-23' }, true],
  ['residence-permit', 'isFunctionActive', { endorsementValidUntil: '2026-11-22' }, false],
  [
    'social-insurance-proof',
    'isCurrentlyInsured',
    { insuredStatus: '正常', lastContributionMonth: '2026-09' },
    true,
  ],
  [
    'social-insurance-proof',
    'isCurrentlyInsured',
    { insuredStatus: '正常', lastContributionMonth: '2026-08' },
    false,
  ],
  [
    'social-insurance-proof',
    'isCurrentlyInsured',
    { insuredStatus: '停保', lastContributionMonth: '2026-11' },
    false,
  ],
  ['social-insurance-proof', 'hasMinimumPensionMonths', { contributionMonths: 180 }, true],
  ['social-insurance-proof', 'hasMinimumPensionMonths', { contributionMonths: 179 }, false],
  ['social-insurance-proof', 'hasMinimumPensionMonths', {}, undefined],
] as const)('%s %s of %o is %s', (type, field, values, expected) => {
  expect(compute(rule(type, field), values, '2026-11-23')).toBe(expected);
});

test('a comparison says whether the credential names the other, by keyed hashes alone', () => {
  const { folder, remove } = makeFolder();
  const keys = openTestKeys(folder);
  const [spouse, stranger] = [citizenNumber('1980-01-01', 1), citizenNumber('1980-01-01', 2)];
  const against = (number: string) => ({ keys, other: subjectOf(keys, number) ?? '' });
  const married = rule('marriage-certificate', 'isSpouseOf');
  expect(compare(married, { spouseIdNumber: spouse }, against(spouse))).toBe(true);
  expect(compare(married, { spouseIdNumber: spouse }, against(stranger))).toBe(false);
  expect(compare(married, {}, against(spouse))).toBeUndefined();
  const kin = rule('household-register', 'isKinshipConfirmed');
  expect(
    compare(
      kin,
      { householdMembers: [{ name: '甲', idNumber: stranger }, { idNumber: spouse }] },
      against(spouse),
    ),
  ).toBe(true);
  const owner = rule('real-estate-title', 'isHolderOwner');
  expect(compare(owner, { ownerIdNumbers: [stranger] }, against(spouse))).toBe(false);
  remove();
});
