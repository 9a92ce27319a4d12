/** What befalls families on paper: births, marriages, minimum living allowances. */
import { addDays, addYears, monthBefore } from './dates.ts';
import { headOf, type Marriage } from './families.ts';
import type { Population } from './population.ts';
import { drawingOf } from './portraits.ts';
import { drawsOf } from './prng.ts';
import { AUTHORITIES, padded, type Row } from './records.ts';

export function birthCertificates({ families }: Population): Row[] {
  return families
    .flatMap(({ births }) => births)
    .map(({ child, mother, father }) => {
      const draws = drawsOf(`birth/${child.index}`);
      return {
        certificateNumber: `X99${padded(child.index + 1, 7)}`,
        newbornIdNumber: child.number,
        newbornName: child.name,
        newbornSex: child.gender,
        birthDateTime: `${child.born}T${padded(draws.below(24), 2)}:${padded(draws.below(60), 2)}:00+08:00`,
        birthPlace: AUTHORITIES.hospital,
        gestationalWeeks: draws.between(36, 41),
        birthWeightGrams: 10 * draws.between(250, 420),
        birthLengthCm: draws.between(46, 54),
        motherName: mother.name,
        motherIdNumber: mother.number,
        fatherName: father.name,
        fatherIdNumber: father.number,
        issuingInstitution: AUTHORITIES.hospital,
        issueDate: addDays(child.born, draws.between(2, 20)),
      };
    });
}

/** Each spouse has a certificate of one and the same number; a survivor's marriage is no longer in force. */
export function marriageCertificates({ families }: Population): Row[] {
  return families.flatMap(({ marriage }) => (marriage === undefined ? [] : certificatesOf(marriage)));
}

function certificatesOf({ index, husband, wife, date, state }: Marriage): Row[] {
  const pair = [
    { holder: husband, spouse: wife },
    { holder: wife, spouse: husband },
  ];
  return pair
    .filter(({ holder }) => !holder.isDeceased)
    .map(({ holder, spouse }) => ({
      certificateNumber: `J990101-${date.slice(0, 4)}-${padded(index + 1, 6)}`,
      holderName: holder.name,
      holderIdNumber: holder.number,
      spouseName: spouse.name,
      spouseIdNumber: spouse.number,
      registrationDate: date,
      registrationAuthority: AUTHORITIES.civilAffairs,
      couplePhoto: drawingOf(husband, wife),
      isMarriageInForce: state === 'in force',
    }));
}

const ON_ALLOWANCE = 0.06;
const ALLOWANCE_ENDED = 0.15;

/** One proof a household, held by its head; some have ended and weren't reviewed again. */
export function allowanceProofs({ families, dayZero }: Population): Row[] {
  return families
    .filter(({ isNewcomer, index }) => !isNewcomer && drawsOf(`allowance/${index}`).chance(ON_ALLOWANCE))
    .map((family) => {
      const draws = drawsOf(`allowance of/${family.index}`);
      const hasEnded = draws.chance(ALLOWANCE_ENDED);
      const approvalDate = addDays(dayZero, -(hasEnded ? draws.between(380, 500) : draws.between(10, 300)));
      const covered = family.members.filter(({ person }) => !person.isDeceased);
      const head = headOf(family);
      return {
        certificateNumber: `DB99${monthBefore(approvalDate, 0).slice(0, 4)}${padded(family.index + 1, 5)}`,
        holderName: head.name,
        holderIdNumber: head.number,
        assistanceCategory: '最低生活保障',
        householdSize: covered.length,
        coveredMembers: covered.map(({ person, relation }) => ({
          name: person.name,
          idNumber: person.number,
          relation,
        })),
        monthlyAmount: covered.length * draws.between(420, 780) + 0.5,
        approvalDate,
        reviewDueDate: addYears(approvalDate, 1),
        approvingAuthority: AUTHORITIES.civilAffairs,
        isCurrentRecipient: !hasEnded,
      };
    });
}
