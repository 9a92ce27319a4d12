/** One item of one authorization, with where it stands in its request. */
import type { Subject } from '../actor.ts';
import type { Authorization, AuthorizedParty } from '../authorization/authorization.ts';
import type { PartyItem } from '../database/tables/authorization.ts';
import { CityError } from '../errors.ts';

export type Slot = {
  readonly authorization: Authorization;
  readonly party: AuthorizedParty & { readonly holder: Subject };
  readonly item: PartyItem;
  readonly place: number;
};

/** The items in the order in which they are asked and answered. @throws CityError NOT_AUTHORIZED where a party has nobody */
export function slotsOf(authorization: Authorization): Slot[] {
  const pairs = authorization.parties.flatMap((party) => {
    const { holder } = party;
    if (holder === null) throw new CityError('NOT_AUTHORIZED');
    return party.items.map((item) => ({ party: { ...party, holder }, item }));
  });
  return pairs.map((pair, place) => ({ authorization, ...pair, place }));
}
