/** Consent to the use of one's face, apart from every other (PIPL arts. 29 and 31): given by oneself, or by a guardian for a child under fourteen. */
import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { faceConsentText } from '../../../sdk/schemas/face-consent-text.ts';
import type { Subject } from '../../actor.ts';
import { civilDateOf } from '../../clock.ts';
import { recordedAuthorities } from '../../credentials/authority.ts';
import { ageGroupOf } from '../../credentials/minors.ts';
import type { Tables } from '../../database/tables.ts';
import { CityError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import type { AccessFacts } from '../access.ts';
import type { FaceParts } from './parts.ts';
import { factOf } from './switch.ts';

/** The text that is agreed to today, and the hash of its words in both languages. */
export const consentText = {
  version: faceConsentText.version,
  hash: hash('sha256', JSON.stringify(faceConsentText)),
};

/** Who decides about a face: its owner from fourteen on, before that a guardian; `nobody` where it isn't the caller. */
export type DecidedBy = 'self' | 'guardian' | 'nobody';

/** Who may decide about the holder's face. @throws CityError FORBIDDEN for whom the caller has nothing to decide */
export async function decidedBy(caller: Subject, holder: Subject, parts: FaceParts): Promise<DecidedBy> {
  const { db, clock, credentials } = parts;
  const date = civilDateOf(clock.now());
  const isChild = (await ageGroupOf(db, holder, date)) === 'child';
  if (caller === holder) return isChild || (await credentials.isDeceased(caller)) ? 'nobody' : 'self';
  if (!isChild || !(await isGuardian(db, caller, { holder, date }))) throw new CityError('FORBIDDEN');
  return 'guardian';
}

/** True where records name somebody as the guardian of a child today. */
export async function isGuardian(
  db: Kysely<Tables>,
  giver: Subject,
  { holder, date }: { readonly holder: Subject; readonly date: string },
): Promise<boolean> {
  const recorded = await recordedAuthorities(db, { giver }, { date });
  return recorded.some((one) => one.kind === 'guardian' && one.holder === holder);
}

/** The consent that is in force. */
export function consentOf(db: Kysely<Tables>, subject: Subject) {
  return db
    .selectFrom('face_consents')
    .selectAll()
    .where('subject', '=', subject)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/** The same, kept as it is until the caller's transaction ends. */
export function lockConsent(trx: Kysely<Tables>, subject: Subject) {
  return trx
    .selectFrom('face_consents')
    .selectAll()
    .where('subject', '=', subject)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

type Wish = {
  readonly holder: Subject;
  readonly textVersion: number;
  readonly language: 'zh' | 'en';
};

/**
 * Keeps a consent, with a receipt. One that is in force already stays as it is.
 * @throws CityError FORBIDDEN, GUARDIAN_NEEDED, FACE_CONSENT_TEXT_OLD, FACE_OFF, FACE_UNAVAILABLE
 */
export async function giveConsent(
  caller: Subject,
  { holder, textVersion, language }: Wish,
  parts: FaceParts,
): Promise<void> {
  const by = await mayDecide(caller, holder, parts);
  if (textVersion !== consentText.version) throw new CityError('FACE_CONSENT_TEXT_OLD');
  const { manifest } = await parts.face.engine();
  await parts.db.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto('face_consents')
      .values({
        id: newId(),
        subject: holder,
        given_by: caller,
        by,
        text_version: consentText.version,
        text_hash: consentText.hash,
        language,
        given_at: parts.clock.now(),
        ended_at: null,
        ended_because: null,
      })
      .onConflict((conflict) => conflict.column('subject').where('ended_at', 'is', null).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made === undefined) return;
    await parts.recordAccess(trx, [
      faceAccess({ holder, outcome: 'face-consent', agreedBy: by, face: factOf(manifest) }),
    ]);
  });
}

/** As what the caller decides. @throws CityError FORBIDDEN, GUARDIAN_NEEDED */
export async function mayDecide(
  caller: Subject,
  holder: Subject,
  parts: FaceParts,
): Promise<'self' | 'guardian'> {
  const by = await decidedBy(caller, holder, parts);
  if (by === 'nobody') throw new CityError('GUARDIAN_NEEDED');
  return by;
}

type FaceAccess = Pick<AccessFacts, 'holder' | 'outcome' | 'agreedBy' | 'officers' | 'face'> & {
  readonly seen?: readonly { readonly credentialType: string; readonly fields: readonly string[] }[];
};

/** What is told of consent, enrolment and end, so that each leaves a receipt: nobody asked, and no matter. */
export const faceAccess = ({ seen = [], ...known }: FaceAccess): AccessFacts => ({
  ...known,
  ...{ request: null, client: null, department: null, matter: null, window: null, role: null },
  items: seen.map((one) => ({ ...one, outcome: 'shown' })),
});
