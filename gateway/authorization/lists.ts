/** Lists of a person's requests. */
import type { z } from 'zod';
import type { authorization, RequestForPerson } from '../../sdk/schemas/requests.ts';
import type { Subject } from '../actor.ts';
import type { AuthorizationParts } from './parts.ts';
import { viewForPerson } from './views.ts';

type Page<T> = { items: T[]; total: number; next: number | null };

/** Requests that are open and ask this person, oldest first. */
export async function openRequests(
  giver: Subject,
  parts: AuthorizationParts,
): Promise<Page<RequestForPerson>> {
  const rows = await parts.db
    .selectFrom('requests')
    .innerJoin('request_parties', 'request_parties.request_id', 'requests.id')
    .select(['requests.id', 'requests.created_at'])
    .distinct()
    .where('request_parties.giver', '=', giver)
    .where('requests.state', 'in', ['waiting', 'approved'])
    .where('requests.expires_at', '>', parts.clock.now())
    .orderBy('requests.created_at')
    .execute();
  const items = await Promise.all(rows.map(({ id }) => viewForPerson(giver, id, parts)));
  return { items, total: items.length, next: null };
}

/** Everything that this person was asked or others agreed to in their place, newest first; `next` is how many to leave out. */
export async function listAuthorizations(
  person: Subject,
  { limit, next }: { readonly limit: number; readonly next: number },
  { db }: AuthorizationParts,
): Promise<Page<z.infer<typeof authorization>>> {
  const own = db.selectFrom('requests').where(
    'id',
    'in',
    db
      .selectFrom('request_parties')
      .select('request_id')
      .where((where) => where.or([where('giver', '=', person), where('holder', '=', person)])),
  );
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
    createdAt: row.created_at.toISOString(),
    approvedAt: row.approved_at?.toISOString() ?? null,
    answeredAt: row.answered_at?.toISOString() ?? null,
    expiresAt: row.expires_at.toISOString(),
    endedBecause: row.ended_because,
  }));
  return { items, total, next: next + rows.length < total ? next + rows.length : null };
}
