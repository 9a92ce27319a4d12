/** What a provider's claims make of somebody: a person by their number, or a member of staff by the rules of roles. */
import type { StaffRole, Subject } from '../actor.ts';
import { civilDateOf } from '../clock.ts';
import type { PeopleProvider, RoleRule, StaffProvider } from '../config/sign-in.ts';
import { CityError } from '../errors.ts';
import type { NewSession } from './sessions.ts';

/** From this age on large type is offered. */
const ELDER = 60;

export type Claims = Readonly<Record<string, unknown>>;
type Known = Omit<NewSession, 'device'>;

/**
 * The person whose number a claim names; the number itself is not kept.
 * @throws CityError SIGN_IN_UNKNOWN where the claim names none
 */
export function personFrom(
  claims: Claims,
  {
    provider,
    subjectOf,
    maskName,
    now,
  }: {
    readonly provider: Pick<PeopleProvider, 'claims'>;
    readonly subjectOf: (number: string) => Subject | undefined;
    readonly maskName: (name: string) => string;
    readonly now: Date;
  },
): Known {
  const number = claims[provider.claims.number];
  const subject = typeof number === 'string' ? subjectOf(number) : undefined;
  if (typeof number !== 'string' || subject === undefined) throw new CityError('SIGN_IN_UNKNOWN');
  const name = claims[provider.claims.name];
  return {
    caller: { kind: 'person', subject },
    name: typeof name === 'string' && name !== '' ? maskName(name) : '—',
    isElder: ageOf(number, now) >= ELDER,
  };
}

/** Whole years by the birthday in a citizen number (GB 11643); 0 for a number without one. */
function ageOf(number: string, now: Date): number {
  const [, year, month, day] = /^\d{6}(\d{4})(\d{2})(\d{2})/.exec(number) ?? [];
  if (year === undefined || number.length !== 18) return 0;
  const today = civilDateOf(now);
  const had = today.slice(5) >= `${month}-${day}`;
  return Number(today.slice(0, 4)) - Number(year) - (had ? 0 : 1);
}

/**
 * The member of staff whom the rules give roles, all in one department.
 * @throws CityError NO_ROLE where no rule gives one, or rules give roles in two departments
 */
export function staffFrom(
  claims: Claims,
  {
    provider,
    maskName,
  }: {
    readonly provider: Pick<StaffProvider, 'claims' | 'roles'>;
    readonly maskName: (name: string) => string;
  },
): Known {
  const staff = claims[provider.claims.staff];
  const rules = provider.roles.filter((rule) => hasValue(claims[rule.claim], rule.value));
  const [first] = rules;
  const isOneDepartment = rules.every(({ department }) => department === first?.department);
  if (typeof staff !== 'string' || staff === '' || first === undefined || !isOneDepartment)
    throw new CityError('NO_ROLE');
  const name = claims[provider.claims.name];
  return {
    caller: {
      kind: 'staff',
      staff,
      department: first.department,
      roles: [...new Set(rules.map(({ role }): StaffRole => role))],
      windows: [...new Set(rules.flatMap(({ windows }) => windows))],
    },
    name: typeof name === 'string' && name !== '' ? maskName(name) : staff,
    isElder: false,
  };
}

const hasValue = (claim: unknown, value: string): boolean =>
  Array.isArray(claim) ? claim.includes(value) : claim === value;

/** Departments and windows that rules name and the catalogue doesn't have. */
export function unknownPlaces(
  rules: readonly RoleRule[],
  isPlace: (department: string, window?: string) => boolean,
): string[] {
  return rules.flatMap(({ department, windows }) =>
    isPlace(department) ? windows.filter((window) => !isPlace(department, window)) : [department],
  );
}
