/** Guarantees about who is a minor: to the day, by the number alone, and not remembered for longer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ageGroupOf, forgetAdults } from '../../../gateway/credentials/minors.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { identityCard } from '../../support/people.ts';

const ordinary = identityCard('平', '2012-11-24', 1);
const leap = identityCard('润', '2012-02-29', 2);
const grown = identityCard('成', '2008-11-23', 3);

let city: CityGround;
const subject = ({ idNumber }: typeof ordinary): string => city.credentials.subjectOf(idNumber) ?? '';
const groups = (person: typeof ordinary, ...days: string[]) =>
  Promise.all(days.map((day) => ageGroupOf(city.db, subject(person), day)));

beforeAll(async () => {
  city = await openCityGround();
  await city.importRows('PSB', 'resident-identity-card', [ordinary, leap, grown]);
}, 120_000);
afterAll(() => city.close());

describe('a minor', () => {
  test('agrees for itself from its fourteenth birthday on, and is of age on the eighteenth', async () => {
    expect(await groups(ordinary, '2026-11-23', '2026-11-24')).toEqual(['child', 'youth']);
    expect(await groups(ordinary, '2030-11-23', '2030-11-24')).toEqual(['youth', 'adult']);
  });

  test('born on 29 February has its birthday on 1 March where there is no such day', async () => {
    expect(await groups(leap, '2026-02-28', '2026-03-01')).toEqual(['child', 'youth']);
    expect(await groups(leap, '2030-02-28', '2030-03-01')).toEqual(['youth', 'adult']);
  });

  test('is known by two days, and by nothing once it is of age', async () => {
    const known = () => city.db.selectFrom('minors').selectAll().orderBy('consents_from').execute();
    expect(await known()).toEqual([
      { subject: subject(leap), consents_from: '2026-03-01', adult_from: '2030-03-01' },
      { subject: subject(ordinary), consents_from: '2026-11-24', adult_from: '2030-11-24' },
    ]);
    await forgetAdults(city.db, new Date('2030-02-28T15:59:59Z'));
    expect(await known()).toHaveLength(2);
    await forgetAdults(city.db, new Date('2030-02-28T16:00:00Z'));
    expect((await known()).map((row) => row.subject)).toEqual([subject(ordinary)]);
  });
});

test('who was of age when the record came is no minor', async () => {
  expect(await groups(grown, '2026-11-23')).toEqual(['adult']);
});
