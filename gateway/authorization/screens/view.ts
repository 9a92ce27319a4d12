/** What a person-facing screen shows of its window's newest request. */
import type { Kysely } from 'kysely';
import type { ScreenView } from '../../../sdk/schemas/screens.ts';
import type { ScreenCaller, Subject } from '../../actor.ts';
import type { CompleteMatter } from '../../catalog/catalog.ts';
import type { CheckState } from '../../database/tables/officers.ts';
import type { Tables } from '../../database/tables.ts';
import { CityError } from '../../errors.ts';
import type { LockedRequest } from '../endings.ts';
import { mayShowFace } from '../face/at-screen.ts';
import { faceCheckFor } from '../face/check-at-screen.ts';
import type { AuthorizationParts } from '../parts.ts';
import { drawQr } from '../qr-images.ts';
import { basisOf, subjectName, viewDepartment, viewItem, viewMatter, viewWindow } from '../views.ts';

/** Seconds for which the end of a request is still shown. */
const SHOWN = 30;

type Request = LockedRequest;
type ScreenParty = NonNullable<ScreenView['request']>['parties'][number];

/** Never a value, and no name before two officers or a face established who is there. */
export async function viewForScreen(
  { department: own, window: place }: Pick<ScreenCaller, 'department' | 'window'>,
  parts: AuthorizationParts,
): Promise<ScreenView> {
  const { catalog, db, clock } = parts;
  const department = catalog.findDepartment(own);
  const window = catalog.findWindow(place);
  if (department === undefined || window === undefined) throw new CityError('UNAUTHENTICATED');
  const request = await newestRequest(db, place, clock.now());
  return {
    department: viewDepartment(department),
    window: viewWindow(window),
    face: await viewFace(parts),
    faceCheck: await faceCheckFor(place, parts),
    request: request === undefined ? null : await viewRequest(request, parts),
  };
}

async function viewFace({ face }: AuthorizationParts): Promise<ScreenView['face']> {
  const { offered, manifest } = await face.standing();
  return {
    offered,
    isPilot: manifest !== null && manifest.presentationAttackReport === null,
    isCalibrated: manifest?.isCalibrated ?? false,
  };
}

function newestRequest(db: Kysely<Tables>, window: string, now: Date) {
  const since = new Date(now.getTime() - 1000 * SHOWN);
  return db
    .selectFrom('requests')
    .selectAll()
    .where('window', '=', window)
    .where((where) =>
      where.or([
        where.and([where('state', 'in', ['waiting', 'approved']), where('expires_at', '>', now)]),
        where('ended_at', '>', since),
        where('answered_at', '>', since),
      ]),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

async function viewRequest(
  request: Request,
  parts: AuthorizationParts,
): Promise<NonNullable<ScreenView['request']>> {
  const matter = parts.catalog.findMatter(request.matter);
  if (matter === undefined) throw new CityError('REQUEST_NOT_FOUND');
  const parties = await partiesWithChecks(parts.db, request.id);
  return {
    id: request.id,
    state: request.state,
    endedBecause: request.ended_because,
    matter: viewMatter(matter),
    createdAt: request.created_at.toISOString(),
    expiresAt: request.expires_at.toISOString(),
    parties: await Promise.all(parties.map((party) => viewParty(party, { request, matter, parts }))),
  };
}

/** Parties of a request, each with how the check by two officers stands that is for it, if one is. */
export const partiesWithChecks = (db: Kysely<Tables>, request: string) =>
  db
    .selectFrom('request_parties')
    .leftJoin('officer_checks', 'officer_checks.id', 'request_parties.check_id')
    .selectAll('request_parties')
    .select('officer_checks.state as check_state')
    .where('request_parties.request_id', '=', request)
    .orderBy('request_parties.subject')
    .execute();

/** True where the person says yes or no themselves: two officers or a face established who is there, and nothing was said yet. */
export const mayDecideHere = (party: {
  readonly method: string;
  readonly state: string;
  readonly check_state: CheckState | null;
  readonly giver: Subject | null;
  readonly face_subject: Subject | null;
}): boolean => party.state === 'waiting' && isKnownHere(party);

/** True where it was established who stands before the screen, and that they decide for themselves. */
const isKnownHere = ({
  method,
  check_state,
  giver,
  face_subject,
}: Omit<Parameters<typeof mayDecideHere>[0], 'state'>): boolean =>
  method === 'officers'
    ? check_state === 'confirmed'
    : method === 'face' && face_subject !== null && face_subject === giver;

type Party = Awaited<ReturnType<typeof partiesWithChecks>>[number];
type PartyContext = {
  readonly request: Request;
  readonly matter: CompleteMatter;
  readonly parts: AuthorizationParts;
};

async function viewParty(party: Party, { request, matter, parts }: PartyContext): Promise<ScreenParty> {
  const { subject, method, state, items, giver, face_subject } = party;
  const isOpen = request.state === 'waiting';
  return {
    subject,
    subjectZh: subjectName(matter, subject),
    method,
    agreed: state === 'agreed',
    mayDecide: isOpen && mayDecideHere(party),
    mayShowFace: isOpen && mayShowFace(party),
    waitsForGuardian: isOpen && state === 'waiting' && face_subject !== null && face_subject !== giver,
    maskedName:
      isOpen && giver !== null && isKnownHere(party) ? await parts.credentials.maskedName(giver) : null,
    show: isOpen ? await viewCode(party, parts) : null,
    basis: basisOf(matter, subject),
    asks: items.map((item) => viewItem(item, subject, { matter, parts })),
  };
}

async function viewCode(
  { method, giver, digits, request_id, given_by }: Party,
  { codes }: AuthorizationParts,
): Promise<ScreenParty['show']> {
  if (method !== 'show' || giver !== null || digits === null) return null;
  return { ...(await drawQr(codes.urlForParty(request_id, given_by))), twoDigits: digits };
}
