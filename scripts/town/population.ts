/** Everybody in the town and how they hang together; the departments' records are made from this. */
import { ageOn } from './dates.ts';
import { type Family, type Marriage, makeFamilies } from './families.ts';
import { type Firm, makeFirms } from './firms.ts';
import type { Person } from './people.ts';
import { type PortraitOf, portraitsFor } from './portraits.ts';

const PEOPLE = 2000;
const FIRMS = 200;

export type Population = {
  readonly dayZero: string;
  readonly families: readonly Family[];
  readonly people: readonly Person[];
  readonly firms: readonly Firm[];
  /** By citizen number. */
  readonly familyOf: ReadonlyMap<string, Family>;
  /** By citizen number of either spouse, ended marriages too. */
  readonly marriageOf: ReadonlyMap<string, Marriage>;
  readonly portraitOf: PortraitOf;
};

/** The same people, families and firms for every day zero; only their dates move with it. */
export function populate(dayZero: string): Population {
  const families = makeFamilies(dayZero, PEOPLE);
  const people = families.flatMap(({ members }) => members.map(({ person }) => person));
  const candidates = people.filter(
    ({ born, isDeceased }) => !isDeceased && ageOn(born, dayZero) >= 25 && ageOn(born, dayZero) < 63,
  );
  return {
    dayZero,
    families,
    people,
    firms: makeFirms(dayZero, candidates, FIRMS),
    familyOf: new Map(
      families.flatMap((family) => family.members.map(({ person }) => [person.number, family] as const)),
    ),
    marriageOf: new Map(
      families
        .flatMap(({ marriage }) => marriage ?? [])
        .flatMap((marriage) => [
          [marriage.husband.number, marriage] as const,
          [marriage.wife.number, marriage] as const,
        ]),
    ),
    portraitOf: portraitsFor(people, dayZero),
  };
}
