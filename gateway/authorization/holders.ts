/** For whom somebody agrees: themselves, one whom a record gives them, or one who gave them a mandate. */
import type { Kysely } from 'kysely';
import type { Subject } from '../actor.ts';
import { actingKind, areTwoPeople, NOBODY } from '../catalog/roles.ts';
import type { PartyItem } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import type { Authority } from './authorities.ts';
import { type Asked, covers } from './scope.ts';

/** A consent that is asked for: of which role, and by which role it is given. */
export type Role = { readonly subject: string; readonly given_by: string };

/**
 * Those for whom the giver of a consent may act in a role, beside themselves where it is their own; a mandate that doesn't
 * reach what is asked is as if there were none.
 */
export function possibleHolders(
  role: Role,
  authorities: readonly Authority[],
  asked: Asked,
): readonly Authority[] {
  if (role.given_by === NOBODY) return [];
  return authorities.filter(
    (authority) =>
      fits(authority, role) && (authority.kind !== 'mandate' || covers(authority.mandate.scope, asked)),
  );
}

function fits(authority: Authority, { subject, given_by }: Role): boolean {
  const acting = actingKind(given_by);
  if (subject !== given_by)
    switch (authority.kind) {
      case 'self':
        return acting === 'guardian';
      case 'mandate':
        return acting === 'representative' && authority.mandate.ofFirm;
      default:
        return authority.kind === acting;
    }
  // In somebody's own role a person's agent takes their place, and a guardian the child's, but not as a guardian.
  if (authority.kind === 'mandate') return !authority.mandate.ofFirm;
  return authority.kind === 'guardian' && acting === undefined;
}

/** What a party is asked, as scopes of mandates see it. */
export const askedOf = (
  { matter, department }: { readonly matter: string; readonly department: string },
  { items }: { readonly items: readonly PartyItem[] },
): Asked => ({ matter, department, credentialTypes: items.map(({ credentialType }) => credentialType) });

/**
 * Self where the subject gives for itself or can't any more; else one of those for whom the giver may act, the only one
 * where none is named; undefined for nobody.
 * @throws CityError HOLDER_NEEDED
 */
export function authorityFor(
  giver: Subject,
  {
    party,
    authorities,
    asked,
    named,
  }: {
    readonly party: Role;
    readonly authorities: readonly Authority[];
    readonly asked: Asked;
    readonly named: string | undefined;
  },
): Authority | undefined {
  // Nobody consents for the dead: whom two officers name is the holder.
  const isOwn = party.subject === party.given_by || party.given_by === NOBODY;
  if (isOwn && (named === undefined || named === giver)) return { holder: giver, kind: 'self' };
  const possible = possibleHolders(party, authorities, asked);
  if (named !== undefined) return possible.find(({ holder }) => holder === named);
  if (new Set(possible.map(({ holder }) => holder)).size > 1)
    throw new CityError('HOLDER_NEEDED', { subject: party.subject });
  return possible[0];
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
