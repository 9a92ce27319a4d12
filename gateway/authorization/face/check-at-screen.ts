/** A check by two officers needs the enrolled face itself: who stands before the window's screen shows that it is theirs. */
import type { ScreenCaller } from '../../actor.ts';
import { CityError } from '../../errors.ts';
import { announceWindow } from '../changes.ts';
import type { Capture, Challenge, Evidence } from './engine.ts';
import type { FaceParts } from './parts.ts';
import { alertOfTries, atWindow, checkRests, countingFailure, inDepartment, ofPerson } from './tries.ts';

type Screen = Pick<ScreenCaller, 'screen' | 'department' | 'window'>;

/** The newest check at a window for which nobody has shown a face yet; its id says nothing of anybody. */
export async function faceCheckFor(
  window: string,
  parts: Pick<FaceParts, 'db' | 'clock'>,
): Promise<{ readonly id: string } | null> {
  const row = await waitingAt(window, parts)
    .select('face_checks.id')
    .orderBy('face_checks.opened_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** @throws CityError FACE_CHECK_NOT_FOUND for one of another window or over, FACE_OFF, FACE_UNAVAILABLE, FACE_RESTS */
export async function startCheckAtScreen(screen: Screen, id: string, parts: FaceParts): Promise<Challenge> {
  const { engine } = await parts.face.engine();
  const check = await findCheck(screen, id, parts);
  await checkRests(countedFor(screen, check, parts), parts);
  return engine.startChallenge(contextOf(screen, id));
}

/**
 * Compares who stands there with what was enrolled; only for a match may the second officer say that it is the same.
 * @throws CityError as `startCheckAtScreen` and the engine's `finishChallenge`; FACE_NO_MATCH
 */
export async function showAtCheck(
  screen: Screen,
  { id, evidence }: { readonly id: string; readonly evidence: Evidence },
  parts: FaceParts,
): Promise<void> {
  const { engine } = await parts.face.engine();
  const check = await findCheck(screen, id, parts);
  const compare = async (): Promise<void> => {
    const capture: Capture = await engine.finishChallenge(evidence, contextOf(screen, id));
    const reference = { id: check.enrolment_id, subject: check.subject };
    if ((await engine.verify(reference, capture)) !== 'match') throw new CityError('FACE_NO_MATCH');
  };
  await countingFailure(countedFor(screen, check, parts), parts, compare).catch(async (error: unknown) => {
    await alertOfTries(screen, countedFor(screen, check, parts), parts);
    throw error;
  });
  await parts.db
    .updateTable('face_checks')
    .set({ shown_at: parts.clock.now() })
    .where('id', '=', id)
    .execute();
  await announceWindow(parts.db, screen.window);
}

async function findCheck({ window }: Screen, id: string, parts: FaceParts) {
  const check = await waitingAt(window, parts)
    .select(['face_checks.enrolment_id', 'face_enrolments.subject'])
    .where('face_checks.id', '=', id)
    .executeTakeFirst();
  if (check === undefined) throw new CityError('FACE_CHECK_NOT_FOUND');
  return check;
}

const waitingAt = (window: string, { db, clock }: Pick<FaceParts, 'db' | 'clock'>) =>
  db
    .selectFrom('face_checks')
    .innerJoin('face_enrolments', 'face_enrolments.id', 'face_checks.enrolment_id')
    .where('face_checks.window', '=', window)
    .where('face_checks.shown_at', 'is', null)
    .where('face_checks.expires_at', '>', clock.now())
    .where('face_enrolments.state', '=', 'to-be-checked');

const countedFor = (
  { window, department }: Screen,
  { subject }: { readonly subject: string },
  parts: FaceParts,
) => [ofPerson(subject, parts), atWindow(window), inDepartment(department)];

const contextOf = ({ screen }: Screen, id: string) => ({
  purpose: 'verify' as const,
  bound: `check/${screen}/${id}`,
});
