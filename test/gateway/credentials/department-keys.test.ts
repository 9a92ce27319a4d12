/** Department keys: accredited before they sign, overlapping when they change, drained when they end. */
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placesOf } from '../../../gateway/log/queue.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { identityCard } from '../../support/people.ts';

const TYPE = 'resident-identity-card';
let city: CityGround;
beforeAll(async () => {
  city = await openCityGround();
}, 120_000);
afterAll(() => city.close());

async function issueOne(serial: number) {
  const person = identityCard('人', '1992-02-02', serial);
  const { imports, candidates, subjectOf } = {
    ...city.credentials,
    imports: city.credentials.imports,
    candidates: city.credentials.candidates.bind(city.credentials),
    subjectOf: city.credentials.subjectOf.bind(city.credentials),
  };
  await imports.run(
    await imports.accept(
      { department: 'PSB', credentialType: TYPE, format: 'jsonl' },
      Readable.from([JSON.stringify(person)]),
    ),
  );
  const [row] = await candidates(subjectOf(person.idNumber) ?? '', TYPE);
  if (row === undefined) throw new Error('not issued');
  return row;
}

test('every department of the catalogue is accredited, each for the types that it issues', async () => {
  expect(city.copy.departments()).toEqual(city.catalog.departments.map(({ code }) => code).toSorted());
  const [key] = city.copy.keysOf('PSB');
  expect(key?.terms.map(({ credentialType }) => credentialType).toSorted()).toEqual([
    'household-register',
    'residence-permit',
    TYPE,
  ]);
  expect(() => city.credentials.departmentKeys.current('PSB', 'marriage-certificate')).toThrow(
    expect.objectContaining({ code: 'NO_ACCREDITED_KEY' }),
  );
});

test('a key that was made but not accredited signs nothing', () => {
  const before = city.credentials.departmentKeys.current('CAB', 'marriage-certificate').kid;
  city.keys.addDepartmentKey('CAB');
  expect(city.credentials.departmentKeys.current('CAB', 'marriage-certificate').kid).toBe(before);
});

test('a new key signs once accredited, the former one ends after what it signed has landed, and both hold at their places', async () => {
  const { departmentKeys } = city.credentials;
  const former = await issueOne(1);
  const added = await departmentKeys.rotate('PSB', 'CAB');
  const next = await issueOne(2);
  expect([next.kid, former.kid === next.kid]).toEqual([added.kid, false]);
  expect(departmentKeys.published('PSB').map(({ kid }) => kid)).toEqual([former.kid, added.kid]);

  await departmentKeys.end('PSB', former.kid, city.logs);
  const places = await placesOf(city.db, [former.id, next.id]);
  const holds = (row: typeof former, leaf = places.get(row.id) ?? -1): boolean =>
    city.copy.isAccreditedAt({ department: 'PSB', thumbprint: row.kid, credentialType: TYPE, leaf });
  expect([holds(former), holds(next)]).toEqual([true, true]);
  expect(holds(former, city.copy.sizeOf('PSB'))).toBe(false);
  expect(departmentKeys.published('PSB').map(({ kid }) => kid)).toEqual([added.kid]);
});

test('a suspended department issues nothing', async () => {
  await city.ledger.confirm('CAB', await city.ledger.propose({ kind: 'suspend', department: 'HRSS' }));
  await city.copy.refresh();
  const wish = { department: 'HRSS', credentialType: 'social-security-card', format: 'jsonl' as const };
  await expect(city.credentials.imports.accept(wish, Readable.from(['']))).rejects.toEqual(
    expect.objectContaining({ code: 'NO_ACCREDITED_KEY' }),
  );
});
