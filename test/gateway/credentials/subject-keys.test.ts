/** Guarantees about the keys of subjects: one each, whoever makes it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { provideSubjectKeys } from '../../../gateway/credentials/subject-keys.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';

let ground: CityGround;
beforeAll(async () => {
  ground = await openCityGround();
});
afterAll(() => ground.close());

const subjects = Array.from({ length: 40 }, (_, index) => index.toString(16).padStart(64, '0'));

test('many who need a key for the same new subjects at the same moment get the same keys', async () => {
  const { db, keys } = ground;
  const given = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      db
        .transaction()
        .execute((trx) => provideSubjectKeys(trx, keys, subjects.slice(2 * index, 2 * index + 30))),
    ),
  );
  for (const subject of subjects) {
    const held = given.flatMap((all) => all.get(subject) ?? []);
    const sealed = held[0]?.seal(Buffer.from('a name'), 'a place');
    for (const key of held)
      expect(Buffer.from(key.open(sealed as Buffer, 'a place')).toString()).toBe('a name');
  }
  expect(given.map((all) => all.size)).toEqual(Array(6).fill(30));
});
