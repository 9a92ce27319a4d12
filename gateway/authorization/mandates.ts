/** Mandates: one person lets another act in their place, until a day or until they end it. */
import type { Kysely } from 'kysely';
import type { Subject } from '../actor.ts';
import { civilDateOf } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Authority, AuthorizationParts } from './parts.ts';

const MOST_DAYS = 366;

type Parts = Pick<AuthorizationParts, 'db' | 'clock'> & {
  readonly credentials: Pick<AuthorizationParts['credentials'], 'subjectOf'>;
};

/** Gives a mandate until the end of a civil day, at most a year away. @throws CityError MANDATE_REFUSED */
export async function giveMandate(
  giver: Subject,
  { agentNumber, until }: { readonly agentNumber: string; readonly until: string },
  parts: Parts,
): Promise<string> {
  const agent = parts.credentials.subjectOf(agentNumber);
  const today = civilDateOf(parts.clock.now());
  const latest = civilDateOf(new Date(parts.clock.now().getTime() + MOST_DAYS * 86_400_000));
  if (agent === undefined || agent === giver || until < today || until > latest)
    throw new CityError('MANDATE_REFUSED');
  const id = newId();
  await parts.db
    .insertInto('mandates')
    .values({ id, giver, agent, created_at: parts.clock.now(), valid_until: until, ended_at: null })
    .execute();
  return id;
}

/** Ends a mandate at once; giver and agent both may. @throws CityError MANDATE_NOT_FOUND */
export async function endMandate(by: Subject, id: string, parts: Parts): Promise<void> {
  const ended = await parts.db
    .updateTable('mandates')
    .set({ ended_at: parts.clock.now() })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where((where) => where.or([where('giver', '=', by), where('agent', '=', by)]))
    .returning('id')
    .executeTakeFirst();
  if (ended === undefined) throw new CityError('MANDATE_NOT_FOUND');
}

/** Mandates that a person gave or holds, newest first. */
export async function listMandates(of: Subject, { db, clock }: Parts) {
  const today = civilDateOf(clock.now());
  const rows = await db
    .selectFrom('mandates')
    .selectAll()
    .where((where) => where.or([where('giver', '=', of), where('agent', '=', of)]))
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    given: row.giver === of,
    until: row.valid_until,
    ended: row.ended_at !== null || row.valid_until < today,
  }));
}

/** For whom a person may act by mandates that are in force on a civil day; a mandate ends with the life of who gave it. */
export async function mandatesOf(
  db: Kysely<Tables>,
  agent: Subject,
  date: string,
): Promise<readonly Authority[]> {
  const rows = await db
    .selectFrom('mandates')
    .select('giver')
    .distinct()
    .where('agent', '=', agent)
    .where('ended_at', 'is', null)
    .where('valid_until', '>=', date)
    .where('giver', 'not in', db.selectFrom('deceased_subjects').select('subject'))
    .execute();
  return rows.map(({ giver }) => ({ holder: giver, kind: 'mandate' as const }));
}
