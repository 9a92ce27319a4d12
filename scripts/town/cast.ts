/** People to try things with: each role is somebody of the town whose records hold what the role promises. */
import { addDays, ageOn } from './dates.ts';
import type { Family, Marriage } from './families.ts';
import type { TownFile } from './files.ts';
import type { Person } from './people.ts';
import type { Population } from './population.ts';
import { filmedPortrait } from './portraits.ts';
import type { Row } from './records.ts';

export type CastMember = { readonly name: string; readonly number: string };
type Pair = readonly [CastMember, CastMember];

/**
 * Nobody has two roles. All but those named for it hold a valid identity card, and no status of theirs changes.
 */
export type Cast = {
  /** Married to each other, both in one household. */
  readonly couple: Pair;
  /** Mother of `child` with a title to the home they live in. */
  readonly parent: CastMember;
  /** Between 5 and 10 years old, with a birth certificate. */
  readonly child: CastMember;
  /** Past 80 by a year or more. */
  readonly elder: CastMember;
  /** In operation, without an end of term. */
  readonly firm: CastMember;
  /** Of `firm`. */
  readonly representative: CastMember;
  /** With a title still in this name. */
  readonly deceased: CastMember;
  /** Who was married to `deceased`. */
  readonly bereaved: CastMember;
  /** Whose identity card ran out. */
  readonly expiredCard: CastMember;
  /** Whose social security card is revoked. */
  readonly revokedCard: CastMember;
  /** A couple with the title to their home in both names, free of encumbrances. */
  readonly owners: Pair;
  /** With a residence permit in force and insured now. */
  readonly renter: CastMember;
  /** With a rendered face on the card, of which there are videos as well. */
  readonly filmed: CastMember;
};

/** What must last for a while after day zero, so that a demonstration some weeks later still works. */
const LASTING_DAYS = 60;

type Knowledge = {
  readonly population: Population;
  readonly rowsOf: (credentialType: string, number: string) => readonly Row[];
  readonly age: (person: Person) => number;
  /** Alive, with a card that stays valid. */
  readonly isReady: (person: Person) => boolean;
  /** The first that fits and whose members have no other role; they have one from then on. */
  readonly choose: <T>(
    role: string,
    candidates: readonly T[],
    membersOf: (candidate: T) => readonly Person[],
  ) => T;
};

/** @throws Error naming a role that nobody fits. */
export function chooseCast(population: Population, files: readonly TownFile[]): Cast {
  const known = know(population, files);
  return {
    ...chooseFilmed(known),
    ...chooseBereaved(known),
    ...chooseFirm(known),
    ...chooseFamilies(known),
    ...choosePeople(known),
  };
}

function know(population: Population, files: readonly TownFile[]): Knowledge {
  const { dayZero } = population;
  const rows = new Map<string, Row[]>();
  for (const { credentialType, holderColumn, rows: all } of files)
    for (const row of all) {
      const name = `${credentialType}/${row[holderColumn]}`;
      rows.set(name, [...(rows.get(name) ?? []), row]);
    }
  const rowsOf = (type: string, number: string): readonly Row[] => rows.get(`${type}/${number}`) ?? [];
  const lasts = (until: Row[string]): boolean =>
    until === '长期' || String(until) >= addDays(dayZero, LASTING_DAYS);
  const taken = new Set<Person>();
  return {
    population,
    rowsOf,
    age: ({ born }) => ageOn(born, dayZero),
    isReady: ({ isDeceased, number }) =>
      !isDeceased && rowsOf('resident-identity-card', number).some(({ validUntil }) => lasts(validUntil)),
    choose: (role, candidates, membersOf) => {
      const chosen = candidates.find((candidate) => membersOf(candidate).every((one) => !taken.has(one)));
      if (chosen === undefined) throw new Error(`nobody in town fits the role ${role}`);
      for (const member of membersOf(chosen)) taken.add(member);
      return chosen;
    },
  };
}

const member = ({ name, number }: Person): CastMember => ({ name, number });
const pair = ({ husband, wife }: Marriage): Pair => [member(husband), member(wife)];

function chooseFilmed({ population, isReady, choose }: Knowledge) {
  const portrait = filmedPortrait();
  const fitting = population.people.filter(
    (person) => isReady(person) && population.portraitOf(person) === portrait,
  );
  return { filmed: member(choose('filmed', fitting, (person) => [person])) };
}

function chooseBereaved({ population, rowsOf, isReady, choose }: Knowledge) {
  const couples = marriagesOf(population, 'widowed').map(({ husband, wife }) =>
    husband.isDeceased ? { deceased: husband, bereaved: wife } : { deceased: wife, bereaved: husband },
  );
  const fitting = couples.filter(
    ({ deceased, bereaved }) => isReady(bereaved) && rowsOf('real-estate-title', deceased.number).length > 0,
  );
  const chosen = choose('deceased', fitting, ({ deceased, bereaved }) => [deceased, bereaved]);
  return { deceased: member(chosen.deceased), bereaved: member(chosen.bereaved) };
}

function chooseFirm({ population, isReady, choose }: Knowledge) {
  const fitting = population.firms.filter(
    ({ isDeregistered, termUntil, representative }) =>
      !isDeregistered && termUntil === undefined && isReady(representative),
  );
  const firm = choose('firm', fitting, ({ representative }) => [representative]);
  return { firm: { name: firm.name, number: firm.code }, representative: member(firm.representative) };
}

function chooseFamilies({ population, rowsOf, age, isReady, choose }: Knowledge) {
  const couples = marriagesOf(population, 'in force').filter(({ husband, wife }) =>
    [husband, wife].every((one) => isReady(one) && !population.familyOf.get(one.number)?.isNewcomer),
  );
  const ownHome = (one: Person, family: Family | undefined): readonly Row[] =>
    rowsOf('real-estate-title', one.number).filter(({ location }) => location === family?.address);
  const both = ({ husband, wife }: Marriage) => [husband, wife];
  const inTheirHome = couples.filter(({ husband, wife }) =>
    ownHome(wife, population.familyOf.get(husband.number)).some(({ isEncumbered }) => isEncumbered === false),
  );
  const births = population.families
    .filter(({ isNewcomer }) => !isNewcomer)
    .flatMap((family) => family.births.map((birth) => ({ ...birth, family })))
    .filter(({ child, mother, family }) => {
      const isOfAge = age(child) >= 5 && age(child) <= 10;
      return isOfAge && isReady(child) && isReady(mother) && ownHome(mother, family).length > 0;
    });
  const birth = choose('parent', births, ({ child, mother, father }) => [child, mother, father]);
  return {
    owners: pair(choose('owners', inTheirHome, both)),
    couple: pair(choose('couple', couples, both)),
    parent: member(birth.mother),
    child: member(birth.child),
  };
}

function choosePeople({ population, rowsOf, age, isReady, choose }: Knowledge) {
  const { people, dayZero } = population;
  const adults = people.filter((one) => !one.isDeceased && age(one) >= 27 && age(one) < 60);
  const one = (role: string, candidates: readonly Person[]): CastMember =>
    member(choose(role, candidates, (person) => [person]));
  const ready = adults.filter(isReady);
  return {
    elder: one(
      'elder',
      people.filter((person) => age(person) > 80 && isReady(person)),
    ),
    expiredCard: one(
      'expiredCard',
      adults.filter(({ number }) =>
        rowsOf('resident-identity-card', number).some(({ validUntil }) => String(validUntil) < dayZero),
      ),
    ),
    revokedCard: one(
      'revokedCard',
      ready.filter(({ number }) =>
        rowsOf('social-security-card', number).some(({ validUntil }) => String(validUntil) > dayZero),
      ),
    ),
    renter: one(
      'renter',
      ready.filter(
        ({ number }) =>
          rowsOf('residence-permit', number).some(
            ({ endorsementValidUntil }) => String(endorsementValidUntil) > addDays(dayZero, LASTING_DAYS),
          ) && rowsOf('social-insurance-proof', number).some(({ insuredStatus }) => insuredStatus === '正常'),
      ),
    ),
  };
}

const marriagesOf = ({ families }: Population, wanted: Marriage['state']): readonly Marriage[] =>
  families.flatMap(({ marriage }) => (marriage?.state === wanted ? [marriage] : []));
