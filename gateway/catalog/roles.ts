/** What the roles of a matter mean for who may stand in them. */

/** In `givenBy`: nobody can consent, because the subject is dead. */
export const NOBODY = 'none';

/** By which kind of record somebody consents for another, by the role that gives the consent. */
const ACTING: Readonly<Record<string, 'guardian' | 'representative'>> = {
  guardian: 'guardian',
  authorisedOperatorOfTheEntity: 'representative',
};

/** The kind of record by which the giver of a consent acts for its subject; undefined where nobody acts for it. */
export const actingKind = (givenBy: string): 'guardian' | 'representative' | undefined => ACTING[givenBy];

/**
 * Roles that are two people wherever a matter has both: nobody marries, sells to or shelters themselves. Others may fall
 * together, as an applicant who is the firm's own legal representative, or a guardian who is the host.
 */
const TWO_PEOPLE: readonly (readonly [string, string])[] = [
  ['applicant', 'partner'],
  ['applicant', 'spouse'],
  ['applicant', 'relative'],
  ['applicant', 'host'],
  ['applicant', 'guardian'],
  ['buyer', 'seller'],
  ['buyer', 'spouse'],
  ['buyer', 'relative'],
  ['seller', 'spouse'],
  ['spouse', 'relative'],
  ['insured', 'relative'],
  ['father', 'mother'],
];

/** True where one holder can't stand in both roles. */
export const areTwoPeople = (one: string, other: string): boolean =>
  TWO_PEOPLE.some((pair) => one !== other && pair.includes(one) && pair.includes(other));
