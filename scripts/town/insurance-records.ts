/** What the human resources and social security bureau records: its cards and who is insured. */
import { addDays, addYears, ageOn, monthBefore } from './dates.ts';
import type { Population } from './population.ts';
import { drawsOf } from './prng.ts';
import { AUTHORITIES, padded, type Row } from './records.ts';

const CARD_YEARS = 10;
const WITH_CARD = 0.95;
const EXPIRED_CARDS = 0.04;
const INSURED = 0.88;
const PAUSED = 0.08;
const WORKING_AGES = { from: 20, below: 60 };

export function socialSecurityCards({ people, dayZero, portraitOf }: Population): Row[] {
  return people
    .filter(({ isDeceased, index }) => !isDeceased && drawsOf(`social card/${index}`).chance(WITH_CARD))
    .map((person) => {
      const draws = drawsOf(`social card of/${person.index}`);
      const isOld = draws.chance(EXPIRED_CARDS) && ageOn(person.born, dayZero) > CARD_YEARS + 1;
      const drawn = isOld
        ? addDays(addYears(dayZero, -CARD_YEARS), -draws.between(10, 300))
        : addDays(dayZero, -draws.between(20, 3300));
      const first = addDays(person.born, 30);
      const issueDate = drawn > first ? drawn : first;
      return {
        cardNumber: `SB99${padded(person.index + 1, 8)}`,
        name: person.name,
        idNumber: person.number,
        portrait: portraitOf(person),
        issuingAuthority: AUTHORITIES.insurance,
        issueDate,
        validUntil: addYears(issueDate, CARD_YEARS),
        cardStatus: '正常',
        bankName: '虚构银行',
        bankAccountNumber: `990000${padded(person.index + 1, 13)}`,
      };
    });
}

/** Proofs of the employed; those who paused have their last contribution some months back. */
export function insuranceProofs({ people, firms, dayZero }: Population): Row[] {
  const employers = firms.filter(({ isDeregistered }) => !isDeregistered);
  return people
    .map((person) => ({ person, age: ageOn(person.born, dayZero) }))
    .filter(({ person, age }) => !person.isDeceased && age >= WORKING_AGES.from && age < WORKING_AGES.below)
    .filter(({ person }) => drawsOf(`insured/${person.index}`).chance(INSURED))
    .map(({ person, age }) => {
      const draws = drawsOf(`insurance/${person.index}`);
      const employer = draws.pick(employers);
      const hasPaused = draws.chance(PAUSED);
      // Somebody of twenty has paid in for up to a year.
      const months = draws.between(2, 12 * (age - WORKING_AGES.from + 1));
      const last = monthBefore(dayZero, hasPaused ? draws.between(6, 30) : 0);
      return {
        proofNumber: `CB99${padded(person.index + 1, 8)}`,
        name: person.name,
        idNumber: person.number,
        insuranceTypes: ['基本养老保险', '基本医疗保险', '失业保险', '工伤保险', '生育保险'],
        insuredStatus: hasPaused ? '暂停缴费' : '正常',
        employerName: employer.name,
        employerUscc: employer.code,
        firstContributionMonth: monthBefore(last, months - 1),
        lastContributionMonth: last,
        contributionMonths: months,
        contributionBase: 100 * draws.between(38, 180),
      };
    });
}
