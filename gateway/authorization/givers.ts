/** Who stands behind what was brought to a window. */
import type { Kysely } from 'kysely';
import type { Party } from '../../sdk/schemas/requests.ts';
import type { Subject } from '../actor.ts';
import type { Tables } from '../database/tables.ts';
import type { Codes } from './codes.ts';
import type { SlipRow } from './redeem-slips.ts';
import type { Place } from './wrong-numbers.ts';

export type Finding = {
  readonly place: Place;
  readonly codes: Codes;
  /** Slips that are accepted, by their texts. */
  readonly slips: ReadonlyMap<string, SlipRow>;
};

/**
 * The people behind parties; a code or number that stands for several is used once for all of them. Undefined where a
 * number is wrong, which stays counted only where the transaction is committed.
 * @throws CityError CODE_NOT_ACCEPTED, TOO_MANY_WRONG_NUMBERS
 */
export async function findGivers(
  trx: Kysely<Tables>,
  parties: readonly Party[],
  { place, codes, slips }: Finding,
): Promise<ReadonlyMap<Party, Subject> | undefined> {
  const shown = parties.flatMap((party) => ('code' in party ? party.code : []));
  const said = parties.flatMap((party) => ('number' in party ? party.number : []));
  const people = await codes.enter(trx, { codes: shown, numbers: said }, place);
  if (people === undefined) return;
  return new Map(
    parties.flatMap((party) => {
      const giver =
        'slip' in party
          ? slips.get(party.slip)?.giver
          : people.get('code' in party ? party.code : 'number' in party ? party.number : '');
      return giver === undefined ? [] : [[party, giver] as const];
    }),
  );
}
