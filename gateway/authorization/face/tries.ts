/** How often a face may fail, by whom it is for and where: then it rests, and the other ways go on. */
import { type Kysely, sql } from 'kysely';
import type { Subject } from '../../actor.ts';
import { civilDateOf } from '../../clock.ts';
import type { FaceAlertKind } from '../../database/tables/face.ts';
import type { Tables } from '../../database/tables.ts';
import { CityError, type ErrorCode } from '../../errors.ts';
import { newId } from '../../ids.ts';
import type { FaceParts } from './parts.ts';

/** Milliseconds within which so many failures count, and for which face rests after the last of them. */
const REST = 600_000;

/** What tries are counted under, and how many may fail. */
export type Counted = { readonly place: string; readonly most: number };

/** A person's own tries, in their own browser. */
export const ofPerson = (subject: Subject, { keys }: Pick<FaceParts, 'keys'>): Counted => ({
  place: `person/${Buffer.from(keys.blind('face-tries', subject)).toString('base64url')}`,
  most: 5,
});

/** Tries for whoever has these digits, wherever. */
export const ofDigits = (digits: Buffer, { keys }: Pick<FaceParts, 'keys'>): Counted => ({
  place: `digits/${Buffer.from(keys.blind('face-tries', digits.toString('hex'))).toString('base64url')}`,
  most: 5,
});

/** Tries at a window, and in its department: somebody goes through people one after the other. */
export const atWindow = (window: string): Counted => ({ place: `window/${window}`, most: 10 });
export const inDepartment = (department: string): Counted => ({
  place: `department/${department}`,
  most: 40,
});

/** What went wrong with the pictures, or with the search, and is nobody's try to pass for another. */
const HARMLESS: ReadonlySet<string> = new Set<ErrorCode>([
  'FACE_FRAMES_MISSING',
  'FACE_GALLERY_TOO_LARGE',
  'FACE_NOT_SEEN',
  'FACE_PICTURE_BROKEN',
  'FACE_PICTURE_TOO_LARGE',
  'FACE_TOO_DARK',
  'FACE_TOO_SMALL',
  'FACE_TURNED_AWAY',
  'FACE_TWO_SEEN',
  'FACE_UNAVAILABLE',
]);

/**
 * Does work that may fail, and counts it as a failed try unless it succeeds or only the pictures were bad. It is counted
 * beforehand and taken back, so that tries side by side don't all see the count from before.
 * @throws CityError FACE_RESTS with the seconds until it goes on; what the work throws
 */
export async function countingFailure<T>(
  counted: readonly Counted[],
  parts: Pick<FaceParts, 'db' | 'clock'>,
  work: () => Promise<T>,
): Promise<T> {
  const takeBack = await takeTry(counted, parts);
  try {
    const done = await work();
    await takeBack();
    return done;
  } catch (error) {
    if (error instanceof CityError && HARMLESS.has(error.code)) await takeBack();
    throw error;
  }
}

/** @throws CityError FACE_RESTS */
export async function checkRests(
  counted: readonly Counted[],
  { db, clock }: Pick<FaceParts, 'db' | 'clock'>,
): Promise<void> {
  const now = clock.now();
  for (const one of counted) {
    const until = await restsUntil(db, one, now);
    if (until !== undefined)
      throw new CityError('FACE_RESTS', { seconds: Math.ceil((until.getTime() - now.getTime()) / 1000) });
  }
}

async function takeTry(
  counted: readonly Counted[],
  { db, clock }: Pick<FaceParts, 'db' | 'clock'>,
): Promise<() => Promise<void>> {
  const rows = counted.map(({ place }) => ({ id: newId(), place, failed_at: clock.now() }));
  await db.transaction().execute(async (trx) => {
    // In one order for everybody.
    for (const { place } of rows.toSorted((a, b) => (a.place < b.place ? -1 : 1)))
      await sql`select pg_advisory_xact_lock(hashtext(${`face/${place}`}))`.execute(trx);
    await checkRests(counted, { db: trx, clock });
    await trx.insertInto('face_tries').values(rows).execute();
  });
  return async () => {
    const ids = rows.map(({ id }) => id);
    await db.deleteFrom('face_tries').where('id', 'in', ids).execute();
  };
}

/** When face goes on; undefined where it doesn't rest. */
export async function restsUntil(
  db: Kysely<Tables>,
  { place, most }: Counted,
  now: Date,
): Promise<Date | undefined> {
  const failed = await db
    .selectFrom('face_tries')
    .select('failed_at')
    .where('place', '=', place)
    .where('failed_at', '>', new Date(now.getTime() - 2 * REST))
    .orderBy('failed_at', 'desc')
    .limit(most)
    .execute();
  const [newest, oldest] = [failed[0]?.failed_at.getTime(), failed[most - 1]?.failed_at.getTime()];
  if (newest === undefined || oldest === undefined || newest - oldest >= REST) return undefined;
  return newest + REST > now.getTime() ? new Date(newest + REST) : undefined;
}

/** Tells the department where tries are used up, for one person at a window, for all at it, or for the whole of it. */
export async function alertOfTries(
  { department, window }: { readonly department: string; readonly window: string },
  counted: readonly Counted[],
  parts: Pick<FaceParts, 'db' | 'clock'>,
): Promise<void> {
  const now = parts.clock.now();
  for (const one of counted) {
    if ((await restsUntil(parts.db, one, now)) === undefined) continue;
    await raiseAlert(
      one.place === inDepartment(department).place
        ? { kind: 'tries-in-department', department, window: '' }
        : { kind: 'tries-at-window', department, window },
      parts,
    );
  }
}

/** Raises an alert, once on a civil day. */
export async function raiseAlert(
  alert: { readonly kind: FaceAlertKind; readonly department: string; readonly window: string },
  { db, clock }: Pick<FaceParts, 'db' | 'clock'>,
): Promise<void> {
  const now = clock.now();
  await db
    .insertInto('face_alerts')
    .values({ ...alert, day: civilDateOf(now), at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Forgets tries that count no more. */
export async function forgetTries({ db, clock }: Pick<FaceParts, 'db' | 'clock'>): Promise<void> {
  await db
    .deleteFrom('face_tries')
    .where('failed_at', '<=', new Date(clock.now().getTime() - 2 * REST))
    .execute();
}
