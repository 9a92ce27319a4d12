/** Lists of a person's requests. */
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { authorization, RequestForPerson } from '../../sdk/schemas/requests.ts';
import type { Subject } from '../actor.ts';
import type { RequestState } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';
import type { AuthorizationParts } from './parts.ts';
import { timesOf, viewForPerson } from './views.ts';

type Page<T> = { items: T[]; total: number; next: number | null };

/** Seconds for which the end of a request is still told to those who follow. */
const TOLD = 600;

const OPEN: readonly RequestState[] = ['waiting', 'approved'];

/** Requests that are open and ask this person, oldest first. */
export async function openRequests(
  giver: Subject,
  parts: AuthorizationParts,
): Promise<Page<RequestForPerson>> {
  const rows = await requestsWith(parts.db, giver, ['giver'])
    .select('id')
    .where('state', 'in', OPEN)
    .where('expires_at', '>', parts.clock.now())
    .orderBy('created_at')
    .execute();
  return viewAll(giver, rows, parts);
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
  return viewAll(person, rows, parts);
}

async function viewAll(
  person: Subject,
  rows: readonly { readonly id: string }[],
  parts: AuthorizationParts,
): Promise<Page<RequestForPerson>> {
  const items = await Promise.all(rows.map(({ id }) => viewForPerson(person, id, parts)));
  return { items, total: items.length, next: null };
}

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
  { limit, next }: { readonly limit: number; readonly next: number },
  { db }: AuthorizationParts,
): Promise<Page<z.infer<typeof authorization>>> {
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
    department: row.department,
    window: row.window,
    ...timesOf(row),
  }));
  return { items, total, next: next + rows.length < total ? next + rows.length : null };
}
