/** Enrolling a face in one's own session, and comparing it there: the person is named, and shows that it is them. */
import type { Kysely } from 'kysely';
import type { Subject } from '../../actor.ts';
import { civilDateOf } from '../../clock.ts';
import type { Tables } from '../../database/tables.ts';
import { CityError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { consentOf, faceAccess, lockConsent, mayDecide } from './consents.ts';
import { planDeletion } from './ends.ts';
import type { Capture, Challenge, Evidence, FaceEngine, Purpose } from './engine.ts';
import { readIdentity } from './identity-record.ts';
import type { FaceParts } from './parts.ts';
import { factOf } from './switch.ts';
import { checkRests, countingFailure, ofPerson } from './tries.ts';

/** Milliseconds after which a template that was begun and didn't come to count is destroyed. */
const ORPHAN = 600_000;

/** Months after which what nobody uses is destroyed. */
const UNUSED_MONTHS = 12;

/** What one's own challenge is for, and whose face it is about. */
type Own = { readonly purpose: Exclude<Purpose, 'identify'>; readonly holder: Subject };

/** What is enrolled of somebody. */
export function enrolmentOf(db: Kysely<Tables>, subject: Subject) {
  return db.selectFrom('face_enrolments').selectAll().where('subject', '=', subject).executeTakeFirst();
}

export type Enrolment = NonNullable<Awaited<ReturnType<typeof enrolmentOf>>>;

/** Civil day on which an enrolment ends that isn't used again from now on. */
export function endOfUnused(now: Date): string {
  const end = new Date(now);
  end.setUTCMonth(end.getUTCMonth() + UNUSED_MONTHS);
  return civilDateOf(end);
}

/**
 * Draws a challenge for the holder's face.
 * @throws CityError FORBIDDEN, GUARDIAN_NEEDED, FACE_OFF, FACE_UNAVAILABLE, FACE_CONSENT_NEEDED, FACE_ALREADY_ENROLLED,
 * FACE_NOT_ENROLLED, FACE_RESTS
 */
export async function startOwnChallenge(caller: Subject, own: Own, parts: FaceParts): Promise<Challenge> {
  const { engine } = await begin(caller, own, parts);
  await checkRests([ofPerson(own.holder, parts)], parts);
  return engine.startChallenge(contextOf(caller, own));
}

const contextOf = (caller: Subject, { purpose, holder }: Own) => ({
  purpose,
  bound: `own/${caller}/${holder}`,
});

/** Checks what must hold before a camera is asked for anything. */
async function begin(caller: Subject, { purpose, holder }: Own, parts: FaceParts) {
  const by = await mayDecide(caller, holder, parts);
  const using = await parts.face.engine();
  const consent = await consentOf(parts.db, holder);
  // A guardian's ends with childhood: from then on it takes one's own.
  if (consent?.by !== by) throw new CityError('FACE_CONSENT_NEEDED');
  const enrolment = await enrolmentOf(parts.db, holder);
  if (purpose === 'enrol' && enrolment !== undefined) throw new CityError('FACE_ALREADY_ENROLLED');
  if (purpose === 'verify' && enrolment === undefined) throw new CityError('FACE_NOT_ENROLLED');
  return { ...using, by, consent, enrolment };
}

/**
 * Enrols who shows themselves. Where a credential's portrait is theirs it counts at once; where it isn't, or there is
 * none, two officers compare them first: a portrait may be old.
 * @throws CityError as `startOwnChallenge` and the engine's `finishChallenge`; FACE_NUMBER_UNKNOWN
 */
export async function enrolOwn(
  caller: Subject,
  { holder, evidence }: { readonly holder: Subject; readonly evidence: Evidence },
  parts: FaceParts,
): Promise<void> {
  const own: Own = { purpose: 'enrol', holder };
  const { engine, manifest, by } = await begin(caller, own, parts);
  const capture = await finishOwn(caller, { own, evidence, engine, parts });
  const { digits, portrait, seen } = await readIdentity(holder, parts);
  const isPortraits = portrait !== undefined && (await engine.compare(portrait, capture)) === 'match';
  const id = newId();
  const now = parts.clock.now();
  // Should everything end here, what was made and counts for nothing is found and destroyed.
  await planDeletion(parts, { id, subject: holder, due_at: new Date(now.getTime() + ORPHAN) });
  await parts.db.transaction().execute(async (trx) => {
    // Whoever withdraws at this moment waits, and then finds what to destroy; or was first, and nothing is kept.
    const consent = await lockConsent(trx, holder);
    if (consent === undefined) throw new CityError('FACE_CONSENT_NEEDED');
    const made = await trx
      .insertInto('face_enrolments')
      .values({
        id,
        subject: holder,
        consent_id: consent.id,
        state: isPortraits ? 'active' : 'to-be-checked',
        digits,
        model_id: manifest.modelId,
        created_at: now,
        used_at: null,
        ends_on: endOfUnused(now),
      })
      .onConflict((conflict) => conflict.column('subject').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made === undefined) throw new CityError('FACE_ALREADY_ENROLLED');
    await engine.enrol({ id, subject: holder }, capture);
    await trx.deleteFrom('face_deletions').where('id', '=', id).execute();
    await parts.recordAccess(trx, [
      faceAccess({ holder, outcome: 'face-enrolment', agreedBy: by, face: factOf(manifest), seen: [seen] }),
    ]);
  });
}

/**
 * Compares who shows themselves with what is enrolled of them; returns for a match only.
 * @throws CityError as `startOwnChallenge` and the engine's `finishChallenge`; FACE_NO_MATCH
 */
export async function verifyOwn(
  caller: Subject,
  { holder, evidence }: { readonly holder: Subject; readonly evidence: Evidence },
  parts: FaceParts,
): Promise<void> {
  const own: Own = { purpose: 'verify', holder };
  const { engine, enrolment } = await begin(caller, own, parts);
  if (enrolment === undefined) throw new CityError('FACE_NOT_ENROLLED');
  const judge = (capture: Capture) => engine.verify({ id: enrolment.id, subject: holder }, capture);
  await finishOwn(caller, { own, evidence, engine, parts, judge });
  await markUsed(parts, enrolment);
}

/** That an enrolment was used, so that it is kept on. */
export async function markUsed(
  { db, clock }: Pick<FaceParts, 'db' | 'clock'>,
  { id }: Pick<Enrolment, 'id'>,
): Promise<void> {
  const now = clock.now();
  await db
    .updateTable('face_enrolments')
    .set({ used_at: now, ends_on: endOfUnused(now) })
    .where('id', '=', id)
    .execute();
}

type Finishing = {
  readonly own: Own;
  readonly evidence: Evidence;
  readonly engine: FaceEngine;
  readonly parts: FaceParts;
  readonly judge?: (capture: Capture) => Promise<'match' | 'no-match' | 'inconclusive'>;
};

async function finishOwn(
  caller: Subject,
  { own, evidence, engine, parts, judge }: Finishing,
): Promise<Capture> {
  return countingFailure([ofPerson(own.holder, parts)], parts, async () => {
    const capture = await engine.finishChallenge(evidence, contextOf(caller, own));
    if (judge !== undefined && (await judge(capture)) !== 'match') throw new CityError('FACE_NO_MATCH');
    return capture;
  });
}
