/** Guarantees about masked names and numbers: they can be compared, and tell of nobody who it is. */
import { expect, test } from 'vitest';
import { maskFirm, maskName } from '../../../gateway/credentials/masked-name.ts';
import { maskNumber } from '../../../gateway/credentials/outline.ts';
import { citizenNumber, firmCode } from '../../support/people.ts';

test.each([
  ['王明', '王*'],
  ['王小明', '王*明'],
  ['欧阳小文', '欧**文'],
  ['欧阳文', '欧*文'],
  ['古丽扎尔·买买提', '古**提'],
  ['柏', '柏*'],
  ['Zhang Xiao', 'Z*** X***'],
  ['Łukasz', 'Ł***'],
])('%s is shown as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test.each([
  ['湘江里餐饮店', '湘江**餐饮店'],
  ['虚构橘子洲食品有限公司', '虚构**有限公司'],
  ['虚构商行', '虚**商行'],
  ['虚构某处', '虚构**'],
  ['Fictional Foods', 'F*** F***'],
])('the firm %s is shown as %s', (name, masked) => {
  expect(maskFirm(name)).toBe(masked);
});

test('an identity number keeps four digits at both ends, other numbers the last four, short ones the last two', () => {
  expect(maskNumber(citizenNumber('1990-01-01', 2))).toMatch(/^9900\*{10}002[\dX]$/);
  expect(maskNumber(firmCode(7))).toBe(`****${firmCode(7).slice(-4)}`);
  expect(maskNumber('B-1')).toBe('****-1');
});
