/** How a consent ends, and with it everything that was kept: at once, for good, and with a receipt. */
import type { Kysely } from 'kysely';
import type { Subject } from '../../actor.ts';
import type { AgreedBy } from '../../database/tables/authorization.ts';
import type { FaceEnd } from '../../database/tables/face.ts';
import type { Tables } from '../../database/tables.ts';
import { hasCode } from '../../errors.ts';
import { announce } from '../changes.ts';
import { faceAccess, lockConsent, mayDecide } from './consents.ts';
import type { FaceParts } from './parts.ts';

const MOST_SWEPT = 100;

/** Milliseconds for which whoever ended it is alone with destroying it, so that theirs is the receipt that they are told of. */
const OWN_TRY = 60_000;

type Deletion = {
  readonly id: string;
  readonly subject: Subject;
  readonly because: FaceEnd | null;
  readonly agreed_by: AgreedBy | null;
  readonly officers: readonly string[];
  readonly told_at: Date | null;
};

/** What ended, and the leaf of the receipt that says so; `destroyed` unless nothing was kept yet, or it can't be reached. */
export type Ended = { readonly destroyed: boolean; readonly leaf: string; readonly at: Date };

type By = {
  readonly because: FaceEnd;
  readonly agreedBy?: AgreedBy | undefined;
  readonly officers?: readonly string[];
  /** Ends this consent and no later one. */
  readonly consent?: string;
};

/**
 * Takes back a consent, whoever of those may who may give it; undefined where there is none.
 * @throws CityError FORBIDDEN, GUARDIAN_NEEDED
 */
export async function withdrawConsent(
  caller: Subject,
  holder: Subject,
  parts: FaceParts,
): Promise<Ended | undefined> {
  return endFace(holder, { because: 'withdrawn', agreedBy: await mayDecide(caller, holder, parts) }, parts);
}

/**
 * Ends a subject's consent and enrolment. From the first moment on nobody is found by that face any more; then the engine
 * destroys its template, or as soon as it can be asked.
 */
export async function endFace(subject: Subject, by: By, parts: FaceParts): Promise<Ended | undefined> {
  const begun = await parts.db.transaction().execute((trx) => beginEnd(trx, subject, { by, parts }));
  return begun === undefined ? undefined : finishEnd(begun, parts);
}

/** A consent that has ended, and what is still to be destroyed. */
export type Begun = { readonly at: Date; readonly leaf: string; readonly deletion?: Deletion };

/** The first step of an end, in the caller's transaction: nobody is found by that face once it is committed. */
export async function beginEnd(
  trx: Kysely<Tables>,
  subject: Subject,
  { by, parts }: { readonly by: By; readonly parts: FaceParts },
): Promise<Begun | undefined> {
  const at = parts.clock.now();
  const { because, agreedBy = null, officers = [] } = by;
  const consent = await lockConsent(trx, subject);
  if (consent === undefined || consent.id !== (by.consent ?? consent.id)) return undefined;
  await trx
    .updateTable('face_consents')
    .set({ ended_at: at, ended_because: because })
    .where('id', '=', consent.id)
    .execute();
  const enrolment = await trx
    .deleteFrom('face_enrolments')
    .where('subject', '=', subject)
    .returning('id')
    .executeTakeFirst();
  await forgetRecognised(trx, subject);
  const told = { subject, because, agreed_by: agreedBy, officers: [...officers], told_at: null };
  if (enrolment === undefined) return { at, leaf: await tell(trx, told, { parts }) };
  const deletion = { id: enrolment.id, ...told };
  await planDeletion({ db: trx }, { ...deletion, due_at: new Date(at.getTime() + OWN_TRY) });
  return { at, leaf: '', deletion };
}

/** The second step: destroys the template, or leaves it to the sweep. */
export async function finishEnd({ at, leaf, deletion }: Begun, parts: FaceParts): Promise<Ended> {
  if (deletion === undefined) return { destroyed: false, leaf, at };
  return { ...(await destroy(deletion, parts)), at };
}

/** Remembers that a template must be destroyed from a time on. */
export async function planDeletion(
  { db }: Pick<FaceParts, 'db'>,
  deletion: Pick<Deletion, 'id' | 'subject'> & Partial<Deletion> & { readonly due_at: Date },
): Promise<void> {
  const { because = null, agreed_by = null, officers = [], told_at = null, ...known } = deletion;
  await db
    .insertInto('face_deletions')
    .values({ ...known, because, agreed_by, officers: [...officers], told_at })
    .execute();
}

/** Destroys what could not be destroyed when it ended. Several gateways may do it side by side: it is done once more at worst. */
export async function destroyDue(parts: FaceParts): Promise<void> {
  const due = await parts.db
    .selectFrom('face_deletions')
    .selectAll()
    .where('due_at', '<=', parts.clock.now())
    .orderBy('due_at')
    .limit(MOST_SWEPT)
    .execute();
  for (const deletion of due) await destroy(deletion, parts);
}

/** Whoever was recognised and said nothing yet is nobody again; what has ended stays in their history. */
async function forgetRecognised(trx: Kysely<Tables>, subject: Subject): Promise<void> {
  const reset = await trx
    .updateTable('request_parties')
    .set({ giver: null, face: null, face_subject: null })
    .where('face_subject', '=', subject)
    .where('state', '=', 'waiting')
    .where('request_id', 'in', (query) =>
      query.selectFrom('requests').select('id').where('state', '=', 'waiting'),
    )
    .returning('request_id')
    .execute();
  for (const { request_id } of reset) await announce(trx, request_id, [subject]);
}

async function destroy(
  deletion: Deletion,
  parts: FaceParts,
): Promise<{ readonly destroyed: boolean; readonly leaf: string }> {
  const { id, subject, told_at } = deletion;
  const isDestroyed = await isDestroyedNow({ id, subject }, parts);
  return parts.db.transaction().execute(async (trx) => {
    const open = trx.selectFrom('face_deletions').select('id').where('id', '=', id).forUpdate();
    if ((await open.executeTakeFirst()) === undefined) return { destroyed: true, leaf: '' };
    if (isDestroyed) await trx.deleteFrom('face_deletions').where('id', '=', id).execute();
    else if (told_at !== null) return { destroyed: false, leaf: '' };
    else
      await trx
        .updateTable('face_deletions')
        .set({ told_at: parts.clock.now(), due_at: parts.clock.now() })
        .where('id', '=', id)
        .execute();
    return { destroyed: isDestroyed, leaf: await tell(trx, deletion, { isDestroyed, parts }) };
  });
}

async function isDestroyedNow(
  reference: { readonly id: string; readonly subject: Subject },
  { face }: FaceParts,
): Promise<boolean> {
  try {
    await face.configured?.delete(reference);
    return face.configured !== undefined;
  } catch (error) {
    if (!hasCode(error, 'FACE_UNAVAILABLE')) throw error;
    return false;
  }
}

/** Leaves the receipt; none for a template that never counted. */
async function tell(
  trx: Kysely<Tables>,
  { subject, because, agreed_by, officers }: Omit<Deletion, 'id'>,
  { isDestroyed, parts }: { readonly isDestroyed?: boolean; readonly parts: FaceParts },
): Promise<string> {
  if (because === null) return '';
  const [leaf = ''] = await parts.recordAccess(trx, [
    faceAccess({
      holder: subject,
      outcome: 'face-end',
      officers,
      ...(agreed_by === null ? {} : { agreedBy: agreed_by }),
      face: { because, ...(isDestroyed === undefined ? {} : { isDestroyed }) },
    }),
  ]);
  return leaf;
}
