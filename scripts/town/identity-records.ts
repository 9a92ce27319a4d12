/** What the public security bureau records: identity cards, the household register, residence permits. */
import { addDays, addYears, ageOn, monthsBetween } from './dates.ts';
import { type Family, headOf, type Marriage, type Member } from './families.ts';
import { farAddress } from './names.ts';
import type { Person } from './people.ts';
import type { Population } from './population.ts';
import { type Draws, drawsOf } from './prng.ts';
import { AUTHORITIES, padded, type Row } from './records.ts';

/** For how many years a card is issued at an age (居民身份证法 art. 5); undefined is long-term. */
const cardTerms: readonly { readonly below: number; readonly years: number }[] = [
  { below: 16, years: 5 },
  { below: 26, years: 10 },
  { below: 46, years: 20 },
];
const termAt = (age: number): number | undefined => cardTerms.find(({ below }) => age < below)?.years;

const EXPIRED_CARDS = 0.2;

export function identityCards({ people, dayZero, familyOf, portraitOf }: Population): Row[] {
  return people.map((person) => {
    const { from, until } = cardDates(person, dayZero);
    return {
      cardSerial: `ID99${padded(person.index + 1, 8)}`,
      name: person.name,
      idNumber: person.number,
      gender: person.gender,
      ethnicity: person.ethnicity,
      dateOfBirth: person.born,
      registeredAddress: familyOf.get(person.number)?.registeredAddress,
      portrait: portraitOf(person),
      issuingAuthority: AUTHORITIES.police,
      validFrom: from,
      validUntil: until,
      deceased: person.isDeceased,
    };
  });
}

function cardDates(person: Person, dayZero: string): { from: string; until: string } {
  const draws = drawsOf(`card/${person.index}`);
  return (
    (draws.chance(EXPIRED_CARDS) ? ranOut(person, dayZero, draws) : undefined) ??
    current(person, dayZero, draws)
  );
}

/** A card that ran out some weeks ago, for those whose age fits one; the others have none to forget about. */
function ranOut({ born }: Person, dayZero: string, draws: Draws) {
  const until = addDays(dayZero, -draws.between(30, 200));
  for (const { years } of cardTerms.slice(1)) {
    const from = addYears(until, -years);
    if (termAt(ageOn(born, from)) === years) return { from, until: addYears(from, years) };
  }
  return undefined;
}

function current({ born }: Person, dayZero: string, draws: Draws) {
  const first = addDays(born, 30);
  const drawn = addDays(addYears(dayZero, -draws.between(0, 9)), -draws.between(1, 300));
  const within = termAt(ageOn(born, drawn > first ? drawn : first));
  const hasRunOut = within !== undefined && addYears(drawn, within) < addDays(dayZero, 60);
  const wanted = hasRunOut ? addDays(dayZero, -draws.between(10, 300)) : drawn;
  const from = wanted > first ? wanted : first;
  const years = termAt(ageOn(born, from));
  return { from, until: years === undefined ? '长期' : addYears(from, years) };
}

export function householdRegister(population: Population): Row[] {
  return population.families.flatMap((family) =>
    family.members.map((member, place) => householdEntry(population, { family, member, place })),
  );
}

type Entry = { readonly family: Family; readonly member: Member; readonly place: number };

function householdEntry({ dayZero, marriageOf }: Population, { family, member, place }: Entry): Row {
  const { person, relation } = member;
  const draws = drawsOf(`household/${person.index}`);
  const householdNumber = `99${padded(family.index + 1, 7)}`;
  const moved = addDays(dayZero, -draws.between(400, 5000));
  return {
    entryNumber: `${householdNumber}-${place + 1}`,
    householdNumber,
    householdType: '家庭户',
    headOfHousehold: headOf(family).name,
    relationToHead: relation,
    memberName: person.name,
    memberIdNumber: person.number,
    registeredAddress: family.registeredAddress,
    nativePlace: family.isNewcomer ? '虚构省远山县' : '虚构省虚构市',
    educationLevel: educationAt(ageOn(person.born, dayZero), draws),
    maritalStatus: maritalStatus(member, marriageOf.get(person.number)?.state),
    householdMembers: family.members
      .filter((other) => other !== member)
      .map((other) => ({ name: other.person.name, idNumber: other.person.number, relation: other.relation })),
    lastMigration:
      moved > person.born && draws.chance(0.15) ? `${moved}由${farAddress(draws)}迁来` : undefined,
    isDistrictHousehold: !family.isNewcomer,
    isRuralHousehold: family.isRural,
  };
}

function maritalStatus({ person, relation }: Member, state: Marriage['state'] | undefined): string {
  // Grandmothers move in when they are widowed, of husbands from elsewhere.
  if (relation === '母亲') return '丧偶';
  if (state === undefined) return '未婚';
  if (person.isDeceased) return '已婚';
  return { 'in force': '已婚', divorced: '离婚', widowed: '丧偶' }[state];
}

function educationAt(age: number, draws: Draws): string {
  const stages = [
    { below: 6, level: '学龄前' },
    { below: 13, level: '小学' },
    { below: 16, level: '初中' },
    { below: 19, level: '高中' },
  ];
  const stage = stages.find(({ below }) => age < below);
  return stage?.level ?? draws.pick(['初中', '高中', '大学专科', '大学本科', '硕士研究生']);
}

/** Permits of newcomers from 16 on; some forgot the yearly endorsement. */
export function residencePermits({ families, dayZero, portraitOf }: Population): Row[] {
  return families
    .filter(({ isNewcomer }) => isNewcomer)
    .flatMap((family) => family.members.map(({ person }) => ({ family, person })))
    .filter(({ person }) => ageOn(person.born, dayZero) >= 16)
    .map(({ family, person }) => {
      const draws = drawsOf(`permit/${person.index}`);
      const isLapsed = draws.chance(0.1);
      const endorsedUntil = addDays(dayZero, isLapsed ? -draws.between(5, 90) : draws.between(40, 350));
      const issueDate = addYears(endorsedUntil, -draws.between(1, ageOn(person.born, dayZero) > 25 ? 7 : 1));
      return {
        permitNumber: `JZ99${padded(person.index + 1, 8)}`,
        name: person.name,
        idNumber: person.number,
        gender: person.gender,
        ethnicity: person.ethnicity,
        dateOfBirth: person.born,
        portrait: portraitOf(person),
        registeredAddress: family.registeredAddress,
        residenceAddress: family.address,
        issuingAuthority: AUTHORITIES.police,
        issueDate,
        endorsementValidUntil: endorsedUntil,
        // A residence of half a year comes before the first permit.
        continuousResidenceMonths: monthsBetween(issueDate, dayZero) + 6,
      };
    });
}
