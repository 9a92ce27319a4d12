/** How somebody's face stands: what they, or who decides for them, may see. */
import type { FaceStatus } from '../../../sdk/schemas/face.ts';
import type { Subject } from '../../actor.ts';
import { consentOf, consentText, decidedBy } from './consents.ts';
import { enrolmentOf } from './enrolments.ts';
import type { FaceParts } from './parts.ts';
import { describeEngine } from './switch.ts';
import { ofPerson, restsUntil } from './tries.ts';

/** @throws CityError FORBIDDEN for whom the caller has nothing to decide */
export async function statusFor(caller: Subject, holder: Subject, parts: FaceParts): Promise<FaceStatus> {
  const { db, clock } = parts;
  const decided = await decidedBy(caller, holder, parts);
  const { offered, manifest } = await parts.face.standing();
  const consent = await consentOf(db, holder);
  const enrolment = await enrolmentOf(db, holder);
  const rests = await restsUntil(db, ofPerson(holder, parts), clock.now());
  return {
    offered,
    engine: manifest === null ? null : describeEngine(manifest),
    decidedBy: decided,
    consentText,
    consent: consent === undefined ? null : { givenAt: consent.given_at.toISOString(), by: consent.by },
    enrolment:
      enrolment === undefined
        ? null
        : {
            state: enrolment.state,
            createdAt: enrolment.created_at.toISOString(),
            usedAt: enrolment.used_at?.toISOString() ?? null,
            endsOn: enrolment.ends_on,
          },
    restsUntil: rests?.toISOString() ?? null,
  };
}
