/** Two officers compare by eye who enrolled with who stands there, where no portrait could say it: an old photograph locks nobody out. */
import type { FaceCheck } from '../../../sdk/schemas/face.ts';
import type { StaffCaller } from '../../actor.ts';
import { CityError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { announceWindow } from '../changes.ts';
import { sessionHash } from '../officers/open.ts';
import { takeTurn } from '../officers/turns.ts';
import { hasLiveScreen } from '../screens/live.ts';
import { faceAccess, lockConsent } from './consents.ts';
import { beginEnd, finishEnd } from './ends.ts';
import { enrolmentOf } from './enrolments.ts';
import type { FaceParts } from './parts.ts';

/** Milliseconds for which a check waits for a second officer. */
const LIFE = 600_000;

type Looking = Pick<StaffCaller, 'staff' | 'department' | 'windows'>;
type Officer = Looking & { readonly session: string | undefined };

/**
 * The first officer opens a check by the eight digits that the person says; the number alone brings the person, and
 * confirms nothing.
 * @throws CityError CODE_NOT_ACCEPTED, TOO_MANY_WRONG_NUMBERS, FACE_NOT_ENROLLED where nothing waits, FACE_NEEDS_SCREEN,
 * OFFICER_CAP_REACHED
 */
export async function openFaceCheck(
  officer: Officer,
  { window, number }: { readonly window: string; readonly number: string },
  parts: FaceParts,
): Promise<string> {
  const { db, codes, clock } = parts;
  const { staff, department, session } = officer;
  if (session === undefined) throw new CityError('METHOD_NOT_AVAILABLE');
  if (!(await hasLiveScreen(db, window, clock.now()))) throw new CityError('FACE_NEEDS_SCREEN', { window });
  const person = await db.transaction().execute(async (trx) => {
    const found = await codes.enter(trx, { codes: [], numbers: [number] }, { department, window });
    return found?.get(number);
  });
  if (person === undefined) throw new CityError('CODE_NOT_ACCEPTED');
  const id = newId();
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    await lockConsent(trx, person);
    const enrolment = await enrolmentOf(trx, person);
    if (enrolment?.state !== 'to-be-checked') throw new CityError('FACE_NOT_ENROLLED');
    await takeTurn(trx, { staff, department, check: id }, parts);
    await trx
      .insertInto('face_checks')
      .values({
        ...{ id, department, window },
        enrolment_id: enrolment.id,
        first_officer: staff,
        first_session: sessionHash(session),
        opened_at: now,
        expires_at: new Date(now.getTime() + LIFE),
        shown_at: null,
      })
      .execute();
  });
  await announceWindow(db, window);
  return id;
}

/**
 * The second officer, another person in another session, says whether who showed the enrolled face before the screen is
 * whose account it is: then the enrolment counts, else it is destroyed. Either way its subject keeps a receipt that names both officers.
 * @throws CityError FACE_CHECK_NOT_FOUND, FACE_CHECK_ENDED, SECOND_OFFICER_NEEDED, FACE_CHECK_NOT_SHOWN,
 * OFFICER_CAP_REACHED
 */
export async function decideFaceCheck(
  officer: Officer,
  id: string,
  { same, parts }: { readonly same: boolean; readonly parts: FaceParts },
): Promise<void> {
  const { db, clock } = parts;
  const { staff, department, session } = officer;
  const ended = await db.transaction().execute(async (trx) => {
    // First, as whoever ends a consent does; and then as it stands now.
    const found = await checkAt(trx, officer, id);
    if (found !== undefined) await lockConsent(trx, found.subject);
    const check = await checkAt(trx, officer, id);
    if (check === undefined) throw new CityError('FACE_CHECK_NOT_FOUND');
    if (check.expires_at <= clock.now() || check.enrolment_state !== 'to-be-checked')
      throw new CityError('FACE_CHECK_ENDED');
    const isAnother =
      staff !== check.first_officer && session !== undefined && sessionHash(session) !== check.first_session;
    if (!isAnother) throw new CityError('SECOND_OFFICER_NEEDED');
    // Officers see who stands there, and not whose face was enrolled.
    if (same && check.shown_at === null) throw new CityError('FACE_CHECK_NOT_SHOWN');
    await takeTurn(trx, { staff, department, check: id }, parts);
    await trx.deleteFrom('face_checks').where('id', '=', id).execute();
    const officers = [check.first_officer, staff];
    const by = { because: 'not-this-person', officers } as const;
    if (!same) return beginEnd(trx, check.subject, { by, parts });
    await trx
      .updateTable('face_enrolments')
      .set({ state: 'active' })
      .where('id', '=', check.enrolment_id)
      .execute();
    await parts.recordAccess(trx, [
      faceAccess({ holder: check.subject, outcome: 'face-enrolment', agreedBy: 'officers', officers }),
    ]);
    return undefined;
  });
  if (ended !== undefined) await finishEnd(ended, parts);
}

/** Checks at a window that wait for a second officer, oldest first. */
export async function listFaceChecks(
  officer: Officer,
  window: string,
  parts: FaceParts,
): Promise<{ items: FaceCheck[]; total: number; next: null }> {
  const rows = await openChecks(officer, window, parts).orderBy('face_checks.opened_at').execute();
  const items = await Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      window: row.window,
      maskedName: await parts.credentials.maskedName(row.subject),
      openedBy: row.first_officer,
      isOwn: row.first_officer === officer.staff,
      isShown: row.shown_at !== null,
      openedAt: row.opened_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    })),
  );
  return { items, total: items.length, next: null };
}

/** How many checks wait for this officer as the second one. */
export async function countFaceChecks(officer: Looking, window: string, parts: FaceParts): Promise<number> {
  const { count } = await openChecks(officer, window, parts)
    .where('face_checks.first_officer', '<>', officer.staff)
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

const openChecks = (officer: Looking, window: string, { db, clock }: FaceParts) =>
  checksAt(db, officer)
    .where('face_checks.window', '=', window)
    .where('face_checks.expires_at', '>', clock.now())
    .where('face_enrolments.state', '=', 'to-be-checked');

const checkAt = (db: FaceParts['db'], officer: Looking, id: string) =>
  checksAt(db, officer).where('face_checks.id', '=', id).executeTakeFirst();

const checksAt = (db: FaceParts['db'], { department, windows }: Looking) =>
  db
    .selectFrom('face_checks')
    .innerJoin('face_enrolments', 'face_enrolments.id', 'face_checks.enrolment_id')
    .selectAll('face_checks')
    .select(['face_enrolments.subject', 'face_enrolments.state as enrolment_state'])
    .where('face_checks.department', '=', department)
    .where((where) => where('face_checks.window', '=', where.fn.any(where.val([...windows]))));
