/** Lists of a person's requests. */
import type { Kysely } from 'kysely';
import type { PageQuery } from '../../sdk/schemas/mandates.ts';
import type { Authorization, RequestForPerson } from '../../sdk/schemas/requests.ts';
import type { Subject } from '../actor.ts';
import { type Page, pageOf } from '../database/pages.ts';
import type { RequestState } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';
import type { AuthorizationParts } from './parts.ts';
import { timesOf, viewForPerson } from './views.ts';

/** Seconds for which the end of a request is still told to those who follow. */
const TOLD = 600;

const OPEN: readonly RequestState[] = ['waiting', 'approved'];

/**
 * Requests that are open and ask this person, oldest first; as one sees them who acts for the person, also those to which
 * somebody agreed in the person's place.
 */
export async function openRequests(
  person: Subject,
  { limit, next, as = ['giver'] }: PageQuery & { readonly as?: readonly ('giver' | 'holder')[] },
  parts: AuthorizationParts,
): Promise<Page<RequestForPerson>> {
  const open = requestsWith(parts.db, person, as)
    .where('state', 'in', OPEN)
    .where('expires_at', '>', parts.clock.now());
  const { total } = await open
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await open
    .select('id')
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .offset(next)
    .execute();
  return pageOf(await viewAll(person, rows, parts), { total, next });
}

/**
 * What a person follows, oldest first: requests that ask them or to which others agreed in their place, until ten minutes
 * after their end, so that nobody who is away for a moment misses it.
 */
export async function recentRequests(
  person: Subject,
  parts: AuthorizationParts,
): Promise<Page<RequestForPerson>> {
  const since = new Date(parts.clock.now().getTime() - 1000 * TOLD);
  const rows = await requestsWith(parts.db, person, ['giver', 'holder'])
    .select('id')
    .where((where) =>
      where.or([where('state', 'in', OPEN), where('ended_at', '>', since), where('answered_at', '>', since)]),
    )
    .orderBy('created_at')
    .execute();
  const items = await viewAll(person, rows, parts);
  return pageOf(items, { total: items.length, next: 0 });
}

const viewAll = (
  person: Subject,
  rows: readonly { readonly id: string }[],
  parts: AuthorizationParts,
): Promise<RequestForPerson[]> => Promise.all(rows.map(({ id }) => viewForPerson(person, id, parts)));

/** Requests that have a party in which this person is one of these. */
const requestsWith = (db: Kysely<Tables>, person: Subject, as: readonly ('giver' | 'holder')[]) =>
  db.selectFrom('requests').where(
    'id',
    'in',
    db
      .selectFrom('request_parties')
      .select('request_id')
      .where((where) => where.or(as.map((column) => where(column, '=', person)))),
  );

/** Everything that this person was asked or others agreed to in their place, newest first; `next` is how many to leave out. */
export async function listAuthorizations(
  person: Subject,
  { limit, next }: PageQuery,
  { db, catalog }: AuthorizationParts,
): Promise<Page<Authorization>> {
  const own = requestsWith(db, person, ['giver', 'holder']);
  const { total } = await own.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await own
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(next)
    .execute();
  const items = rows.map((row) => ({
    id: row.id,
    state: row.state,
    matter: row.matter,
    matterNames: namesOf(catalog.findMatter(row.matter), row.matter),
    department: row.department,
    departmentNames: namesOf(catalog.findDepartment(row.department), row.department),
    window: row.window,
    ...timesOf(row),
  }));
  return pageOf(items, { total, next });
}

type Names = { readonly nameZh: string; readonly nameEn: string };

/** What the catalogue calls it; its code where the catalogue has it no more. */
const namesOf = (row: Names | undefined, code: string): Names => ({
  nameZh: row?.nameZh ?? code,
  nameEn: row?.nameEn ?? code,
});
