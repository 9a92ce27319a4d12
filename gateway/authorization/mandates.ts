/** Mandates: one person offers another to act in their place, or in that of a firm that they represent; it counts once it is accepted. */
import type { GiveMandate } from '../../sdk/schemas/mandates.ts';
import type { Subject } from '../actor.ts';
import { birthdayOf } from '../catalog/check-digits.ts';
import { civilDateAfter, civilDateOf } from '../clock.ts';
import { birthday } from '../credentials/authority.ts';
import { ageGroupOf, FULL_AGE } from '../credentials/minors.ts';
import { CityError } from '../errors.ts';
import { newId } from '../ids.ts';
import { firmsOf } from './authorities.ts';
import type { AuthorizationParts } from './parts.ts';
import { isKnownScope } from './scope.ts';

const DAY = 86_400_000;
const MOST_DAYS = 366;
/** Days for which an offer waits to be accepted. */
const OFFER_LIFE = 14;

export type MandateParts = Pick<AuthorizationParts, 'db' | 'clock' | 'catalog'> & {
  readonly credentials: Pick<AuthorizationParts['credentials'], 'subjectOf' | 'isDeceased'>;
};

/** Moment before which an offer must have been made to be open still. */
export const offeredSince = (now: Date): Date => new Date(now.getTime() - OFFER_LIFE * DAY);

/**
 * Offers a mandate until the end of a civil day, at most a year away. Who gives and who takes one is of age (Civil Code,
 * art. 18 and 169: nobody passes on what they hold by another's mandate).
 * @throws CityError MANDATE_REFUSED, with what of it doesn't hold
 */
export async function giveMandate(
  giver: Subject,
  { agentNumber, until, holder = giver, scope }: GiveMandate,
  parts: MandateParts,
): Promise<string> {
  const { db, clock, catalog, credentials } = parts;
  const now = clock.now();
  const date = civilDateOf(now);
  const agent = credentials.subjectOf(agentNumber);
  const refuse = (fault: string): never => {
    throw new CityError('MANDATE_REFUSED', { fault });
  };
  if (agent === undefined || agent === giver || !isAdult(agentNumber, date)) return refuse('agent');
  if (until < date || until > civilDateAfter(now, MOST_DAYS)) refuse('until');
  if (!isKnownScope(scope, catalog)) refuse('scope');
  if ((await ageGroupOf(db, giver, date)) !== 'adult' || (await credentials.isDeceased(giver)))
    refuse('giver');
  if (holder !== giver && !(await firmsOf(db, giver, { date })).includes(holder)) refuse('holder');
  const id = newId();
  await db
    .insertInto('mandates')
    .values({
      ...{ id, giver, holder, agent, created_at: now, valid_until: until },
      scope: JSON.stringify(scope) as never,
      ...{ accepted_at: null, declined_at: null, ended_at: null },
    })
    .execute();
  return id;
}

/** By the number that the giver typed: nothing has to be known of the agent, nor is told. */
function isAdult(number: string, date: string): boolean {
  const born = birthdayOf(number);
  return born !== undefined && birthday(born, FULL_AGE) <= date;
}

/** The agent takes an offer, or doesn't. @throws CityError MANDATE_NOT_FOUND where it isn't open to them */
export async function answerOffer(
  agent: Subject,
  id: string,
  { accepts, parts }: { readonly accepts: boolean; readonly parts: MandateParts },
): Promise<void> {
  const now = parts.clock.now();
  const answered = await parts.db
    .updateTable('mandates')
    .set(accepts ? { accepted_at: now } : { declined_at: now })
    .where('id', '=', id)
    .where('agent', '=', agent)
    .where('accepted_at', 'is', null)
    .where('declined_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('created_at', '>', offeredSince(now))
    .where('valid_until', '>=', civilDateOf(now))
    .returning('id')
    .executeTakeFirst();
  if (answered === undefined) throw new CityError('MANDATE_NOT_FOUND');
}

/**
 * Ends a mandate at once, or takes an offer back; giver and agent both may, and who represents the firm whose it is.
 * Where an authorization that the agent gave is just being used, the end comes after it.
 * @throws CityError MANDATE_NOT_FOUND
 */
export async function endMandate(by: Subject, id: string, { db, clock }: MandateParts): Promise<void> {
  const now = clock.now();
  const holders = [by, ...(await firmsOf(db, by, { date: civilDateOf(now) }))];
  const ended = await db
    .updateTable('mandates')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where((where) =>
      where.or([where('giver', '=', by), where('agent', '=', by), where('holder', 'in', holders)]),
    )
    .where('ended_at', 'is', null)
    .where('declined_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (ended === undefined) throw new CityError('MANDATE_NOT_FOUND');
}
