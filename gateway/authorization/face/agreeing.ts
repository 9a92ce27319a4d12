/** That what somebody was recognised by still counts when it is agreed. */
import type { Kysely } from 'kysely';
import type { Subject } from '../../actor.ts';
import type { Tables } from '../../database/tables.ts';
import { CityError } from '../../errors.ts';
import { lockConsent } from './consents.ts';
import { isSwitchedOff } from './switch.ts';

/**
 * Holds the consents of those whom a face showed until the caller's transaction ends: whoever withdraws at this moment
 * was first, or comes after the agreement. @throws CityError FACE_OFF, FACE_CONSENT_NEEDED, also for the dead
 */
export async function holdRecognised(
  trx: Kysely<Tables>,
  parties: readonly { readonly face_subject: Subject | null }[],
): Promise<void> {
  // In one order for everybody.
  const shown = [...new Set(parties.flatMap(({ face_subject }) => face_subject ?? []))].toSorted();
  if (shown.length > 0 && (await isSwitchedOff(trx))) throw new CityError('FACE_OFF');
  for (const subject of shown) {
    if ((await lockConsent(trx, subject)) === undefined) throw new CityError('FACE_CONSENT_NEEDED');
    const dead = trx.selectFrom('deceased_subjects').select('subject').where('subject', '=', subject);
    if ((await dead.executeTakeFirst()) !== undefined) throw new CityError('FACE_CONSENT_NEEDED');
  }
}
