/** What a person says at their window's screen; it counts only once two officers or a face established who stands before it. */
import type { Kysely } from 'kysely';
import type { ScreenDecision } from '../../../sdk/schemas/screens.ts';
import type { ScreenCaller, Subject } from '../../actor.ts';
import type { Tables } from '../../database/tables.ts';
import { CityError } from '../../errors.ts';
import { agreeTo } from '../decisions.ts';
import { endRequest, isOver, type LockedRequest, lockRequest, partiesOf } from '../endings.ts';
import { checkOf } from '../officers/checks.ts';
import { agreeByCheck, standingOf } from '../officers/second.ts';
import type { AuthorizationParts } from '../parts.ts';
import { mayDecideHere, partiesWithChecks } from './view.ts';

/**
 * Agrees to or refuses everything that a request asks of the person who stands for `subject`.
 * @throws CityError REQUEST_NOT_FOUND for one of another window, REQUEST_ENDED, SCREEN_ONLY_SHOWS, HOLDER_NEEDED,
 * ONE_PERSON_TWICE, FACE_OFF, FACE_CONSENT_NEEDED
 */
export async function decideAtScreen(
  { window }: Pick<ScreenCaller, 'window'>,
  id: string,
  { decision, parts }: { readonly decision: ScreenDecision; readonly parts: AuthorizationParts },
): Promise<void> {
  const check = await checkOf(parts.db, { request: id, subject: decision.subject });
  // Of one that isn't confirmed nothing is looked up.
  const standing = check?.state === 'confirmed' ? await standingOf(check, parts) : undefined;
  await parts.db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    if (request?.window !== window) throw new CityError('REQUEST_NOT_FOUND');
    if (request.state !== 'waiting' || isOver(request, parts.clock.now()))
      throw new CityError('REQUEST_ENDED');
    const party = (await partiesWithChecks(trx, id)).find(({ subject }) => subject === decision.subject);
    if (party === undefined || !mayDecideHere(party)) throw new CityError('SCREEN_ONLY_SHOWS');
    if (decision.decision === 'refuse')
      return endRequest(trx, request, { state: 'refused', outcome: 'refused', parts });
    if (party.method === 'face' && party.giver !== null) return agreeByFace(trx, request, party.giver, parts);
    if (check === undefined || standing === undefined) throw new CityError('SCREEN_ONLY_SHOWS');
    return agreeByCheck(trx, standing, { request, check, isByOfficers: false, parts });
  });
}

/** Agrees to all parties for which this person was recognised. */
async function agreeByFace(
  trx: Kysely<Tables>,
  request: LockedRequest,
  giver: Subject,
  parts: AuthorizationParts,
): Promise<undefined> {
  const own = (await partiesOf(trx, request.id)).filter(({ face_subject }) => face_subject === giver);
  return agreeTo(trx, request, { giver, own, holders: {}, picks: {}, parts });
}
