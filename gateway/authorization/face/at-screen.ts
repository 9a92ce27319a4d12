/** Face before a window's own screen: whoever stands there says first who they may be, and is then looked for among the few who fit. */
import type { Kysely } from 'kysely';
import type { FaceProgress } from '../../../sdk/schemas/requests.ts';
import type { ScreenCaller, Subject } from '../../actor.ts';
import { civilDateOf } from '../../clock.ts';
import { ageGroupOf } from '../../credentials/minors.ts';
import type { Tables } from '../../database/tables.ts';
import { CityError, hasCode } from '../../errors.ts';
import { announce } from '../changes.ts';
import { isOver, lockRequest, partiesOf } from '../endings.ts';
import { isGuardian } from './consents.ts';
import type { Capture, Challenge, Evidence } from './engine.ts';
import { markUsed } from './enrolments.ts';
import { type Digits, digitsHash } from './identity-record.ts';
import type { FaceParts } from './parts.ts';
import { factOf } from './switch.ts';
import {
  alertOfTries,
  atWindow,
  type Counted,
  checkRests,
  countingFailure,
  inDepartment,
  ofDigits,
} from './tries.ts';

type Screen = Pick<ScreenCaller, 'screen' | 'department' | 'window'>;

/** Before whose screen, for which role of a request, and who they say they may be. */
export type AtScreen = { readonly request: string; readonly subject: string; readonly said: Digits };

/**
 * Draws a challenge, whether anybody fits or not: only a face tells.
 * @throws CityError REQUEST_NOT_FOUND for one of another window, REQUEST_ENDED, SCREEN_ONLY_SHOWS, FACE_OFF,
 * FACE_UNAVAILABLE, FACE_RESTS
 */
export async function startAtScreen(screen: Screen, at: AtScreen, parts: FaceParts): Promise<Challenge> {
  const { engine } = await parts.face.engine();
  await partyFor(parts.db, screen, at, parts);
  await checkRests(countedFor(screen, at, parts), parts);
  return engine.startChallenge(contextOf(screen, at, parts));
}

/**
 * Recognises who stands there and remembers it for the party; whoever isn't recognised is told the same as somebody whom
 * nothing is kept of. A child's guardian is the one who is then asked.
 * @throws CityError as `startAtScreen` and the engine's `finishChallenge`; FACE_NO_MATCH
 */
export async function recogniseAtScreen(
  screen: Screen,
  { evidence, ...at }: AtScreen & { readonly evidence: Evidence },
  parts: FaceParts,
): Promise<void> {
  const { engine, manifest } = await parts.face.engine();
  await partyFor(parts.db, screen, at, parts);
  const find = async (): Promise<Found> => {
    const capture = await engine.finishChallenge(evidence, contextOf(screen, at, parts));
    return findAmong(capture, at, parts);
  };
  const counted = countedFor(screen, at, parts);
  const found = await countingFailure(counted, parts, find).catch(async (error: unknown) => {
    // What rests already was told of, where it came to that.
    if (!hasCode(error, 'FACE_RESTS')) await alertOfTries(screen, counted, parts);
    throw error;
  });
  await parts.db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, at.request);
    if (request === undefined) throw new CityError('REQUEST_NOT_FOUND');
    const { given_by } = await partyFor(trx, screen, at, parts);
    // Held, so that nobody is recognised who withdraws at this moment; the consent alone, which whoever ends it locks first.
    const kept = await trx
      .selectFrom('face_enrolments')
      .innerJoin('face_consents', 'face_consents.id', 'face_enrolments.consent_id')
      .select(['face_consents.given_by as consented', 'face_consents.by'])
      .where('face_enrolments.id', '=', found.id)
      .where('face_consents.ended_at', 'is', null)
      .forShare('face_consents')
      .executeTakeFirst();
    // What a guardian consented to ends with childhood, and a guardian is asked only while they are one.
    if (kept === undefined || (kept.by === 'guardian') !== found.isChild)
      throw new CityError('FACE_NO_MATCH');
    const giver = found.isChild ? kept.consented : found.subject;
    const date = civilDateOf(parts.clock.now());
    if (found.isChild && !(await isGuardian(trx, giver, { holder: found.subject, date })))
      throw new CityError('FACE_NO_MATCH');
    await trx
      .updateTable('request_parties')
      .set({
        giver,
        face_subject: found.subject,
        face: JSON.stringify({ ...factOf(manifest), decision: 'match' }) as never,
      })
      .where('request_id', '=', at.request)
      .where('given_by', '=', given_by)
      .where('method', '=', 'face')
      .execute();
    await announce(trx, at.request, [giver]);
  });
  await markUsed(parts, found);
}

type Found = { readonly id: string; readonly subject: Subject; readonly isChild: boolean };

/** Who it is of those who said they may be. @throws CityError FACE_NO_MATCH, whatever the reason */
async function findAmong(capture: Capture, { said }: AtScreen, parts: FaceParts): Promise<Found> {
  const { db, keys, clock, credentials } = parts;
  const { engine, manifest } = await parts.face.engine();
  const fitting = await db
    .selectFrom('face_enrolments')
    .select(['id', 'subject'])
    .where('digits', '=', digitsHash(said, keys))
    .where('state', '=', 'active')
    .where('model_id', '=', manifest.modelId)
    .where('ends_on', '>', civilDateOf(clock.now()))
    .orderBy('id')
    .limit(manifest.galleryLimit + 1)
    .execute();
  const found = await engine.identify(fitting, capture).catch((error: unknown) => {
    // Withdrawn at this very moment.
    if (hasCode(error, 'FACE_NOT_ENROLLED')) return undefined;
    throw error;
  });
  // Somebody else may look like the dead, or bring their picture.
  if (found === undefined || (await credentials.isDeceased(found.subject)))
    throw new CityError('FACE_NO_MATCH');
  const age = await ageGroupOf(db, found.subject, civilDateOf(clock.now()));
  return { ...found, isChild: age === 'child' };
}

/** The party that waits for a face at this screen's window. */
async function partyFor(
  db: Kysely<Tables>,
  { window }: Screen,
  { request: id, subject }: AtScreen,
  { clock }: FaceParts,
) {
  const request = await db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst();
  if (request?.window !== window) throw new CityError('REQUEST_NOT_FOUND');
  if (request.state !== 'waiting' || isOver(request, clock.now())) throw new CityError('REQUEST_ENDED');
  const party = (await partiesOf(db, id)).find((one) => one.subject === subject);
  if (party === undefined || !mayShowFace(party)) throw new CityError('SCREEN_ONLY_SHOWS');
  return party;
}

/** True where a party waits for a face before the screen. */
export const mayShowFace = (party: {
  readonly method: string;
  readonly state: string;
  readonly face_subject: Subject | null;
}): boolean => party.method === 'face' && party.state === 'waiting' && party.face_subject === null;

/** How far the face of a party is; undefined for one that takes none, or has said its word. */
export function faceProgressOf({
  method,
  state,
  giver,
  face_subject,
}: Parameters<typeof mayShowFace>[0] & { readonly giver: Subject | null }): FaceProgress | undefined {
  if (method !== 'face' || state !== 'waiting') return undefined;
  if (face_subject === null) return 'waiting';
  return face_subject === giver ? 'recognised' : 'waits-for-guardian';
}

function countedFor({ window, department }: Screen, { said }: AtScreen, parts: FaceParts): Counted[] {
  return [ofDigits(digitsHash(said, parts.keys), parts), atWindow(window), inDepartment(department)];
}

const contextOf = ({ screen }: Screen, { request, subject, said }: AtScreen, { keys }: FaceParts) => ({
  purpose: 'identify' as const,
  bound: `screen/${screen}/${request}/${subject}/${digitsHash(said, keys).toString('hex')}`,
});
