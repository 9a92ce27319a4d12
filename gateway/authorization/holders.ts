/** For whom somebody agrees: themselves, one whom a record gives them, or one who gave them a mandate. */
import type { Kysely } from 'kysely';
import type { Subject } from '../actor.ts';
import { actingKind, areTwoPeople, NOBODY } from '../catalog/roles.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import type { Authority } from './parts.ts';

/** A consent that is asked for: of which role, and by which role it is given. */
export type Role = { readonly subject: string; readonly given_by: string };

/** Those for whom the giver of a consent may act in a role, beside themselves where it is their own. */
export function possibleHolders(
  { subject, given_by }: Role,
  authorities: readonly Authority[],
): readonly Authority[] {
  if (given_by === NOBODY) return [];
  // A mandate lets its agent stand in the giver's own place.
  const kind = subject === given_by ? 'mandate' : actingKind(given_by);
  return authorities.filter((authority) => authority.kind === kind);
}

/**
 * Self where the subject gives for itself; else one of those for whom the giver may act, the only one where none is
 * named; undefined for nobody.
 * @throws CityError HOLDER_NEEDED
 */
export function holderOf(
  giver: Subject,
  {
    party,
    authorities,
    named,
  }: { readonly party: Role; readonly authorities: readonly Authority[]; readonly named: string | undefined },
): Subject | undefined {
  const isOwn = party.subject === party.given_by;
  if (isOwn && (named === undefined || named === giver)) return giver;
  const possible = possibleHolders(party, authorities);
  if (named !== undefined) return possible.find(({ holder }) => holder === named)?.holder;
  if (possible.length > 1) throw new CityError('HOLDER_NEEDED', { subject: party.subject });
  return possible[0]?.holder;
}

/** Refuses one holder in two roles that are two people. @throws CityError ONE_PERSON_TWICE */
export async function checkTwoPeople(trx: Kysely<Tables>, request: string): Promise<void> {
  const parties = await trx
    .selectFrom('request_parties')
    .select(['subject', 'holder'])
    .where('request_id', '=', request)
    .where('holder', 'is not', null)
    .execute();
  for (const one of parties)
    for (const other of parties)
      if (one.holder === other.holder && areTwoPeople(one.subject, other.subject))
        throw new CityError('ONE_PERSON_TWICE', { subjects: [one.subject, other.subject] });
}
