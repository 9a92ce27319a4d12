/** Checks as the officers of their window see them. */
import type { OfficerCheck } from '../../../sdk/schemas/officers.ts';
import type { StaffCaller } from '../../actor.ts';
import { CityError } from '../../errors.ts';
import type { AuthorizationParts } from '../parts.ts';
import { subjectName } from '../views.ts';
import { type Check, findCheck, OPEN_CHECKS } from './checks.ts';

type Viewer = Pick<StaffCaller, 'staff' | 'department' | 'windows'>;

/** Checks at a window that wait for officers, oldest first. */
export async function listChecks(viewer: Viewer, window: string, parts: AuthorizationParts) {
  const rows = await parts.db
    .selectFrom('officer_checks')
    .innerJoin('requests', 'requests.id', 'officer_checks.request_id')
    .selectAll('officer_checks')
    .where('officer_checks.window', '=', window)
    .where('officer_checks.department', '=', viewer.department)
    .where('officer_checks.state', 'in', OPEN_CHECKS)
    .where('requests.state', '=', 'waiting')
    .where('requests.expires_at', '>', parts.clock.now())
    .orderBy('opened_at')
    .execute();
  const items = await Promise.all(rows.map((row) => viewCheck(viewer, row, parts)));
  return { items, total: items.length, next: null };
}

/** One check as it stands now. @throws CityError OFFICER_CHECK_NOT_FOUND */
export async function readCheck(
  viewer: Viewer,
  id: string,
  parts: AuthorizationParts,
): Promise<OfficerCheck> {
  const check = await findCheck(parts.db, id, viewer);
  if (check === undefined) throw new CityError('OFFICER_CHECK_NOT_FOUND');
  return viewCheck(viewer, check, parts);
}

async function viewCheck(viewer: Viewer, check: Check, parts: AuthorizationParts): Promise<OfficerCheck> {
  const { catalog, db } = parts;
  const request = await db
    .selectFrom('requests')
    .select(['matter', 'state', 'expires_at'])
    .where('id', '=', check.request_id)
    .executeTakeFirstOrThrow();
  const parties = await db
    .selectFrom('request_parties')
    .select(['subject', 'state'])
    .where('check_id', '=', check.id)
    .orderBy('subject')
    .execute();
  const matter = catalog.findMatter(request.matter);
  const reason = catalog.findOfficerReason(check.reason);
  if (matter === undefined || reason === undefined) throw new CityError('OFFICER_CHECK_NOT_FOUND');
  const { staff } = viewer;
  const isOpen = OPEN_CHECKS.includes(check.state) && request.state === 'waiting';
  const isSecond = check.second_officer === staff;
  return {
    id: check.id,
    request: check.request_id,
    window: check.window,
    state: check.state,
    matter: { code: matter.code, nameZh: matter.nameZh, nameEn: matter.nameEn },
    roles: parties.map(({ subject }) => ({ subject, subjectZh: subjectName(matter, subject) })),
    reason,
    firstOfficer: check.first_officer,
    secondOfficer: check.second_officer,
    mayDecide: isOpen && check.first_officer !== staff && (check.second_officer === null || isSecond),
    maskedName:
      isSecond && check.state === 'compare' ? await parts.credentials.maskedName(check.document) : null,
    waitsForPerson:
      check.state === 'confirmed' &&
      request.state === 'waiting' &&
      parties.some(({ state }) => state === 'waiting'),
    openedAt: check.opened_at.toISOString(),
    expiresAt: request.expires_at.toISOString(),
  };
}
