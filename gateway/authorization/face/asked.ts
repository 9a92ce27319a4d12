/** Whether a request may ask for a face, and what it takes beside it. */
import type { CompleteMatter } from '../../catalog/catalog.ts';
import type { Consent } from '../../catalog/shapes.ts';
import type { PartyMethod } from '../../database/tables/authorization.ts';
import { CityError } from '../../errors.ts';
import type { AuthorizationParts } from '../parts.ts';
import { hasLiveScreen } from '../screens/live.ts';

/** `needsOfficer`: the asker compares the masked name with who stands there before anything is released. */
export type FaceRule = { readonly needsOfficer: boolean };

type Asked = {
  readonly matter: CompleteMatter;
  readonly window: string;
  readonly parts: Pick<AuthorizationParts, 'db' | 'clock' | 'face'>;
};

/**
 * What faces of a request take beside them: an engine without a laboratory's report on presentation attacks is never the
 * only factor, and which others there are stands in the catalogue. Last four digits and birth month are always said.
 * @throws CityError FACE_NOT_FOR_MATTER, FACE_NEEDS_SCREEN, FACE_OFF, FACE_UNAVAILABLE where a face is asked for and may not be
 */
export async function checkFace(
  chosen: readonly { readonly method: PartyMethod; readonly consent: Consent }[],
  { matter, window, parts: { db, clock, face } }: Asked,
): Promise<FaceRule> {
  const byFace = chosen.filter(({ method }) => method === 'face');
  if (byFace.length === 0) return { needsOfficer: false };
  if (!matter.authorisation.face || byFace.some(({ consent }) => consent.methods?.includes('face') === false))
    throw new CityError('FACE_NOT_FOR_MATTER', { matter: matter.code });
  const { manifest } = await face.engine();
  if (!(await hasLiveScreen(db, window, clock.now()))) throw new CityError('FACE_NEEDS_SCREEN', { window });
  const isTested = manifest.presentationAttackReport !== null;
  return { needsOfficer: !isTested && matter.addition.secondFactor.includes('officer') };
}
