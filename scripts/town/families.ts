/** The town's households: couples with children and grandparents, widowed, divorced, single people and newcomers. */
import { addDays, addYears } from './dates.ts';
import { farAddress, homeAddress, villageAddress } from './names.ts';
import { type Person, type PersonMaker, personMaker } from './people.ts';
import { type Draws, drawsOf } from './prng.ts';

export type Member = {
  readonly person: Person;
  /** Relation to the head, as the register words it. */
  readonly relation: string;
};

export type Marriage = {
  readonly index: number;
  readonly husband: Person;
  readonly wife: Person;
  readonly date: string;
  readonly state: 'in force' | 'divorced' | 'widowed';
};

export type Birth = { readonly child: Person; readonly mother: Person; readonly father: Person };

/** People who live at one address; the first living member is the head. */
export type Family = {
  readonly index: number;
  readonly address: string;
  /** Where the household is registered: elsewhere for newcomers. */
  readonly registeredAddress: string;
  readonly isNewcomer: boolean;
  readonly isRural: boolean;
  readonly members: readonly Member[];
  readonly marriage: Marriage | undefined;
  readonly births: readonly Birth[];
};

const LARGEST_FAMILY = 6;
const OLDEST_MOTHER = 42;
// Whoever marries at this age or younger can still have children below the other.
const OLDEST_BRIDE = 38;

/** Exactly `count` people in their families. */
export function makeFamilies(dayZero: string, count: number): readonly Family[] {
  const families: Family[] = [];
  const make = personMaker(dayZero);
  let left = count;
  while (left > 0) {
    const context = { index: families.length, dayZero, make, draws: drawsOf(`family/${families.length}`) };
    const kind = left < LARGEST_FAMILY ? single : context.draws.pick(kinds);
    for (const people of kind(context)) {
      const index = families.length;
      families.push({ ...placeOf(drawsOf(`home/${index}`)), index, ...people });
      left -= people.members.length;
    }
  }
  return families;
}

type Context = {
  readonly index: number;
  readonly dayZero: string;
  readonly make: PersonMaker;
  readonly draws: Draws;
};
type People = Pick<Family, 'members' | 'marriage' | 'births'>;
/** Households that one story brings about. */
type Kind = (context: Context) => readonly (People & Partial<Family>)[];

function placeOf(draws: Draws): Omit<Family, 'index' | keyof People> {
  const isRural = draws.chance(0.25);
  const address = isRural ? villageAddress(draws) : homeAddress(draws);
  return { address, registeredAddress: address, isNewcomer: false, isRural };
}

/** A married couple; `wifeAge` and full years since the wedding decide everybody's dates. */
function marry(
  { index, dayZero, make, draws }: Context,
  {
    wifeAge,
    years,
    state,
  }: { readonly wifeAge: number; readonly years: number; readonly state: Marriage['state'] },
): Marriage {
  const husband = make({
    age: Math.max(wifeAge + draws.between(-2, 5), years + 23),
    gender: '男',
    isDeceased: state === 'widowed' && index % 3 !== 0,
  });
  const wife = make({ age: wifeAge, gender: '女', isDeceased: state === 'widowed' && index % 3 === 0 });
  const date = addDays(addYears(dayZero, -years), -draws.between(10, 300));
  return { index, husband, wife, date, state };
}

/** Children born in a marriage of some years, the eldest first, at least two years apart. */
function bear(
  { make, draws }: Context,
  { husband: father, wife: mother }: Marriage,
  { wifeAge, years }: { readonly wifeAge: number; readonly years: number },
): Birth[] {
  const births: Birth[] = [];
  const youngest = Math.max(0, wifeAge - OLDEST_MOTHER);
  const eldest = draws.between(youngest, years - 1);
  const wanted = draws.pick([0, 1, 1, 1, 2, 2, 3]);
  for (let age = eldest; age >= youngest && births.length < wanted; age -= draws.between(2, 4)) {
    const child = make({
      age,
      gender: draws.pick(['男', '女'] as const),
      surname: father.name.slice(0, 1),
      ethnicity: father.ethnicity,
    });
    births.push({ child, mother, father });
  }
  return births;
}

const couple: Kind = (context) => {
  const { make, draws } = context;
  const wifeAge = draws.between(25, 56);
  const years = draws.between(Math.max(1, wifeAge - OLDEST_BRIDE), Math.min(wifeAge - 21, 27));
  const marriage = marry(context, { wifeAge, years, state: 'in force' });
  const births = bear(context, marriage, { wifeAge, years });
  const grandparents = draws.chance(0.2)
    ? [make({ age: wifeAge + draws.between(27, 32), gender: '女' as const })]
    : [];
  const members = [...spouses(marriage), ...childrenOf(births), ...grandparents.map(relative('母亲'))];
  return [{ members, marriage, births }];
};

const elders: Kind = (context) => {
  const { draws } = context;
  const wifeAge = draws.between(60, 88);
  const state = draws.chance(0.3) ? 'widowed' : 'in force';
  const marriage = marry(context, { wifeAge, years: draws.between(35, wifeAge - 21), state });
  return [{ members: spouses(marriage), marriage, births: [] }];
};

const single: Kind = ({ make, draws }) => [
  alone(make({ age: draws.between(23, 75), gender: draws.pick(['男', '女']) })),
];

/** The mother keeps the home and the children; the father lives alone. */
const divorced: Kind = (context) => {
  const { draws } = context;
  const wifeAge = draws.between(30, 52);
  const years = draws.between(Math.max(3, wifeAge - OLDEST_BRIDE), Math.min(wifeAge - 21, 20));
  const marriage = marry(context, { wifeAge, years, state: 'divorced' });
  const births = bear(context, marriage, { wifeAge, years });
  const members = [relative('户主')(marriage.wife), ...childrenOf(births)];
  return [{ members, marriage, births }, alone(marriage.husband)];
};

const newcomers: Kind = (context) => {
  const { draws } = context;
  const place = {
    isNewcomer: true,
    isRural: draws.chance(0.5),
    registeredAddress: farAddress(draws),
    address: homeAddress(draws),
  };
  const kind = draws.chance(0.5) ? couple : single;
  return kind(context).map((people) => ({ ...people, ...place }));
};

const kinds: readonly Kind[] = [
  ...Array.from({ length: 10 }, () => couple),
  ...[elders, elders, elders, single, single, single, newcomers, newcomers, newcomers, divorced],
];

const relative =
  (relation: string) =>
  (person: Person): Member => ({ person, relation });

function spouses({ husband, wife }: Marriage): Member[] {
  const [head, other] = husband.isDeceased ? [wife, husband] : [husband, wife];
  return [relative('户主')(head), relative(other.gender === '女' ? '妻' : '夫')(other)];
}

const alone = (person: Person): People => ({
  members: [relative('户主')(person)],
  marriage: undefined,
  births: [],
});

const childrenOf = (births: readonly Birth[]): Member[] =>
  births.map(({ child }) => relative(child.gender === '男' ? '子' : '女')(child));

/** The member who stands first in the register. */
export function headOf(family: Family): Person {
  const head = family.members.find(({ person }) => !person.isDeceased);
  if (head === undefined) throw new Error(`nobody lives in family ${family.index}`);
  return head.person;
}
