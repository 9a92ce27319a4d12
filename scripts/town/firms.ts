/** The town's firms; each is represented by one of its people. */
import { creditCodeCheck, organizationCodeCheck } from '../../gateway/catalog/check-digits.ts';
import { addDays, addYears } from './dates.ts';
import { firmName, shopAddress, TRADES } from './names.ts';
import type { Person } from './people.ts';
import { drawsOf } from './prng.ts';

export type Firm = {
  readonly index: number;
  readonly code: string;
  readonly name: string;
  readonly trade: string;
  readonly representative: Person;
  readonly established: string;
  readonly address: string;
  readonly isDeregistered: boolean;
  /** Last day of the operating term; undefined for a term without end. */
  readonly termUntil: string | undefined;
};

const DEREGISTERED = 0.05;
const WITH_TERM = 0.3;

/** Firms whose representatives are drawn from the people given. */
export function makeFirms(dayZero: string, people: readonly Person[], count: number): readonly Firm[] {
  return Array.from({ length: count }, (_, index) => {
    const draws = drawsOf(`firm/${index}`);
    const trade = draws.pick(TRADES);
    const established = addDays(addYears(dayZero, -draws.between(1, 20)), -draws.between(1, 360));
    // Terms of twenty years: the oldest firms' have run out.
    const termUntil = draws.chance(WITH_TERM) ? addYears(established, 20) : undefined;
    return {
      index,
      code: creditCode(index + 1),
      name: firmName(draws, trade),
      trade,
      representative: draws.pick(people),
      established,
      address: shopAddress(draws),
      isDeregistered: draws.chance(DEREGISTERED),
      termUntil,
    };
  });
}

/** A credit code of a region that doesn't exist, with FAKE where an organization's own code begins. */
function creditCode(serial: number): string {
  const organization = `FAKE${String(serial).padStart(4, '0')}`;
  const body = `91990101${organization}${organizationCodeCheck(organization) ?? ''}`;
  return body + (creditCodeCheck(body) ?? '');
}
