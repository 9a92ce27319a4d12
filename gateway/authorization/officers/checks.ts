/** Checks by two officers, as they are kept and found. */
import type { Kysely } from 'kysely';
import type { StaffCaller, Subject } from '../../actor.ts';
import type { CheckState } from '../../database/tables/officers.ts';
import type { Tables } from '../../database/tables.ts';
import { CityError } from '../../errors.ts';
import type { CredentialsForAuthorization } from '../parts.ts';

/** States in which officers still have something to do. */
export const OPEN_CHECKS: readonly CheckState[] = ['waiting', 'compare'];

/** A check with all that is kept of it. */
export type Check = NonNullable<Awaited<ReturnType<typeof findCheck>>>;

/** The check, where it is one of a window at which this officer works. */
export function findCheck(
  db: Kysely<Tables>,
  id: string,
  { department, windows }: Pick<StaffCaller, 'department' | 'windows'>,
) {
  return db
    .selectFrom('officer_checks')
    .selectAll()
    .where('id', '=', id)
    .where('department', '=', department)
    .where((where) => where('window', '=', where.fn.any(where.val([...windows]))))
    .executeTakeFirst();
}

/** The check that is for a party of a request; undefined for a party that takes part otherwise. */
export function checkOf(
  db: Kysely<Tables>,
  { request, subject }: { readonly request: string; readonly subject: string },
): Promise<Check | undefined> {
  return db
    .selectFrom('officer_checks')
    .innerJoin('request_parties', 'request_parties.check_id', 'officer_checks.id')
    .selectAll('officer_checks')
    .where('request_parties.request_id', '=', request)
    .where('request_parties.subject', '=', subject)
    .executeTakeFirst();
}

export async function checkStateOf(db: Kysely<Tables>, id: string): Promise<CheckState> {
  const { state } = await db
    .selectFrom('officer_checks')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return state;
}

/** The subject of a number as somebody typed it. @throws CityError DOCUMENT_NOT_A_NUMBER */
export function subjectTyped(
  typed: string,
  { subjectOf }: Pick<CredentialsForAuthorization, 'subjectOf'>,
): Subject {
  const subject = subjectOf(typed.trim().toUpperCase());
  if (subject === undefined) throw new CityError('DOCUMENT_NOT_A_NUMBER');
  return subject;
}
