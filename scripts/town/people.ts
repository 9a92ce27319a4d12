/** The town's people, each with a citizen number of a region that doesn't exist. */
import { isCitizenNumber } from '../../gateway/catalog/check-digits.ts';
import { addDays, addYears } from './dates.ts';
import { ETHNICITIES, givenName, SURNAMES } from './names.ts';
import { drawsOf } from './prng.ts';

export type Gender = '男' | '女';

export type Person = {
  /** Place among all people; also the name of this person's own draws. */
  readonly index: number;
  readonly name: string;
  readonly number: string;
  readonly gender: Gender;
  readonly born: string;
  readonly ethnicity: string;
  readonly isDeceased: boolean;
};

/** What is settled about a person before the draws; age in full years on day zero. */
export type PersonWish = {
  readonly age: number;
  readonly gender: Gender;
  readonly surname?: string;
  readonly ethnicity?: string;
  readonly isDeceased?: boolean;
};

export type PersonMaker = (wish: PersonWish) => Person;

/** Citizen numbers begin with 99, which no province has. */
const REGIONS = ['990101', '990102', '990103', '990104'];
// The youngest are old enough to have their papers; nobody has a birthday within two weeks of day zero.
const LEAST_DAYS = 45;
const MOST_DAYS = 350;

/** Makes people one after the other; no two get the same number. */
export function personMaker(dayZero: string): PersonMaker {
  const taken = new Map<string, number>();
  let count = 0;
  return ({ age, gender, surname, ethnicity, isDeceased = false }) => {
    const index = count++;
    const draws = drawsOf(`person/${index}`);
    const born = addDays(addYears(dayZero, -age), -draws.between(LEAST_DAYS, MOST_DAYS));
    const body = draws.pick(REGIONS) + born.replaceAll('-', '');
    const earlier = taken.get(body + gender) ?? 0;
    taken.set(body + gender, earlier + 1);
    // The order code of men is odd, that of women even.
    const order = 10 + 2 * earlier + (gender === '男' ? 1 : 0);
    return {
      index,
      name: (surname ?? draws.pick(SURNAMES)) + givenName(index),
      number: citizenNumber(`${body}${String(order).padStart(3, '0')}`),
      gender,
      born,
      ethnicity: ethnicity ?? draws.pick(ETHNICITIES),
      isDeceased,
    };
  };
}

function citizenNumber(body: string): string {
  const number = [...'0123456789X'].map((check) => body + check).find(isCitizenNumber);
  if (number === undefined) throw new RangeError('no check character fits');
  return number;
}
