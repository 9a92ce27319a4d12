/** Guarantees about who may act for whom by departments' records. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { civilDateOf } from '../../../gateway/clock.ts';
import { recordedAuthorities } from '../../../gateway/credentials/authority.ts';
import { changeStatus } from '../../../gateway/credentials/status-changes.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { citizenNumber, firmCode, identityCard } from '../../support/people.ts';

let city: CityGround;
const subject = (number: string): string => city.credentials.subjectOf(number) ?? '';
const mother = citizenNumber('1990-01-01', 1);
const father = citizenNumber('1988-01-01', 2);
const child = citizenNumber('2008-11-25', 3);
const younger = citizenNumber('2018-05-05', 4);
const firm = firmCode(7);

const birthOf = (newborn: string, born: string, more: object = {}) => ({
  certificateNumber: `B-${newborn}`,
  newbornIdNumber: newborn,
  birthDateTime: born,
  motherIdNumber: mother,
  ...more,
});
const mayActFor = async (giver: string): Promise<string[]> =>
  (await recordedAuthorities(city.db, { giver: subject(giver) }, { date: civilDateOf(city.clock.now()) }))
    .map(({ holder, kind }) => `${kind} ${holder}`)
    .toSorted();
const guardianOf = (...numbers: string[]): string[] =>
  numbers.map((number) => `guardian ${subject(number)}`).toSorted();

beforeAll(async () => {
  city = await openCityGround();
  await city.importRows('HCB', 'birth-medical-certificate', [
    // Already the twenty-fifth in Shanghai.
    birthOf(child, '2008-11-24T20:00:00Z', { fatherIdNumber: father }),
    birthOf(younger, '2018-05-05T08:00:00+08:00'),
  ]);
  await city.importRows('MSR', 'business-licence', [{ uscc: firm, legalRepresentativeIdNumber: father }]);
}, 120_000);
afterAll(() => city.close());

test('parents act for their own children, representatives for their firms, and nobody else for anybody', async () => {
  expect(await mayActFor(mother)).toEqual(guardianOf(child, younger));
  expect(await mayActFor(father)).toEqual(
    [...guardianOf(child), `representative ${subject(firm)}`].toSorted(),
  );
  expect(await mayActFor(child)).toEqual([]);
  expect(await mayActFor(citizenNumber('1970-01-01', 9))).toEqual([]);
});

test('a child is of age on its eighteenth birthday as Shanghai counts days', async () => {
  city.clock.set('2026-11-24T15:59:59Z');
  expect(await mayActFor(mother)).toEqual(guardianOf(child, younger));
  city.clock.set('2026-11-24T16:00:00Z');
  expect(await mayActFor(mother)).toEqual(guardianOf(younger));
  city.clock.set('2018-05-04T15:59:59Z');
  expect(await mayActFor(mother)).toEqual(guardianOf(child));
  city.clock.set('2026-11-23T08:00:00Z');
});

test('a record counts while it is in force, and a newer one says who acts from then on', async () => {
  const change = (kind: 'suspend' | 'reinstate') =>
    changeStatus(city, {
      department: 'HCB',
      credentialType: 'birth-medical-certificate',
      record: `B-${younger}`,
      change: kind,
      reason: 'suspended',
    });
  await change('suspend');
  expect(await mayActFor(mother)).toEqual(guardianOf(child));
  await change('reinstate');
  expect(await mayActFor(mother)).toEqual(guardianOf(child, younger));
  await city.importRows('MSR', 'business-licence', [{ uscc: firm, legalRepresentativeIdNumber: mother }]);
  expect(await mayActFor(father)).toEqual(guardianOf(child));
  expect(await mayActFor(mother)).toContain(`representative ${subject(firm)}`);
});

test('nobody acts for the dead', async () => {
  await city.importRows('PSB', 'resident-identity-card', [
    { ...identityCard('小', '2018-05-05', 4), idNumber: younger, deceased: true },
  ]);
  expect(await mayActFor(mother)).not.toContain(`guardian ${subject(younger)}`);
  expect(await mayActFor(mother)).toContain(`guardian ${subject(child)}`);
});
