/** What a department's administrator sees of its officers: who did many checks, and those on which the lot fell. */
import { randomInt } from 'node:crypto';
import type { OfficerReview } from '../../../sdk/schemas/officers.ts';
import type { StaffCaller } from '../../actor.ts';
import { type Paging, pageOf } from '../../database/pages.ts';
import type { ReviewOutcome } from '../../database/tables/officers.ts';
import { CityError } from '../../errors.ts';
import type { AuthorizationParts } from '../parts.ts';

/** One check in so many is looked at again. */
const DRAWN_ONE_IN = 20;

type Parts = Pick<AuthorizationParts, 'db' | 'clock'> & {
  readonly credentials: Pick<AuthorizationParts['credentials'], 'subjectKey'>;
};

/** Draws one in twenty, unforeseeably. */
export const drawReview = (): boolean => randomInt(DRAWN_ONE_IN) === 0;

/** Alerts about officers of a department, newest first; `next` is how many to leave out. */
export async function listAlerts(department: string, { limit, next }: Paging, { db }: Parts) {
  const all = db.selectFrom('officer_alerts').where('department', '=', department);
  const { total } = await all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await all
    .select(['officer', 'day', 'level', 'at'])
    .orderBy('at', 'desc')
    .orderBy('officer')
    .limit(limit)
    .offset(next)
    .execute();
  const items = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  return pageOf(items, { total, next });
}

const drawn = ({ db }: Parts, department: string) =>
  db
    .selectFrom('officer_checks')
    .where('officer_checks.department', '=', department)
    .where('officer_checks.review', 'is not', null);

/** Checks of a department on which the lot fell, those that wait first, then newest first. */
export async function listReviews(department: string, { limit, next }: Paging, parts: Parts) {
  const all = drawn(parts, department);
  const { total } = await all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await all
    .innerJoin('requests', 'requests.id', 'officer_checks.request_id')
    .selectAll('officer_checks')
    .select('requests.matter')
    .orderBy('officer_checks.review')
    .orderBy('officer_checks.decided_at', 'desc')
    .orderBy('officer_checks.id')
    .limit(limit)
    .offset(next)
    .execute();
  const items = await Promise.all(rows.map((row) => viewReview(row, parts)));
  return pageOf(items, { total, next });
}

type Row = Awaited<ReturnType<typeof readReview>> & { readonly matter: string };

async function viewReview(row: Row, { credentials }: Parts): Promise<OfficerReview> {
  const key = row.review_note === null ? undefined : await credentials.subjectKey(row.document);
  return {
    id: row.id,
    request: row.request_id,
    window: row.window,
    matter: row.matter,
    reason: row.reason,
    officers: [row.first_officer, row.second_officer ?? ''],
    decidedAt: (row.decided_at ?? row.opened_at).toISOString(),
    outcome: row.review_outcome,
    // Gone with the subject's key, where that was destroyed.
    note:
      row.review_note === null
        ? null
        : (key?.open(row.review_note, contextOf(row.id)).toString('utf8') ?? null),
    reviewedBy: row.reviewed_by,
    reviewedAt: row.reviewed_at?.toISOString() ?? null,
  };
}

/** What a note is sealed to, so that none can be passed off as another's. */
const contextOf = (id: string): string => `officer-review/${id}`;

async function readReview(parts: Parts, department: string, id: string) {
  const row = await drawn(parts, department)
    .selectAll()
    .where('id', '=', id)
    .where('review', '=', 'drawn')
    .executeTakeFirst();
  if (row === undefined) throw new CityError('OFFICER_REVIEW_NOT_FOUND');
  return row;
}

export type Settlement = { readonly outcome: ReviewOutcome; readonly note: string };

/**
 * Settles a review, once; the note is sealed under the key of whom the check was about. Nobody reviews a check of their
 * own. @throws CityError OFFICER_REVIEW_NOT_FOUND, SECOND_OFFICER_NEEDED
 */
export async function settleReview(
  { staff, department }: Pick<StaffCaller, 'staff' | 'department'>,
  id: string,
  { settlement, parts }: { readonly settlement: Settlement; readonly parts: Parts },
): Promise<void> {
  const row = await readReview(parts, department, id);
  if (staff === row.first_officer || staff === row.second_officer)
    throw new CityError('SECOND_OFFICER_NEEDED');
  const key = await parts.credentials.subjectKey(row.document);
  const { numUpdatedRows } = await parts.db
    .updateTable('officer_checks')
    .set({
      review: 'settled',
      review_outcome: settlement.outcome,
      review_note: key?.seal(Buffer.from(settlement.note), contextOf(id)) ?? null,
      reviewed_by: staff,
      reviewed_at: parts.clock.now(),
    })
    .where('id', '=', id)
    .where('review', '=', 'drawn')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new CityError('OFFICER_REVIEW_NOT_FOUND');
}
